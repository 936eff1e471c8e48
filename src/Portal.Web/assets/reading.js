// The page of a document: draws a PDF's page as it looks, and takes selected words into the form. Without it the text is there all the same.
const holder = document.querySelector('[data-pdf]')
if (holder) {
  draw(holder).catch(() => {
    // The text below is what there is; a document that cannot be drawn says so there.
    holder.hidden = true
  })
}

async function draw (holder) {
  const pdf = await import('./pdfjs/pdf.min.mjs')
  const here = name => new URL(`./pdfjs/${name}`, import.meta.url).href
  pdf.GlobalWorkerOptions.workerSrc = here('pdf.worker.min.mjs')
  const loading = pdf.getDocument({
    url: holder.dataset.pdf,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    wasmUrl: here(''),
    disableAutoFetch: true,
    stopAtErrors: false
  })
  const file = await loading.promise
  const page = await file.getPage(Number(holder.dataset.page))
  const canvas = document.createElement('canvas')
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', holder.dataset.label)
  holder.hidden = false
  const wide = Math.min(holder.clientWidth || 700, 900)
  const sharp = Math.min(window.devicePixelRatio || 1, 2)
  const viewport = page.getViewport({ scale: wide / page.getViewport({ scale: 1 }).width * sharp })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  holder.replaceChildren(canvas)
  await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport, annotationMode: pdf.AnnotationMode.DISABLE }).promise
  holder.dataset.drawn = 'true'
  await loading.destroy()
}

const offer = document.querySelector('[data-take-words]')
const text = document.getElementById('text')
if (offer && text) {
  const field = document.querySelector('[name="Input.Passage"]')
  const longest = 200
  let selected = ''
  offer.hidden = false
  document.addEventListener('selectionchange', () => {
    const selection = document.getSelection()
    if (selection.rangeCount > 0 && text.contains(selection.getRangeAt(0).commonAncestorContainer)) {
      selected = selection.toString().replace(/\s+/g, ' ').trim() || selected
    }
  })
  offer.querySelector('button').addEventListener('click', () => {
    const said = offer.querySelector('[role="status"]')
    if (!selected) {
      said.textContent = 'Select words in the text first.'
      return
    }

    const place = text.dataset.passage.toLowerCase()
    const room = longest - place.length - 4
    field.value = `${place}: “${selected.length > room ? selected.slice(0, room - 1) + '…' : selected}”`
    said.textContent = 'The words are in the field.'
    field.focus()
  })
}
