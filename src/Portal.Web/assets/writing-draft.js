// What somebody typed in one form, kept in this browser for that person alone until the server has it.
export class Draft {
  constructor (form) {
    this.form = form
    this.key = `writing ${form.dataset.writer} ${new URL(form.action).pathname}`
  }

  // What a page was saved that was sent by its button, by writer and path: nothing of it need be held any longer. What was typed by others at
  // this browser stays, and so does a version that was set aside.
  static dropSaved (saved) {
    if (saved) forget(`writing ${saved}`)
  }

  // The fields somebody can type in or choose from: name → value.
  typed () {
    const values = {}
    for (const field of this.fields()) {
      if (field.type !== 'radio') {
        values[field.name] = tidy(field.value)
      } else {
        values[field.name] ??= ''
        if (field.checked) values[field.name] = field.value
      }
    }

    return { values, basedOn: this.basedOn(), places: this.places(), at: Date.now(), field: document.activeElement?.id }
  }

  write () {
    this.put(this.key, this.typed())
  }

  read () {
    return this.get(this.key)
  }

  drop () {
    forget(this.key)
  }

  isSaved (draft) {
    return JSON.stringify(draft.values) === JSON.stringify(this.typed().values)
  }

  // A version that was typed before somebody else saved: it must outlive what is typed now.
  setAside (draft) {
    this.put(`${this.key} earlier`, draft)
    this.drop()
  }

  // What is typed now changes places with the version that was set aside.
  changePlaces () {
    const earlier = this.earlier()
    this.setAside(this.typed())
    return earlier
  }

  earlier () {
    return this.get(`${this.key} earlier`)
  }

  dropEarlier () {
    forget(`${this.key} earlier`)
  }

  // Whether the version that was set aside is the one that is shown beside another now.
  showsEarlier () {
    const [shown, earlier] = [this.read(), this.earlier()]
    return shown !== null && earlier !== null && JSON.stringify(shown.values) === JSON.stringify(earlier.values)
  }

  fill (draft) {
    for (const field of this.fields()) {
      const value = draft.values[field.name]
      if (value === undefined) continue
      if (field.type === 'radio') {
        field.checked = field.value === value
      } else if (tidy(field.value) !== value) {
        field.value = value
      }
    }
  }

  // What others wrote, into the fields that nobody touched here since they were sent.
  fillUnlessTyped (joined, sent) {
    const now = this.typed().values
    this.fill({ values: Object.fromEntries(joined.filter(([name]) => now[name] === sent.values[name])) })
  }

  focus (draft) {
    document.getElementById(draft.field)?.focus()
  }

  // The version of each text that the form shows: name of its field → number.
  basedOn () {
    return Object.fromEntries(this.bases().map(field => [field.name, Number(field.value)]))
  }

  setBasedOn (versions) {
    for (const field of this.bases()) {
      field.value = versions[field.name] ?? field.value
    }
  }

  // Whether a draft was typed over the versions that the form shows now.
  isOnTop (draft) {
    return JSON.stringify(draft.basedOn) === JSON.stringify(this.basedOn())
  }

  // Whether any text has gone on since the form was shown.
  isBehind (versions) {
    return this.bases().some(field => versions[field.name] > Number(field.value))
  }

  // Where the form shows several texts: criterion → what the names of its fields begin with.
  places () {
    return Object.fromEntries([...this.form.querySelectorAll('input[name$=".CriterionId"]')].map(field => [field.value, field.name.slice(0, -'CriterionId'.length)]))
  }

  // A draft under the names that its criteria have in the form now; without those that are no longer in it.
  inPlace (draft) {
    const now = this.places()
    const before = Object.entries(draft.places)
    const named = values => Object.fromEntries(Object.entries(values).flatMap(([name, value]) => {
      const place = before.find(([, start]) => name.startsWith(start))
      if (!place) return [[name, value]]
      const [criterion, start] = place
      return now[criterion] ? [[now[criterion] + name.slice(start.length), value]] : []
    }))
    return { ...draft, places: now, values: named(draft.values), basedOn: named(draft.basedOn) }
  }

  returnAddress () {
    return location.pathname + location.search
  }

  bases () {
    return [...this.form.querySelectorAll('input[name$=".BasedOn"]')]
  }

  fields () {
    return this.form.querySelectorAll('textarea, input[type="radio"]')
  }

  get (key) {
    try {
      const draft = JSON.parse(localStorage.getItem(key))
      return draft?.places ? this.inPlace(draft) : draft
    } catch {
      return null
    }
  }

  put (key, draft) {
    try {
      localStorage.setItem(key, JSON.stringify(draft))
    } catch {
      // The browser keeps nothing, or is full: what is typed is still saved every few seconds.
    }
  }
}

function forget (key) {
  try {
    localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing holds nothing.
  }
}

// As the server tidies text, so that only words make a difference.
function tidy (text) {
  return text.replaceAll('\r\n', '\n').trim()
}
