using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Domain.SignOff;

/// <summary>Where a wish to open a submitted self-assessment again stands.</summary>
public enum ReopeningState
{
    /// <summary>One signatory has asked; the other must agree.</summary>
    Asked,

    /// <summary>It was opened again.</summary>
    Agreed,

    /// <summary>The other signatory declined.</summary>
    Declined,
}

/// <summary>
/// A submitted self-assessment is opened again by both signatories, or by the quality assurance lead of its review alone, always with a reason. The
/// version submitted before stays as it is.
/// </summary>
public sealed class Reopening : IVersioned, IBelongsToBody
{
    private Reopening()
    {
    }

    public Id<Reopening> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>Number of the submitted version that is to be followed by another.</summary>
    public int VersionNumber { get; private set; }

    public string Reason { get; private set; } = "";

    public ReopeningState State { get; private set; }

    public PostRole AskedInRole { get; private set; }

    public Id<Person> AskedBy { get; private set; }

    /// <summary>The name as it was on the day.</summary>
    public string AskedByName { get; private set; } = "";

    public DateTime AskedAt { get; private set; }

    /// <summary>Who agreed or declined; null while it is asked, and where nobody else needed to.</summary>
    public string? AnsweredByName { get; private set; }

    public Id<Person>? AnsweredBy { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>Why it was declined.</summary>
    public string? DeclinedReason { get; private set; }

    public int Version { get; private set; }

    /// <summary>Asks for it; the quality assurance lead needs nobody else.</summary>
    /// <exception cref="RuleBroken">There is nothing submitted, no reason, or it is not for this post.</exception>
    public static Reopening Ask(SelfAssessment of, FrozenVersion submitted, PostRole role, Person by, string? reason, DateTime at)
    {
        if (!FrozenVersion.Signatories.Contains(role) && role != PostRole.QualityAssuranceLead)
        {
            throw new RuleBroken("reopening.not-yours", "Only the chair, the director and the quality assurance lead of the review open it again.");
        }

        var why = RuleBroken.IfBlank(reason, "reopening.no-reason", "Say why it must be opened again.", nameof(Reason));
        var reopening = new Reopening
        {
            Id = Id<Reopening>.New(),
            SelfAssessmentId = of.Id,
            BodyId = of.BodyId,
            VersionNumber = submitted.Number,
            Reason = why,
            AskedInRole = role,
            AskedBy = by.Id,
            AskedByName = by.Name,
            AskedAt = at,
        };
        of.RequireSubmitted();
        if (role == PostRole.QualityAssuranceLead)
        {
            reopening.State = ReopeningState.Agreed;
            of.OpenAgain();
        }

        return reopening;
    }

    /// <summary>The other signatory agrees: the self-assessment is open for writing again.</summary>
    public void Agree(SelfAssessment of, PostRole role, Person by, DateTime at)
    {
        Answer(ReopeningState.Agreed, role, by, at);
        of.OpenAgain();
    }

    /// <summary>The other signatory declines, with a reason.</summary>
    public void Decline(PostRole role, Person by, string? reason, DateTime at)
    {
        DeclinedReason = RuleBroken.IfBlank(reason, "reopening.no-reason", "Say why you decline.", "Reason");
        Answer(ReopeningState.Declined, role, by, at);
    }

    private void Answer(ReopeningState state, PostRole role, Person by, DateTime at)
    {
        if (State != ReopeningState.Asked)
        {
            throw new RuleBroken("reopening.answered", $"{AnsweredByName ?? AskedByName} has already decided this.");
        }

        if (!FrozenVersion.Signatories.Contains(role) || role == AskedInRole || by.Id == AskedBy)
        {
            throw new RuleBroken("reopening.not-the-other", "The other signatory decides this.");
        }

        State = state;
        AnsweredBy = by.Id;
        AnsweredByName = by.Name;
        AnsweredAt = at;
    }
}
