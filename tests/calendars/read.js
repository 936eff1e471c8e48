// Reads a file of calendars from standard input, as a calendar program does, and prints what it understands as JSON.
import ICAL from 'ical.js'

const text = await new Response(process.stdin).text()
const parsed = ICAL.parse(text)
const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed).map((one) => new ICAL.Component(one))

// An alarm stands a while before its event; a whole day begins at midnight.
function remindedAt(event, alarm) {
  const at = event.startDate.clone()
  at.isDate = false
  at.addDuration(alarm.getFirstPropertyValue('trigger'))
  return at.toString().slice(0, 19)
}

function read(calendar) {
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(zone)
  }

  return {
    method: calendar.getFirstPropertyValue('method'),
    version: calendar.getFirstPropertyValue('version'),
    zones: calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')),
    events: calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component)
      const alarm = component.getFirstSubcomponent('valarm')
      return {
        uid: event.uid,
        sequence: event.sequence,
        summary: event.summary,
        status: component.getFirstPropertyValue('status'),
        url: component.getFirstPropertyValue('url'),
        description: event.description,
        stamped: component.getFirstPropertyValue('dtstamp')?.toString() ?? null,
        allDay: event.startDate.isDate,
        start: event.startDate.toString(),
        end: event.endDate.toString(),
        startsAt: event.startDate.toJSDate().toISOString(),
        endsAt: event.endDate.toJSDate().toISOString(),
        remindedAt: alarm ? remindedAt(event, alarm) : null,
      }
    }),
  }
}

console.log(JSON.stringify(calendars.map(read)))
