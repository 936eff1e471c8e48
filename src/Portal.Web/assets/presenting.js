// A presentation slide by slide: arrows, Home and End, a view for the presenter with notes, and the time used against the time planned.
// Without script all slides stand on the page one after the other.
const panel = document.querySelector('[data-presenting]')
const slides = [...document.querySelectorAll('[data-slide]')]
if (panel && slides.length > 0) {
  const button = name => panel.querySelector(`[data-present="${name}"]`)
  const place = panel.querySelector('[data-presenting-place]')
  const time = panel.querySelector('[data-presenting-time]')
  const keys = panel.querySelector('[data-presenting-keys]')
  const planned = Number(panel.dataset.planned)
  const minutesOf = slide => Number(slide.dataset.minutes)
  const whileTyping = 'input, textarea, select, [contenteditable], [role="region"][tabindex]'
  let at = -1
  let began = 0
  let cameHere = 0
  let ticking = 0

  panel.hidden = false
  button('begin').addEventListener('click', begin)
  button('back').addEventListener('click', () => go(at - 1))
  button('on').addEventListener('click', () => go(at + 1))
  button('end').addEventListener('click', end)
  button('notes')?.addEventListener('click', () => showNotes(button('notes').getAttribute('aria-pressed') !== 'true'))
  document.addEventListener('keydown', key => {
    if (at < 0 || key.altKey || key.ctrlKey || key.metaKey || key.target.closest(whileTyping)) return
    const to = { ArrowRight: at + 1, PageDown: at + 1, ArrowLeft: at - 1, PageUp: at - 1, Home: 0, End: slides.length - 1 }[key.key]
    if (to !== undefined) {
      key.preventDefault()
      go(to)
    } else if (key.key === 'Escape') {
      end()
    }
  })

  function begin () {
    began = performance.now()
    ticking = setInterval(tell, 1000)
    document.body.classList.add('portal-presents')
    swap(true)
    go(0)
  }

  function end () {
    at = -1
    clearInterval(ticking)
    document.body.classList.remove('portal-presents')
    showNotes(false)
    swap(false)
    for (const slide of slides) slide.hidden = false
    place.textContent = ''
    button('begin').focus()
  }

  function swap (presents) {
    button('begin').hidden = presents
    for (const name of ['back', 'on', 'end', 'notes']) {
      if (button(name)) button(name).hidden = !presents
    }
    keys.hidden = !presents
    time.hidden = true
  }

  function go (to) {
    const next = Math.max(0, Math.min(to, slides.length - 1))
    if (next === at) return
    at = next
    cameHere = performance.now()
    slides.forEach((slide, i) => { slide.hidden = i !== at })
    place.textContent = `Slide ${at + 1} of ${slides.length}`
    button('back').setAttribute('aria-disabled', String(at === 0))
    button('on').setAttribute('aria-disabled', String(at === slides.length - 1))
    slides[at].querySelector('h2').focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
    tell()
  }

  function showNotes (shown) {
    if (!button('notes')) return
    button('notes').setAttribute('aria-pressed', String(shown))
    document.body.classList.toggle('portal-presents--notes', shown)
    for (const details of document.querySelectorAll('.portal-slide__notes details')) details.open = shown
    time.hidden = !shown
    tell()
  }

  function tell () {
    if (time.hidden || at < 0) return
    const now = performance.now()
    const soFar = slides.slice(0, at + 1).reduce((sum, slide) => sum + minutesOf(slide), 0)
    time.textContent = `${clock(now - began)} of ${planned} minutes used, by plan ${soFar} after this slide. This slide: ${clock(now - cameHere)} of ${minutesOf(slides[at])} minutes.`
  }

  function clock (ms) {
    const seconds = Math.floor(ms / 1000)
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  }
}
