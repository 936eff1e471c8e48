// Loaded only where files are added.
import { uploadAtOnce } from './upload.js'

uploadAtOnce()
