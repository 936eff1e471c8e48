using System.Text.RegularExpressions;
using Portal.Domain.Reminders;
using Portal.Web.Seeding;

namespace Portal.Web.Reminders;

/// <summary>Reads the schedules of reminders (<c>seed-data/reminder-rules.json</c>). A file with any fault is refused whole, with all faults.</summary>
public static partial class ReminderRulesFile
{
    private static readonly ObjectShape File = new("reminderRules", ["kinds", "hours", "limits"], ["$schema", "$comment", "setup", "digest"]);
    private static readonly ObjectShape Kind = new("kind", ["id", "title", "for", "before", "onTheDay", "everyAfter", "escalate"], []);
    private static readonly ObjectShape Escalate = new("escalate", [], ["board-manager", "chair", "director"]);
    private static readonly ObjectShape Setup = new("setup", ["areaWithoutOwner", "every"], []);
    private static readonly ObjectShape Hours = new("hours", ["from", "until"], []);
    private static readonly ObjectShape Limits = new(
        "limits", ["daysBefore", "timesBefore", "everyAfter", "escalate", "fromEarliest", "fromLatest", "untilEarliest", "untilLatest"], []);

    private static readonly string[] _needed = [ReminderSchedules.SelfAssessmentWord, ReminderSchedules.SignatureWord, ReminderSchedules.MatterWord];

    /// <summary>The words of the file for the days of a digest.</summary>
    public static IReadOnlyDictionary<string, DayOfWeek> Days { get; } = new Dictionary<string, DayOfWeek>(StringComparer.Ordinal)
    {
        ["monday"] = DayOfWeek.Monday, ["tuesday"] = DayOfWeek.Tuesday, ["wednesday"] = DayOfWeek.Wednesday, ["thursday"] = DayOfWeek.Thursday, ["friday"] = DayOfWeek.Friday,
    };

    /// <exception cref="SeedFileRefused">It is not there, or has faults.</exception>
    public static ReminderSchedules Read(string path) => System.IO.File.Exists(path)
        ? Read(System.IO.File.ReadAllBytes(path), path)
        : throw new SeedFileRefused(path, [new SeedFault("$", "there is no such file")]);

    /// <param name="content">The text, in UTF-8.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="SeedFileRefused">It has faults.</exception>
    public static ReminderSchedules Read(byte[] content, string name)
    {
        using var document = SeedJsonText.Parse(name, content);
        var faults = new List<SeedFault>();
        var it = new SeedJsonObject(document.RootElement, "$", File, faults);
        var limits = LimitsOf(it);
        var kindFor = new Dictionary<string, string>(StringComparer.Ordinal);
        var kinds = it.Objects("kinds", Kind, one => KindOf(one, limits, kindFor));
        foreach (var twice in kinds.CountBy(k => k.Id).Where(c => c.Value > 1))
        {
            faults.Add(new SeedFault("$.kinds", $"\"{twice.Key}\" is the id of {twice.Value} kinds"));
        }

        foreach (var missing in _needed.Where(n => !kindFor.ContainsKey(n)))
        {
            faults.Add(new SeedFault("$.kinds", $"no kind is for \"{missing}\""));
        }

        var setup = it.OptionalObject("setup", Setup) is { } s ? new SetupRules(s.Number("areaWithoutOwner", 1), s.Number("every", 1)) : null;
        var hours = it.Object("hours", Hours);
        var (from, until) = (hours.Time("from"), hours.Time("until"));
        Within(hours, "from", from, limits.FromEarliest, limits.FromLatest);
        Within(hours, "until", until, limits.UntilEarliest, limits.UntilLatest);
        var digest = it.OptionalOneOf("digest", Days);
        return faults.Count > 0
            ? throw new SeedFileRefused(name, faults)
            : new ReminderSchedules(new ReminderRules(kinds.ToDictionary(k => k.Id), setup, digest, from, until), limits, kindFor);
    }

    private static ReminderLimits LimitsOf(SeedJsonObject file)
    {
        var it = file.Object("limits", Limits);
        var limits = new ReminderLimits(
            it.Number("daysBefore", 1), it.Number("timesBefore", 1), it.Number("everyAfter", 1), it.Number("escalate", 1),
            it.Time("fromEarliest"), it.Time("fromLatest"), it.Time("untilEarliest"), it.Time("untilLatest"));
        InOrder(it, ("fromEarliest", limits.FromEarliest), ("fromLatest", limits.FromLatest));
        InOrder(it, ("untilEarliest", limits.UntilEarliest), ("untilLatest", limits.UntilLatest));
        if (limits.FromLatest >= limits.UntilEarliest)
        {
            it.Fault(it.At("untilEarliest"), "must be later than fromLatest, or somebody in two bodies might never be written to");
        }

        return limits;
    }

    private static void InOrder(SeedJsonObject it, (string Name, TimeOnly At) first, (string Name, TimeOnly At) last)
    {
        if (last.At < first.At)
        {
            it.Fault(it.At(last.Name), $"must not be before {first.Name}");
        }
    }

    private static void Within(SeedJsonObject it, string name, TimeOnly time, TimeOnly least, TimeOnly most)
    {
        if (time < least || time > most)
        {
            it.Fault(it.At(name), $"must be between {least:HH:mm} and {most:HH:mm}, the limits, and is {time:HH:mm}");
        }
    }

    private static KindRules KindOf(SeedJsonObject it, ReminderLimits limits, Dictionary<string, string> kindFor)
    {
        var id = it.Text("id");
        if (id.Length > 0 && !KebabCase().IsMatch(id))
        {
            it.Fault(it.At("id"), $"\"{id}\" must be lower-case words joined by hyphens");
        }

        foreach (var (index, word) in it.Texts("for").Index())
        {
            if (word.Length > 0 && !TaskWord().IsMatch(word))
            {
                it.Fault($"{it.At("for")}[{index}]", $"\"{word}\" is not self-assessment, signature, matter, or matter/ with the id of a process");
            }
            else if (!kindFor.TryAdd(word, id))
            {
                it.Fault($"{it.At("for")}[{index}]", $"\"{word}\" has a kind already: {kindFor[word]}");
            }
        }

        return new KindRules(id, it.Text("title"), RemindersOf(it, limits), EscalationOf(it, limits));
    }

    private static ReminderSettings RemindersOf(SeedJsonObject it, ReminderLimits limits)
    {
        var before = it.Numbers("before", 1);
        foreach (var (index, days) in before.Index().Where(b => b.Item > limits.MostDaysBefore))
        {
            it.Fault($"{it.At("before")}[{index}]", $"must be {limits.MostDaysBefore} or less, the limit, and is {days}");
        }

        if (before.Count > limits.MostTimesBefore)
        {
            it.Fault(it.At("before"), $"must be {limits.MostTimesBefore} reminders or fewer, the limit, and is {before.Count}");
        }

        if (before.Distinct().Count() < before.Count)
        {
            it.Fault(it.At("before"), "must not say the same day twice");
        }

        var every = it.Number("everyAfter", 0);
        if (every > limits.MostEveryDaysAfter)
        {
            it.Fault(it.At("everyAfter"), $"must be {limits.MostEveryDaysAfter} or less, the limit, and is {every}");
        }

        return new ReminderSettings { DaysBefore = [.. before.Where(d => d >= 1)], OnTheDay = it.Flag("onTheDay"), EveryDaysAfter = Math.Max(0, every) };
    }

    private static Escalation EscalationOf(SeedJsonObject kind, ReminderLimits limits)
    {
        var it = kind.Object("escalate", Escalate);
        return new Escalation(Step("board-manager"), Step("chair"), Step("director"));

        int? Step(string who)
        {
            var days = it.OptionalNumber(who, 1);
            if (days > limits.MostEscalation)
            {
                it.Fault(it.At(who), $"must be {limits.MostEscalation} or less, the limit, and is {days}");
            }

            return days;
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KebabCase();

    [GeneratedRegex(@"\A(self-assessment|signature|matter|matter/[a-z0-9]+(-[a-z0-9]+)*)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TaskWord();
}
