// Loaded as a module on every page: only browsers that can run GOV.UK Frontend run this.
import { initAll } from './govuk-frontend.min.js'
import { pollProgress } from './progress-poll.js'
import { plainRadios } from './radio-state.js'
import { keepAddress } from './skip-link.js'
import { saveWhileWriting } from './writing.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()
pollProgress()
keepAddress()
plainRadios()
saveWhileWriting()
