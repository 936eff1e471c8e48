// Following the skip link leaves its place in the address. A form is sent to the address, and with the answer the browser would jump
// to that place again, away from the error summary or the notice that has the focus. So the address is put back as it was.
export function keepAddress () {
  addEventListener('hashchange', () => {
    if (location.hash === document.querySelector('.govuk-skip-link')?.hash) {
      history.replaceState(history.state, '', location.pathname + location.search)
    }
  })
}
