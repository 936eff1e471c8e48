// Sends chosen or dropped files at once, each with its own progress, and goes on after a cut where it was (tus 1.0). What has arrived becomes
// a ticked box of the form, so that the form says the same with and without script. Without script the files are sent with the form.
const retries = [0, 1000, 3000, 5000, 10000, 20000, 30000]

export function uploadAtOnce (root = document) {
  const form = root.querySelector('form[data-uploads]')
  if (form) new Uploader(form)
}

class Uploader {
  constructor (form) {
    this.form = form
    this.input = form.querySelector('input[type=file]')
    this.waiting = new Set()
    this.taken = 0
    this.build()
    this.input.addEventListener('change', () => this.take([...this.input.files]))
    form.addEventListener('submit', event => this.submitted(event))
    this.catchDrops()
    window.addEventListener('beforeunload', event => { if (this.waiting.size > 0) event.preventDefault() })
  }

  build () {
    this.panel = element('div', 'portal-uploads')
    this.drop = element('p', 'govuk-body portal-uploads__drop', 'You can also drop files here. They are sent at once; if the connection is cut, they go on from where they were.')
    this.list = element('ul', 'govuk-list portal-uploads__list')
    this.list.setAttribute('aria-label', 'On their way')
    this.status = element('p', 'govuk-body')
    this.status.setAttribute('role', 'status')
    this.panel.append(this.drop, this.list, this.status)
    this.input.closest('.govuk-form-group').append(this.panel)
  }

  catchDrops () {
    const area = this.input.closest('.govuk-form-group')
    area.addEventListener('dragover', event => {
      event.preventDefault()
      this.drop.classList.add('portal-uploads__drop--over')
    })
    area.addEventListener('dragleave', () => this.drop.classList.remove('portal-uploads__drop--over'))
    area.addEventListener('drop', event => {
      event.preventDefault()
      this.drop.classList.remove('portal-uploads__drop--over')
      this.take([...event.dataTransfer.files])
    })
  }

  async take (files) {
    this.input.value = ''
    this.taken += files.length
    const lines = files.map(file => new Line(this, file))
    for (const line of lines) {
      this.waiting.add(line)
      this.list.append(line.item)
    }
    this.report()
    await import('./tus.min.js')
    // One after the other, as a person would read them: a slow connection is not made slower.
    for (const line of lines) await line.send()
  }

  ended (line) {
    this.waiting.delete(line)
    this.report()
    if (this.waiting.size === 0 && this.submitWhenDone) this.form.requestSubmit()
  }

  report () {
    const left = this.waiting.size
    this.status.textContent = left > 0
      ? `${left} ${left === 1 ? 'file is' : 'files are'} on the way.`
      : this.taken > 0 ? 'All files have been dealt with. Say below what they are, and add them.' : ''
  }

  submitted (event) {
    if (this.waiting.size === 0) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.submitWhenDone = true
    this.status.textContent = `${this.waiting.size} ${this.waiting.size === 1 ? 'file is' : 'files are'} still on the way. The form is sent when all have arrived.`
  }

  arrived (told) {
    const group = this.form.querySelector('[data-arrived]')
    group.hidden = false
    const id = `arrived-${told.id}`
    if (this.form.querySelector(`input[name="Input.Received"][value="${told.id}"]`)) return
    const item = element('div', 'govuk-checkboxes__item')
    const box = element('input', 'govuk-checkboxes__input')
    Object.assign(box, { type: 'checkbox', name: 'Input.Received', value: told.id, id, checked: true })
    const label = element('label', 'govuk-label govuk-checkboxes__label', told.name)
    label.htmlFor = id
    const already = told.already ? `, already in your library as “${told.already.title}”; it is not stored twice` : ''
    item.append(box, label, element('div', 'govuk-hint govuk-checkboxes__hint', told.size + already))
    group.querySelector('.govuk-checkboxes').append(item)
  }
}

class Line {
  constructor (uploader, file) {
    this.uploader = uploader
    this.file = file
    this.item = element('li', 'portal-uploads__file')
    this.words = element('span', 'portal-uploads__words')
    this.bar = element('progress', 'portal-uploads__progress')
    this.bar.max = Math.max(1, file.size)
    this.bar.value = 0
    this.bar.setAttribute('aria-label', `${file.name}, sent so far`)
    this.buttons = element('span', 'portal-uploads__buttons')
    this.item.append(element('strong', 'portal-wrap', file.name), ' ', this.words, this.bar, this.buttons)
    this.say('waits')
  }

  say (text) {
    this.words.textContent = text
  }

  send () {
    return new Promise(resolve => {
      this.next = resolve
      this.done = () => { this.done = () => {}; this.uploader.ended(this); resolve() }
      const data = this.uploader.form.dataset
      this.upload = new window.tus.Upload(this.file, {
        endpoint: data.uploads,
        chunkSize: Number(data.part),
        retryDelays: retries,
        removeFingerprintOnSuccess: true,
        metadata: { filename: this.file.name },
        headers: { RequestVerificationToken: this.uploader.form.querySelector('input[name=__RequestVerificationToken]').value, Accept: 'application/json' },
        onShouldRetry: error => this.worthRetrying(error),
        onProgress: (sent, total) => this.progress(sent, total),
        onError: error => this.failed(error),
        onSuccess: () => this.arrived()
      })
      this.offer([['Cancel', () => this.cancel()]])
      this.begin()
    })
  }

  async begin () {
    const earlier = await this.upload.findPreviousUploads()
    const mine = earlier.find(one => one.uploadUrl?.includes('/evidence/uploads/'))
    if (mine) this.upload.resumeFromPreviousUpload(mine)
    this.upload.start()
  }

  // A cut connection, a server that starts again and one that still holds the cut part are waited for; a refusal is not.
  worthRetrying (error) {
    const status = error.originalResponse?.getStatus() ?? 0
    const again = status === 0 || status === 409 || status === 423 || status === 400 || status >= 500
    if (again && status !== 507) this.say('interrupted; goes on by itself')
    return again && status !== 507
  }

  progress (sent, total) {
    this.bar.value = sent
    this.say(`${Math.floor(sent / Math.max(1, total) * 100)}%`)
  }

  async arrived () {
    try {
      const answer = await fetch(this.upload.url, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
      const told = await answer.json()
      if (told.state === 'refused') {
        this.end(told.refusal, true)
        return
      }
      this.uploader.arrived(told)
      this.leave()
    } catch {
      this.failed()
      return
    }
    this.done()
  }

  failed (error) {
    const status = error?.originalResponse?.getStatus() ?? 0
    const words = error?.originalResponse?.getBody() ?? ''
    if (status === 401) {
      this.end('You are signed out. Sign in again in another tab, then try again.', true, false)
    } else if ((status === 413 || status === 507) && words) {
      this.end(words, true)
      return
    } else if (status === 403 || status === 404) {
      this.end('It was refused: you may not add files here any more. Load the page again.', true, false)
    } else {
      this.end('The connection failed. What has arrived is kept.', true, false)
    }
    this.next() // The others do not wait until somebody decides about this one.
    this.offer([['Try again', () => this.again()], ['Cancel', () => this.cancel()]])
  }

  again () {
    this.item.classList.remove('portal-uploads__file--failed')
    this.bar.hidden = false
    this.upload.options.headers.RequestVerificationToken = this.uploader.form.querySelector('input[name=__RequestVerificationToken]').value
    this.upload.start()
  }

  async cancel () {
    try {
      await this.upload.abort(true)
    } catch { /* it was never begun, or is forgotten by itself in a week */ }
    this.leave()
    this.done()
  }

  // Its line is no longer needed: what arrived stands among the boxes of the form.
  leave () {
    if (this.item.contains(document.activeElement)) this.uploader.input.focus()
    this.item.remove()
  }

  end (words, failed = false, over = true) {
    this.say(words)
    this.bar.hidden = true
    this.offer([])
    this.item.classList.toggle('portal-uploads__file--failed', failed)
    if (failed && over) this.done()
  }

  offer (acts) {
    this.buttons.replaceChildren(...acts.map(([text, act]) => {
      const button = element('button', 'portal-button-link', text)
      button.type = 'button'
      const hidden = element('span', 'govuk-visually-hidden', `: ${this.file.name}`)
      button.append(hidden)
      button.addEventListener('click', act)
      return button
    }))
  }
}

function element (name, classes, text) {
  const made = document.createElement(name)
  if (classes) made.className = classes
  if (text) made.textContent = text
  return made
}
