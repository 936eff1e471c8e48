namespace Portal.Domain.Retention;

/// <summary>How long each kind is kept by one body at this moment.</summary>
/// <param name="Of">Years of a kind, and whether the body chose them itself.</param>
public sealed record RetentionPeriods(Func<RetainedKind, (int Years, bool IsOwn)> Of);

/// <summary>From when a period is counted.</summary>
public enum CountedFrom
{
    /// <summary>The day its present file was added.</summary>
    Added,

    /// <summary>The day a self-assessment that rests on it was last submitted.</summary>
    Submitted,

    /// <summary>The day the matter ended in which an agency rested on it.</summary>
    MatterEnded,

    /// <summary>The day it was added beside what had been submitted.</summary>
    AddedLate,
}

/// <summary>Why an item is not disposed of.</summary>
public enum ObstacleKind
{
    NotDue,
    ItemHeld,
    BodyHeld,
    InRunningAssessment,
    InSignedAssessment,
    WaitsForPack,
    InOpenMatter,
    Proposed,
    NewVersion,
    NewPeriod,
    Disposed,
}

/// <summary>One thing that keeps an item from being disposed of.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="What">Which self-assessment or matter, or the reason of a hold.</param>
/// <param name="Day">Since when it is held, or until when it is kept.</param>
public sealed record Obstacle(ObstacleKind Kind, string? What = null, DateOnly? Day = null);

/// <summary>What the schedule says of one item on one day.</summary>
/// <param name="From">The day from which its period is counted.</param>
/// <param name="Because">What that day is.</param>
/// <param name="Years">The period.</param>
/// <param name="IsOwn">Whether the body chose the period itself.</param>
/// <param name="DueOn">The day from which it may be disposed of, as far as its period goes.</param>
/// <param name="Obstacles">All that keeps it nevertheless; nothing where it may go.</param>
public sealed record RetentionFinding(DateOnly From, CountedFrom Because, int Years, bool IsOwn, DateOnly DueOn, IReadOnlyList<Obstacle> Obstacles)
{
    public bool MayGo => Obstacles.Count == 0;
}

/// <summary>When an item has been kept long enough, and what keeps it nevertheless (ADR 0040).</summary>
public static class RetentionRule
{
    public static RetentionFinding Look(RetainedItem item, RetentionPeriods periods, DateOnly today)
    {
        var (years, isOwn) = periods.Of(RetainedKinds.Of(item.Kind));
        var (from, because) = CountOf(item);
        var due = DueOn(from, years);
        var obstacles = new List<Obstacle>();
        if (item.IsDisposed)
        {
            obstacles.Add(new Obstacle(ObstacleKind.Disposed));
        }
        else if (item.DisposalId is not null)
        {
            obstacles.Add(new Obstacle(ObstacleKind.Proposed));
        }

        if (due > today)
        {
            obstacles.Add(new Obstacle(ObstacleKind.NotDue, Day: due));
        }

        obstacles.AddRange(item.Holds.Select(h => new Obstacle(h.IsOnAll ? ObstacleKind.BodyHeld : ObstacleKind.ItemHeld, h.Reason, h.Since)));
        foreach (var assessment in item.Assessments)
        {
            obstacles.AddRange(Of(assessment, periods.Of(RetainedKind.SignedSelfAssessment).Years, today));
        }

        obstacles.AddRange(item.Matters.Where(m => m.EndedOn is null).Select(m => new Obstacle(ObstacleKind.InOpenMatter, m.Title)));
        return new RetentionFinding(from, because, years, isOwn, due, obstacles);
    }

    /// <summary>The day after the anniversary: the day from which years are counted is not one of them, as in the Limitation Act 1980.</summary>
    private static DateOnly DueOn(DateOnly from, int years) => from.AddYears(years).AddDays(1);

    /// <summary>The last day on which anybody brought or used it: what is still in use is not old, however old the document.</summary>
    private static (DateOnly, CountedFrom) CountOf(RetainedItem item) => item.Assessments.Where(a => a.SignedOn is not null).Select(a => (Day: a.SignedOn!.Value, Why: CountedFrom.Submitted))
        .Concat(item.Assessments.Where(a => a.AddedLateOn is not null).Select(a => (Day: a.AddedLateOn!.Value, Why: CountedFrom.AddedLate)))
        .Concat(item.Matters.Where(m => m.EndedOn is not null).Select(m => (Day: m.EndedOn!.Value, Why: CountedFrom.MatterEnded)))
        .Append((Day: item.AddedOn, Why: CountedFrom.Added)).MaxBy(c => c.Day);

    private static IEnumerable<Obstacle> Of(RelyingAssessment assessment, int signedYears, DateOnly today)
    {
        if (assessment.IsRunning)
        {
            yield return new Obstacle(ObstacleKind.InRunningAssessment, assessment.Title);
        }

        if (assessment.KeptFrom is { } from && DueOn(from, signedYears) is var until && until > today)
        {
            yield return new Obstacle(ObstacleKind.InSignedAssessment, assessment.Title, until);
        }

        if (assessment.WaitsForPack)
        {
            yield return new Obstacle(ObstacleKind.WaitsForPack, assessment.Title);
        }
    }
}
