using System.Globalization;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Web.Reminders;

namespace Portal.Web.Words;

/// <summary>Schedules as people say them.</summary>
public static class RemindersInWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"10, 5 and 1 working days before, on the day, then every 3 working days".</summary>
    public static string ReminderWords(this OwnKind kind)
    {
        var parts = new List<string>();
        if (kind.Before.Count > 0)
        {
            parts.Add($"{List(kind.Before.OrderDescending().Select(d => d.ToString(English)))} {(kind.Before is [1] ? "working day" : "working days")} before");
        }

        if (kind.OnTheDay)
        {
            parts.Add("on the day");
        }

        if (kind.EveryAfter > 0)
        {
            parts.Add(kind.EveryAfter == 1 ? "then every working day" : $"then every {kind.EveryAfter} working days");
        }

        return parts.Count == 0 ? "never" : string.Join(", ", parts);
    }

    /// <summary>"the board manager after 3, the chair after 10 working days"; an authority has neither, its director hears in the manager's place.</summary>
    public static string EscalationWords(this OwnKind kind, BodyKind of)
    {
        (string, int?)[] told = of == BodyKind.LocalAuthority
            ? [("the director", kind.BoardManager), (kind.BoardManager is null ? "the director" : "again", kind.Director)]
            : [("the board manager", kind.BoardManager), ("the chair", kind.Chair), ("the director", kind.Director)];
        var steps = told
            .Where(s => s.Item2 is not null).Select(s => $"{s.Item1} after {s.Item2}").ToList();
        return steps.Count == 0 ? "nobody" : $"{List(steps)} working {(steps[^1].EndsWith(" 1", StringComparison.Ordinal) ? "day" : "days")}";
    }

    /// <summary>"1 working day", "10 working days".</summary>
    public static string Days(int days) => days == 1 ? "1 working day" : $"{days} working days";

    /// <summary>"Monday", or "none".</summary>
    public static string DigestWords(this DayOfWeek? day) => day?.ToString() ?? "none";

    /// <summary>"7.00am to 7.00pm".</summary>
    public static string HoursWords(TimeOnly from, TimeOnly until) => $"{Time(from)} to {Time(until)}";

    public static string Words(this OwnWeek week) => $"digest: {week.DigestOn.DigestWords()}; mail from {HoursWords(week.From, week.Until)}";

    public static string Words(this OwnKind kind, BodyKind of) => $"reminders {kind.ReminderWords()}; when it is late, {kind.EscalationWords(of)}";

    /// <summary>The kind and week of rules, to be said.</summary>
    public static OwnWeek WeekOf(this ReminderRules rules) => new(rules.DigestOn, rules.From, rules.Until);

    private static string Time(TimeOnly time) => time.ToString("h.mmtt", English).ToLowerInvariant();

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
