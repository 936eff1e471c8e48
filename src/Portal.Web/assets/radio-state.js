// GOV.UK Frontend tells by aria-expanded whether the fields of a radio are shown. ARIA has no such state for radios, so what
// a screen reader makes of it is anybody's guess: it is taken off again, each time after GOV.UK Frontend has set it.
export function plainRadios () {
  dropState()
  addEventListener('pageshow', dropState)
  document.addEventListener('click', dropState)
}

function dropState () {
  for (const radio of document.querySelectorAll('input[type="radio"][aria-expanded]')) {
    radio.removeAttribute('aria-expanded')
  }
}
