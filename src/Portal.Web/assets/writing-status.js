// Says, above the buttons of a form, what became of what was typed, and who else is there; and above the form, that there are two versions.
export class WritingStatus {
  constructor (form) {
    this.form = form
    this.people = document.createElement('p')
    this.people.className = 'portal-writing__people'
    this.people.setAttribute('role', 'status')
    form.prepend(this.people)
    this.line = document.createElement('p')
    this.line.className = 'govuk-body portal-writing__saved'
    this.line.setAttribute('role', 'status')
    const buttons = form.querySelector('.govuk-button-group') ?? form.querySelector('.govuk-button')
    buttons.before(this.line)
  }

  say (text) {
    this.line.textContent = text
  }

  others (names) {
    const text = names.length === 0 ? '' : `${list(names)} ${names.length === 1 ? 'is' : 'are'} writing here too.`
    if (this.people.textContent !== text) this.people.textContent = text
  }

  signedOut (address) {
    this.say('Not saved: you are signed out. What you typed is kept in this browser. ')
    const link = document.createElement('a')
    link.className = 'govuk-link'
    link.href = `/account/sign-in?returnUrl=${encodeURIComponent(address)}`
    link.textContent = 'Sign in again to go on'
    this.line.append(link)
  }

  conflict ({ first, at }, compare) {
    this.say('')
    this.ask(`${first} saved this at ${at}, while you were writing`, 'Both texts are kept. Look at them side by side, and put together what should stand.', [['Show both versions', compare]])
  }

  newer ({ first, at }, compare) {
    if (this.panel) return
    this.ask(`${first} saved this at ${at}, after you opened it`, 'If you change the same field, you will be asked to put both together.', [['Show both versions', compare]])
  }

  returned (draft, compare, leave) {
    this.ask('You have words here that were not saved', `What you typed on ${time(draft.at)} is back in the fields. It is saved when you type on or press a button.`,
      [['Show both versions', compare], ['Go back to what is saved', leave]])
  }

  aside (draft, compare, drop) {
    this.ask('You have words here that were not saved', `Somebody has saved another version since you typed on ${time(draft.at)}. Yours is kept in this browser.`,
      [['Show both versions', compare], ['Throw mine away', drop]])
  }

  ask (heading, text, choices) {
    this.panel?.remove()
    const panel = this.panel = document.createElement('div')
    panel.className = 'govuk-notification-banner'
    panel.setAttribute('role', 'region')
    panel.setAttribute('aria-labelledby', 'writing-panel')
    const title = add(add(panel, 'div', 'govuk-notification-banner__header'), 'h2', 'govuk-notification-banner__title', 'Another version')
    title.id = 'writing-panel'
    const content = add(panel, 'div', 'govuk-notification-banner__content')
    add(content, 'p', 'govuk-notification-banner__heading', heading)
    add(content, 'p', 'govuk-body', text)
    const group = add(content, 'div', 'govuk-button-group')
    for (const [label, act] of choices) {
      const button = add(group, 'button', 'govuk-button govuk-button--secondary', label)
      button.type = 'button'
      button.addEventListener('click', () => { panel.remove(); this.panel = undefined; act() })
    }

    this.form.before(panel)
    this.say(heading)
  }
}

function add (parent, element, className, text = '') {
  const child = document.createElement(element)
  child.className = className
  child.textContent = text
  parent.append(child)
  return child
}

function list (names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function time (at) {
  const date = new Date(at)
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/London' })
  return `${day} at ${date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })}`
}
