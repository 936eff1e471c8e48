using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Reminders;
using Portal.Web.Words;

namespace Portal.Web.Reminders;

/// <summary>What a body set for its own reminders; what is null or missing is the portal's.</summary>
public sealed record OwnReminders
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>By the id of the kind, in the order of the ids.</summary>
    public SortedDictionary<string, OwnKind> Kinds { get; init; } = new(StringComparer.Ordinal);

    public OwnWeek? Week { get; init; }

    public static OwnReminders Of(ReminderPlan? plan) => plan is null ? new OwnReminders() : JsonSerializer.Deserialize<OwnReminders>(plan.Settings, Json) ?? new OwnReminders();

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The rules that hold: the body's own where it has some, within the limits of today, else those of everybody.</summary>
    public ReminderRules Over(ReminderSchedules everybody)
    {
        var week = Week?.Within(everybody.Limits) ?? everybody.Rules.WeekOf();
        return everybody.Rules with
        {
            Kinds = everybody.Rules.Kinds.ToDictionary(k => k.Key, k => Kinds.TryGetValue(k.Key, out var own) ? own.Within(everybody.Limits).Over(k.Value) : k.Value),
            DigestOn = week.DigestOn,
            From = week.From,
            Until = week.Until,
        };
    }
}

/// <summary>A body's own schedule of one kind of task.</summary>
/// <param name="Before">Working days before the due date.</param>
/// <param name="OnTheDay">Whether on the due date.</param>
/// <param name="EveryAfter">Every so many working days after it; zero for never.</param>
/// <param name="BoardManager">Working days after which the board manager hears of it; null: does not.</param>
/// <param name="Chair">The same of the chair.</param>
/// <param name="Director">The same of the director.</param>
public sealed record OwnKind(IReadOnlyList<int> Before, bool OnTheDay, int EveryAfter, int? BoardManager, int? Chair, int? Director)
{
    public static OwnKind Of(KindRules kind) => new(
        kind.Reminders.DaysBefore, kind.Reminders.OnTheDay, kind.Reminders.EveryDaysAfter, kind.Escalation.BoardManager, kind.Escalation.Chair, kind.Escalation.Director);

    /// <summary>What is left of it where the limits have become narrower since it was set.</summary>
    public OwnKind Within(ReminderLimits limits) => new(
        [.. Before.Select(d => Math.Min(d, limits.MostDaysBefore)).Distinct().OrderDescending().Take(limits.MostTimesBefore)],
        OnTheDay, Math.Min(EveryAfter, limits.MostEveryDaysAfter), Step(BoardManager, limits), Step(Chair, limits), Step(Director, limits));

    private static int? Step(int? days, ReminderLimits limits) => days is { } after ? Math.Min(after, limits.MostEscalation) : null;

    public KindRules Over(KindRules everybody) => everybody with
    {
        Reminders = new ReminderSettings { DaysBefore = Before, OnTheDay = OnTheDay, EveryDaysAfter = EveryAfter },
        Escalation = new Escalation(BoardManager, Chair, Director),
    };
}

/// <summary>A body's own digest and hours.</summary>
/// <param name="DigestOn">Null: no digest.</param>
/// <param name="From">No mail before, UK time.</param>
/// <param name="Until">No mail from then on, UK time.</param>
public sealed record OwnWeek(DayOfWeek? DigestOn, TimeOnly From, TimeOnly Until)
{
    /// <inheritdoc cref="OwnKind.Within"/>
    public OwnWeek Within(ReminderLimits limits) => this with
    {
        From = new TimeOnly(Math.Clamp(From.Ticks, limits.FromEarliest.Ticks, limits.FromLatest.Ticks)),
        Until = new TimeOnly(Math.Clamp(Until.Ticks, limits.UntilEarliest.Ticks, limits.UntilLatest.Ticks)),
    };
}
