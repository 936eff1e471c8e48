using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;

namespace Portal.Domain.SelfAssessments;

/// <summary>How one judgement with its criteria goes between whoever leads it and those who run the self-assessment (product description, step 4).</summary>
/// <remarks>It advises: readiness names what is not agreed, and nothing waits for it (ADR 0015).</remarks>
public sealed class AreaProgress : IVersioned, IBelongsToBody
{
    private readonly List<AreaStep> _steps = [];
    private readonly List<RequestedChange> _changes = [];

    private AreaProgress()
    {
    }

    public Id<AreaProgress> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The judgement's code in the framework.</summary>
    public string JudgementCode { get; private set; } = "";

    public AreaStatus Status { get; private set; }

    public Id<Person> ChangedBy { get; private set; }

    public DateTime ChangedAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>All that has happened to it; only ever added to.</summary>
    public IReadOnlyList<AreaStep> Steps => _steps;

    /// <summary>Everything that was ever asked to be changed.</summary>
    public IReadOnlyList<RequestedChange> Changes => _changes;

    /// <summary>The last step taken; null before the first.</summary>
    public AreaStep? LastStep => _steps.OrderBy(s => s.At).ThenBy(s => s.Id.Value).LastOrDefault();

    public static AreaProgress Of(SelfAssessment of, string judgementCode) => new()
    {
        Id = Id<AreaProgress>.New(),
        SelfAssessmentId = of.Id,
        BodyId = of.BodyId,
        JudgementCode = judgementCode,
        Status = AreaStatus.InProgress,
    };

    /// <summary>Whoever leads it hands it in; what was asked to be changed counts as done.</summary>
    /// <exception cref="RuleBroken">It was handed in already, or the text is closed.</exception>
    public AreaStep Submit(SelfAssessment of, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        if (Status is AreaStatus.Submitted or AreaStatus.Agreed)
        {
            throw new RuleBroken("area.submitted-already", "This area has already been submitted.");
        }

        foreach (var change in _changes.Where(c => c.IsOpen))
        {
            change.Close(at);
        }

        return Take(AreaStatus.Submitted, null, by, at);
    }

    /// <summary>Those who run the assessment stand by what was submitted.</summary>
    /// <exception cref="RuleBroken">Nothing was submitted, or the text is closed.</exception>
    public AreaStep Agree(SelfAssessment of, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        RequireHandedIn(Status == AreaStatus.Submitted);
        return Take(AreaStatus.Agreed, null, by, at);
    }

    /// <summary>Sends it back.</summary>
    /// <param name="of">The self-assessment.</param>
    /// <param name="wanted">What must change and why, each for one criterion, or for the whole where no criterion is named.</param>
    /// <param name="dueOn">The day by which.</param>
    /// <param name="by">Who sends it back.</param>
    /// <param name="at">When, in UTC.</param>
    /// <exception cref="RuleBroken">No reason is given, nothing was submitted, or the text is closed.</exception>
    public AreaStep RequestChanges(
        SelfAssessment of, IReadOnlyList<(string? CriterionId, string Reason)> wanted, DateOnly dueOn, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        RequireHandedIn(Status is AreaStatus.Submitted or AreaStatus.Agreed);
        if (wanted.Count == 0)
        {
            throw new RuleBroken("area.no-reason", "Say what must change, for the whole area or for one of its criteria.", "Whole");
        }

        var step = Take(AreaStatus.ChangesRequested, dueOn, by, at);
        _changes.AddRange(wanted.Select(w => RequestedChange.Of(this, step, w.CriterionId, w.Reason)));
        return step;
    }

    private static void RequireHandedIn(bool handedIn)
    {
        if (!handedIn)
        {
            throw new RuleBroken("area.not-submitted", "Somebody decided on this area meanwhile, or it has not been submitted. Look at how it stands now.");
        }
    }

    private AreaStep Take(AreaStatus status, DateOnly? dueOn, Id<Person> by, DateTime at)
    {
        Status = status;
        ChangedBy = by;
        ChangedAt = at;
        var step = AreaStep.Of(this, dueOn);
        _steps.Add(step);
        return step;
    }
}

/// <summary>One step of an area: who brought it where, and when. Append-only.</summary>
public sealed class AreaStep : IBelongsToBody
{
    private AreaStep()
    {
    }

    public Id<AreaStep> Id { get; private set; }

    public Id<AreaProgress> AreaProgressId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>Where it stood from then on.</summary>
    public AreaStatus Status { get; private set; }

    /// <summary>The day by which changes were asked for.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>The task in which somebody was asked for what comes next; null where nobody was.</summary>
    public Id<PostTask>? TaskId { get; private set; }

    public Id<Person> By { get; private set; }

    public DateTime At { get; private set; }

    /// <summary>Names the task that asks for what comes next.</summary>
    public void AskIn(PostTask task) => TaskId = task.Id;

    internal static AreaStep Of(AreaProgress area, DateOnly? dueOn) => new()
    {
        Id = Id<AreaStep>.New(),
        AreaProgressId = area.Id,
        BodyId = area.BodyId,
        Status = area.Status,
        DueOn = dueOn,
        By = area.ChangedBy,
        At = area.ChangedAt,
    };
}

/// <summary>What must change and why; it stands beside its text until the area is submitted again, and is kept for ever.</summary>
public sealed class RequestedChange : IBelongsToBody
{
    private RequestedChange()
    {
    }

    public Id<RequestedChange> Id { get; private set; }

    public Id<AreaProgress> AreaProgressId { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The judgement's code it belongs to.</summary>
    public string JudgementCode { get; private set; } = "";

    /// <summary>The criterion whose answer must change; null for the whole area with its judgement.</summary>
    public string? CriterionId { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>The task of whoever answers the criterion; null where the lead of the area does.</summary>
    public Id<PostTask>? TaskId { get; private set; }

    public Id<Person> AskedBy { get; private set; }

    public DateTime AskedAt { get; private set; }

    /// <summary>When the area was submitted again; null until then.</summary>
    public DateTime? ClosedAt { get; private set; }

    public bool IsOpen => ClosedAt is null;

    /// <summary>Names the task of whoever answers the criterion.</summary>
    public void AskIn(PostTask task) => TaskId = task.Id;

    internal static RequestedChange Of(AreaProgress area, AreaStep step, string? criterionId, string reason) => new()
    {
        Id = Id<RequestedChange>.New(),
        AreaProgressId = area.Id,
        SelfAssessmentId = area.SelfAssessmentId,
        BodyId = area.BodyId,
        JudgementCode = area.JudgementCode,
        CriterionId = criterionId,
        Reason = RuleBroken.IfBlank(Prose.Tidy(reason), "area.no-reason", "Say what must change.", "Whole"),
        AskedBy = step.By,
        AskedAt = step.At,
    };

    internal void Close(DateTime at) => ClosedAt = at;
}
