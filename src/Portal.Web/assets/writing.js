// Saves while somebody writes, in forms that say where: <form data-keep="…" data-here="…" data-compare="…" data-writer="…">. What is typed
// stays in this browser until the server has confirmed it, so that a closed tab, a lost network, an ended sign-in or a restart loses nothing.
// Without script the form is sent by its buttons, as any other.
import { Draft } from './writing-draft.js'
import { WritingStatus } from './writing-status.js'
import { citeInto } from './writing-cite.js'

const pause = 2000 // after the last key
const longest = 10000 // while somebody types without a pause
const lifeSign = 20000
const tries = [5000, 10000, 20000, 30000]
const largestFarewell = 60000 // what a browser sends of a page that is being closed

export function saveWhileWriting () {
  Draft.dropSaved(document.body.dataset.kept)
  for (const form of document.querySelectorAll('form[data-keep]:not([data-keep=""])')) {
    new Writing(form).begin()
  }
}

class Writing {
  constructor (form) {
    this.form = form
    this.draft = new Draft(form)
    this.status = new WritingStatus(form)
    this.failures = 0
    this.halted = false
    this.saved = this.draft.typed()
  }

  begin () {
    this.offerDraft()
    this.form.addEventListener('input', () => this.typed())
    this.form.addEventListener('submit', event => this.submitted(event))
    addEventListener('online', () => this.dirty() && this.keep())
    document.addEventListener('visibilitychange', () => document.hidden ? this.leave() : this.giveLifeSign())
    addEventListener('pagehide', () => this.leave())
    addEventListener('pageshow', () => { this.leaving = false })
    citeInto(this.form, this.status)
    this.giveLifeSign()
    setInterval(() => this.giveLifeSign(), lifeSign)
  }

  // Two versions were set side by side: the fields are a proposal that is saved only when somebody has looked at it.
  // Otherwise, what this browser still holds and the server does not have comes back, and both versions can be seen.
  offerDraft () {
    if (this.form.dataset.both) {
      if (this.draft.showsEarlier()) this.draft.dropEarlier()
      this.draft.write()
      this.offerEarlier()
      return
    }

    const draft = this.draft.read()
    if (draft && this.draft.isSaved(draft)) {
      this.draft.drop()
    } else if (draft && this.draft.isOnTop(draft)) {
      const before = this.draft.typed()
      this.draft.fill(draft)
      this.status.returned(draft, () => this.compare(draft), () => { this.draft.fill(before); this.draft.drop() })
      this.draft.focus(draft)
    } else if (draft) {
      this.draft.setAside(draft)
    }

    this.offerEarlier()
  }

  offerEarlier () {
    const earlier = this.draft.earlier()
    if (earlier) {
      this.status.aside(earlier, () => this.compare(this.dirty() ? this.draft.changePlaces() : earlier), () => this.draft.dropEarlier())
    }
  }

  dirty () {
    return JSON.stringify(this.draft.typed().values) !== JSON.stringify(this.saved.values)
  }

  typed () {
    this.draft.write()
    this.since ??= Date.now()
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.keep(), Math.max(0, Math.min(pause, this.since + longest - Date.now())))
  }

  keep () {
    clearTimeout(this.timer)
    if (this.halted || this.sending || this.leaving || !this.dirty()) return
    this.sending = true
    this.kept = this.keepNow()
  }

  async keepNow () {
    this.since = undefined
    const sent = this.draft.typed()
    this.status.say('Saving')
    const { code, answer } = await this.send(this.form.dataset.keep)
    this.sending = false
    if (code === 200) {
      this.confirmed(sent, answer)
    } else if (code === 401) {
      this.halted = true
      this.status.signedOut(this.draft.returnAddress())
    } else if (code === 409 && answer?.first) {
      this.halted = true
      this.status.conflict(answer, () => this.compare(this.draft.typed()))
    } else if (code === 400 && answer?.errors) {
      this.status.say('Not saved: ' + Object.values(answer.errors).join('. '))
    } else if (answer?.refused || code === 400 || code === 403 || code === 404) {
      this.halted = true
      this.status.say('Not saved. ' + (answer?.refused ?? 'You can no longer write here, or this page has been open for too long. Copy what you typed, and load the page again.'))
    } else {
      this.status.say('Not saved yet: the portal cannot be reached. What you typed is kept in this browser, and is sent as soon as it can be.')
      this.timer = setTimeout(() => this.keep(), tries[Math.min(this.failures++, tries.length - 1)])
    }
  }

  confirmed (sent, answer) {
    this.failures = 0
    this.draft.setBasedOn(answer.versions)
    const joined = Object.entries(answer.joined ?? {}).filter(([name]) => name in sent.values)
    this.draft.fillUnlessTyped(joined, sent)
    this.saved = { ...sent, values: { ...sent.values, ...Object.fromEntries(joined) } }
    this.status.say(answer.joinedWith
      ? `Saved at ${answer.saved}, together with what ${answer.joinedWith} wrote meanwhile in other fields.`
      : `Saved at ${answer.saved}`)
    if (this.dirty()) {
      this.typed()
    } else {
      this.draft.drop()
    }
  }

  // The last words of a page that is left or hidden. If they do not arrive, the draft in this browser still has them.
  leave () {
    if (this.halted || this.leaving || !this.dirty()) return
    if (new URLSearchParams(new FormData(this.form)).toString().length < largestFarewell) this.keep()
  }

  async giveLifeSign () {
    if (this.halted || document.hidden || this.sending || this.leaving) return
    const { code, answer } = await this.send(this.form.dataset.here)
    if (code === 200) {
      this.status.others(answer.others)
      if (answer.first && this.draft.isBehind(answer.versions) && !this.halted && !this.sending) this.status.newer(answer, () => this.compare(this.draft.typed()))
    }
  }

  async send (address) {
    try {
      const response = await fetch(address, {
        method: 'POST',
        body: new URLSearchParams(new FormData(this.form)),
        headers: { Accept: 'application/json' },
        credentials: 'same-origin',
        keepalive: document.hidden
      })
      return { code: response.status, answer: await response.json().catch(() => null) }
    } catch {
      return { code: 0 }
    }
  }

  // A button of the form. What is on its way already must have arrived, or the writer would be told of a conflict with themselves.
  // The draft stays until a page says that it was saved.
  async submitted (event) {
    clearTimeout(this.timer)
    this.draft.write()
    if (this.sending) {
      const button = event.submitter
      event.preventDefault()
      await this.kept
      this.form.requestSubmit(button)
    } else {
      this.leaving = true
    }
  }

  compare (version) {
    this.leaving = true
    this.draft.fill(version)
    this.draft.setBasedOn(version.basedOn)
    this.draft.write()
    this.form.action = this.form.dataset.compare
    this.form.submit()
  }
}
