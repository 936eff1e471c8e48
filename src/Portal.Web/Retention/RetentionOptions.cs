using Portal.Domain.Retention;

namespace Portal.Web.Retention;

/// <summary>Configuration section <c>Retention</c>: how long evidence is kept where a body has not decided otherwise.</summary>
public sealed class RetentionOptions
{
    /// <summary>Limitation Act 1980, sections 2 and 5: what may still be asked in a court about what was done and agreed.</summary>
    private const int DefaultYears = 6;

    /// <summary>Years by kind; what is not named is kept for six.</summary>
    public IDictionary<RetainedKind, int> Years { get; init; } = new Dictionary<RetainedKind, int>();

    /// <summary>How many days ahead the report names what will be due.</summary>
    public int SoonDays { get; init; } = 90;

    /// <exception cref="InvalidOperationException">A figure makes no sense.</exception>
    public RetentionOptions Checked() => SoonDays is >= 0 and <= 3660 && Years.Values.All(y => y is >= RetentionSchedule.FewestYears and <= RetentionSchedule.MostYears)
        ? this : throw new InvalidOperationException(
            $"Configuration Retention: each of Years must be between {RetentionSchedule.FewestYears} and {RetentionSchedule.MostYears}, SoonDays between 0 and 3660.");

    public int YearsOf(RetainedKind kind) => Years.TryGetValue(kind, out var years) ? years : DefaultYears;

    /// <summary>The periods of a body with its schedule; without one, those of everybody.</summary>
    public RetentionPeriods PeriodsOf(RetentionSchedule? schedule) =>
        new(kind => schedule?.LastOf(kind)?.Years is { } own ? (own, true) : (YearsOf(kind), false));
}
