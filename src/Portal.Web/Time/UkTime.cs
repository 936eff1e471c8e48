using System.Globalization;

namespace Portal.Web.Time;

/// <summary>Time as the users live it. Stored times are UTC; the United Kingdom's are made only here, for people to read.</summary>
public static class UkTime
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;

    /// <summary>Today's date in the United Kingdom.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(InUk(clock.UtcNow()));

    /// <summary>A stored time as UK local time.</summary>
    public static DateTime InUk(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), London);

    /// <summary>The last whole day in the United Kingdom before a moment: that of what ends with a day.</summary>
    public static DateOnly LastDayBefore(DateTime utc) => DateOnly.FromDateTime(InUk(utc)).AddDays(-1);

    /// <summary>The moment, in UTC, at which a day begins in the United Kingdom.</summary>
    public static DateTime StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), London);

    /// <summary>The moment, in UTC, of a day and time in the United Kingdom; a time that the clocks pass over in spring is the hour after it.</summary>
    public static DateTime At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return TimeZoneInfo.ConvertTimeToUtc(London.IsInvalidTime(local) ? local.AddHours(1) : local, London);
    }

    /// <summary>"3 March 2015".</summary>
    public static string Words(this DateOnly date) => date.ToString("d MMMM yyyy", English);

    /// <summary>"3 March 2015 at 2.15pm", UK time, from a stored time.</summary>
    public static string Words(this DateTime utc)
    {
        var local = InUk(utc);
        return $"{DateOnly.FromDateTime(local).Words()} at {local.ToString("h.mmtt", English).ToLowerInvariant()}";
    }

    /// <summary>"14:15", UK time, from a stored time.</summary>
    public static string ClockTime(this DateTime utc) => InUk(utc).ToString("HH:mm", English);
}
