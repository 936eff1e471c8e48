// Keeps a progress panel up to date: <div id="x" data-poll-url="…"> is replaced, every two seconds, by the element with the
// same id in the page fetched from that address, until that element says data-poll-done="true". Without script the page is reloaded
// by hand and shows the same. What is of use only while the work goes on, and stands outside, says data-poll-while="x" and goes with it.
const interval = 2000
const longest = 30000

export function pollProgress (root = document) {
  for (const element of root.querySelectorAll('[data-poll-url]')) {
    if (element.id && !isDone(element)) {
      wait(element.id, interval)
    }
  }
}

function isDone (element) {
  return element.dataset.pollDone?.toLowerCase() === 'true'
}

function wait (id, delay) {
  setTimeout(() => refresh(id, delay), delay)
}

async function refresh (id, delay) {
  const shown = document.getElementById(id)
  if (!shown) return
  if (document.hidden) return wait(id, interval)

  const fresh = await fetchElement(shown.dataset.pollUrl, id)
  if (!fresh) return wait(id, Math.min(delay * 2, longest))

  replace(shown, fresh)
  if (!isDone(fresh)) return wait(id, interval)
  for (const element of document.querySelectorAll(`[data-poll-while="${id}"]`)) element.remove()
}

async function fetchElement (url, id) {
  try {
    const response = await fetch(url, { credentials: 'same-origin', cache: 'no-store', headers: { Accept: 'text/html' } })
    if (!response.ok) return null
    return new DOMParser().parseFromString(await response.text(), 'text/html').getElementById(id)
  } catch {
    return null // offline for a moment: try again later
  }
}

// The element itself stays, so that a live region is announced and focus outside its changing parts is kept.
function replace (shown, fresh) {
  if (shown.innerHTML === fresh.innerHTML) return
  const focused = shown.contains(document.activeElement) ? document.activeElement.id : ''
  shown.replaceChildren(...fresh.childNodes)
  if (focused) document.getElementById(focused)?.focus()
}
