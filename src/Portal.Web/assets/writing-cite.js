// Puts the number of an item of evidence behind the words that were selected last: <button data-cite="[3]" hidden>. Without script people type it.
export function citeInto (form, status) {
  let field = form.querySelector('textarea')
  form.addEventListener('focusin', event => {
    if (event.target.matches('textarea')) field = event.target
  })
  for (const button of document.querySelectorAll('[data-cite]')) {
    button.hidden = false
    button.addEventListener('click', () => {
      const mark = button.dataset.cite
      const at = field.selectionEnd
      const space = at > 0 && !/\s/.test(field.value[at - 1]) ? ' ' : ''
      field.setRangeText(space + mark, at, at, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.focus()
      status.say(`${mark} stands in “${field.labels[0]?.textContent.trim()}” now.`)
    })
  }
}
