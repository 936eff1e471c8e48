using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.Retention;

/// <summary>
/// How long one body keeps its evidence, where it decided so itself. All that is decided about keeping and disposing of its evidence passes through it one
/// after another, so that a hold, or the wish for a pack, and an approval at the same moment see each other.
/// </summary>
public sealed class RetentionSchedule : IBelongsToBody, IVersioned
{
    public const int FewestYears = 1;

    /// <summary>As long as the longest records of children are kept by law, and some more.</summary>
    public const int MostYears = 100;

    /// <summary>Longest reason of any decision about keeping or disposing, in characters.</summary>
    public const int LongestReason = 2_000;

    private readonly List<RetentionPeriod> _periods = [];

    private RetentionSchedule()
    {
    }

    public Id<RetentionSchedule> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>How often something was decided about keeping or disposing; raised by each decision.</summary>
    public int Decisions { get; private set; }

    /// <summary>All periods that were ever set; of each kind the last counts.</summary>
    public IReadOnlyList<RetentionPeriod> Periods => _periods;

    public int Version { get; private set; }

    public static RetentionSchedule Of(Id<Body> body) => new() { Id = Id<RetentionSchedule>.New(), BodyId = body };

    /// <summary>What was set last for a kind; null where nothing ever was.</summary>
    public RetentionPeriod? LastOf(RetainedKind kind) => _periods.Where(p => p.Kind == kind).MaxBy(p => p.Number);

    /// <summary>Sets the body's own period.</summary>
    /// <param name="kind">Of what.</param>
    /// <param name="years">Null: as everybody keeps it, again.</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="by">Who decides it.</param>
    /// <param name="at">When, in UTC.</param>
    /// <exception cref="RuleBroken">The period is none, it is so already, or there is no reason.</exception>
    public RetentionPeriod Set(RetainedKind kind, int? years, string? reason, Person by, DateTime at)
    {
        if (years is < FewestYears or > MostYears)
        {
            throw new RuleBroken("retention.years", $"The period must be between {FewestYears} and {MostYears} years.", "Years");
        }

        var why = ReasonOf(reason, "Say why the period changes.");
        if (LastOf(kind)?.Years == years)
        {
            throw new RuleBroken("retention.same-period", "This is the period that is kept already.", "Years");
        }

        var period = new RetentionPeriod(this, kind, _periods.Count + 1, years, why, by, at);
        _periods.Add(period);
        Decide();
        return period;
    }

    /// <summary>Something else is decided that keeps the body's evidence or disposes of it; also that a pack is made with it.</summary>
    public void Decide() => Decisions++;

    internal static string ReasonOf(string? reason, string otherwise)
    {
        var said = RuleBroken.IfBlank(reason, "retention.no-reason", otherwise, "Reason");
        return said.Length <= LongestReason ? said
            : throw new RuleBroken("retention.long-reason", $"The reason must be {LongestReason:N0} characters or less.", "Reason");
    }
}

/// <summary>A period as it was set; only ever added.</summary>
public sealed class RetentionPeriod : IBelongsToBody
{
    private RetentionPeriod()
    {
    }

    internal RetentionPeriod(RetentionSchedule schedule, RetainedKind kind, int number, int? years, string reason, Person by, DateTime at)
    {
        Id = Id<RetentionPeriod>.New();
        ScheduleId = schedule.Id;
        BodyId = schedule.BodyId;
        Kind = kind;
        Number = number;
        Years = years;
        Reason = reason;
        SetBy = by.Id;
        SetByName = by.Name;
        SetAt = at;
    }

    public Id<RetentionPeriod> Id { get; private set; }

    public Id<RetentionSchedule> ScheduleId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public RetainedKind Kind { get; private set; }

    /// <summary>From 1, in the order in which they were set.</summary>
    public int Number { get; private set; }

    /// <summary>Null: as everybody keeps it.</summary>
    public int? Years { get; private set; }

    public string Reason { get; private set; } = "";

    public Id<Person> SetBy { get; private set; }

    /// <summary>The name as it was on the day.</summary>
    public string SetByName { get; private set; } = "";

    public DateTime SetAt { get; private set; }
}
