// A presentation slide by slide in two windows: the presenter's leads, what the audience sees follows. Every slide has an address, so without script the links do the same in each window.
const view = document.querySelector('[data-presenting]')
if (view) {
  const leads = view.dataset.presenting === 'presenter'
  const at = Number(view.dataset.number)
  const last = Number(view.dataset.slides)
  const channel = new BroadcastChannel(`presenting ${view.dataset.of}`)
  const whileTyping = 'input, textarea, select, [contenteditable], [role="region"][tabindex]'
  let leaving = false
  let to = at // where the next page will be: a second key while it comes counts from there

  channel.addEventListener('message', ({ data }) => {
    if (data.asks && leads && !leaving) channel.postMessage({ to: at, follow: true })
    if (data.to && Boolean(data.follow) !== leads) go(data.to)
  })
  channel.postMessage(leads ? { to: at, follow: true } : { asks: true })

  for (const link of view.querySelectorAll('[rel="prev"], [rel="next"]')) {
    link.addEventListener('click', () => tell(at + (link.rel === 'next' ? 1 : -1)))
  }
  document.addEventListener('keydown', key => {
    if (key.altKey || key.ctrlKey || key.metaKey || key.target.closest(whileTyping)) return
    const next = { ArrowRight: to + 1, PageDown: to + 1, ArrowLeft: to - 1, PageUp: to - 1, Home: 1, End: last }[key.key]
    if (next === undefined) return
    key.preventDefault()
    tell(next)
    go(next)
  })
  if (leads) {
    keepTime()
    openBeside()
  }

  // The presenter's window says where it is when it is there.
  function tell (slide) {
    if (!leads && slide >= 1 && slide <= last) channel.postMessage({ to: slide })
  }

  function go (slide) {
    if (slide === to || slide < 1 || slide > last) return
    to = slide
    leaving = true
    location.replace(`${view.dataset.address}/${slide}`)
  }

  function openBeside () {
    const link = view.querySelector('[data-presenting-open]')
    link.addEventListener('click', click => {
      click.preventDefault()
      window.open(link.href, link.target, 'popup')
    })
  }

  // Kept for as long as this window is open, because every slide is a page.
  function keepTime () {
    const key = `presenting ${view.dataset.of}`
    const time = view.querySelector('[data-presenting-time]')
    const start = view.querySelector('[data-presenting-start]')
    for (const hidden of view.querySelectorAll('[data-presenting-clock], [data-presenting-keys]')) hidden.hidden = false
    start.addEventListener('click', () => {
      sessionStorage.setItem(key, String(Date.now()))
      show()
    })
    show()
    setInterval(show, 1000)

    function show () {
      const began = Number(sessionStorage.getItem(key))
      const seconds = began ? Math.max(0, Math.floor((Date.now() - began) / 1000)) : 0
      start.textContent = began ? 'Start the time again' : 'Start the time'
      time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} of ${view.dataset.planned} minutes used`
    }
  }
}
