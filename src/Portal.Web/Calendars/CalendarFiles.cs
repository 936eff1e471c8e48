using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Portal.Domain.Reminders;
using Portal.Web.Mail;
using Portal.Web.Time;
using Calendar = Ical.Net.Calendar;

namespace Portal.Web.Calendars;

/// <summary>Writes dates as iCalendar (RFC 5545).</summary>
public sealed class CalendarFiles(PortalAddress portal, MailOptions mail, WorkingCalendars calendars, TimeProvider clock)
{
    private const string Zone = "Europe/London";

    /// <summary>When the reminder of a calendar comes, on the working day before.</summary>
    private static readonly TimeOnly _remindedAt = new(9, 0);

    private readonly string _domain = new Uri(portal.Of("/")).Host;

    /// <summary>For a mail: what is to stand in calendars in one, and each date that is to go in one of its own, as RFC 5546 has it. Null where there is no date.</summary>
    public string? ForMail(IEnumerable<CalendarDate> dates)
    {
        var (gone, there) = (new List<CalendarDate>(), new List<CalendarDate>());
        foreach (var date in dates.DistinctBy(d => d.Key))
        {
            (date.IsGone ? gone : there).Add(date);
        }

        var files = gone.ConvertAll(d => Write(CalendarMethods.Cancel, [d]));
        if (there.Count > 0)
        {
            files.Insert(0, Write(CalendarMethods.Publish, there));
        }

        return files.Count == 0 ? null : string.Concat(files);
    }

    /// <summary>For a calendar program that reads it again and again: what no longer stands in it goes.</summary>
    public string Feed(IEnumerable<CalendarDate> dates)
    {
        var calendar = Of(CalendarMethods.Publish, dates);
        calendar.AddProperty("X-WR-CALNAME", "Self-Assessment Portal");
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        return Text(calendar);
    }

    private string Write(string method, IReadOnlyList<CalendarDate> dates) => Text(Of(method, dates));

    private Calendar Of(string method, IEnumerable<CalendarDate> dates)
    {
        var calendar = new Calendar { Method = method, ProductId = "-//Self-Assessment Portal//Dates//EN" };
        foreach (var date in dates)
        {
            calendar.Events.Add(Event(date));
            if (date.Time is { } time && calendar.TimeZones.Count == 0)
            {
                calendar.AddTimeZone(VTimeZone.FromSystemTimeZone(TimeZoneInfo.FindSystemTimeZoneById(Zone), Earlier(time.StartsAt, clock.UtcNow()).AddYears(-1), false));
            }
        }

        return calendar;
    }

    /// <summary>The zone is described from before the date on; Ical.Net refuses to begin in the future.</summary>
    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private CalendarEvent Event(CalendarDate date)
    {
        var link = new Uri(portal.Of(date.Path));
        var written = new CalendarEvent
        {
            Uid = $"{date.Key}@{_domain}",
            Sequence = date.Sequence,
            DtStamp = new CalDateTime(clock.UtcNow(), CalDateTime.UtcTzId),
            Summary = date.Title,
            Description = link.AbsoluteUri,
            Url = link,
            Organizer = new Organizer($"mailto:{mail.From}") { CommonName = mail.FromName },
            Status = date.IsGone ? EventStatus.Cancelled : EventStatus.Confirmed,
            Transparency = date.Time is null ? TransparencyType.Transparent : TransparencyType.Opaque,
        };
        if (date.Time is { } time)
        {
            written.Start = new CalDateTime(BeginsAt(date), Zone);
            written.End = new CalDateTime(UkTime.InUk(time.StartsAt.AddMinutes(time.Minutes)), Zone);
        }
        else
        {
            written.Start = new CalDateTime(date.Day);
            written.End = new CalDateTime(date.Day.AddDays(1));
        }

        if (!date.IsGone)
        {
            written.Alarms.Add(new Alarm
            {
                Action = AlarmAction.Display,
                Description = date.Title,
                Trigger = new Trigger(Duration.FromTimeSpanExact(calendars.Of(date.Nation).Add(date.Day, -1).ToDateTime(_remindedAt) - BeginsAt(date))),
            });
        }

        return written;
    }

    /// <summary>When it begins, in the time of the United Kingdom; a whole day at midnight.</summary>
    private static DateTime BeginsAt(CalendarDate date) => date.Time is { } time ? DateTime.SpecifyKind(UkTime.InUk(time.StartsAt), DateTimeKind.Unspecified) : date.Day.ToDateTime(TimeOnly.MinValue);

    private static string Text(Calendar calendar) => new CalendarSerializer().SerializeToString(calendar)!;
}
