using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>A link for one person of a partner agency without an account: bound to one assignment, used once, ended by a day or by whoever takes it back.</summary>
/// <remarks>The token itself is nowhere: only its hash is kept.</remarks>
public sealed class PartnerLink : IVersioned, IBelongsToBody
{
    /// <summary>How long somebody who used it may write: an afternoon. What they saved is kept, and another link can be sent.</summary>
    public static readonly TimeSpan SessionLasts = TimeSpan.FromHours(4);

    private PartnerLink()
    {
    }

    public Id<PartnerLink> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    /// <summary>The judgement's code of the assignment.</summary>
    public string JudgementCode { get; private set; } = "";

    /// <summary>The criterion of the assignment; null for the whole area.</summary>
    public string? CriterionId { get; private set; }

    /// <summary>The post of the agency that has the assignment.</summary>
    public Id<Post> PostId { get; private set; }

    /// <summary>For whom it is; they write under their own name.</summary>
    public Id<Person> PersonId { get; private set; }

    /// <summary>SHA-256 of the token, 64 lower-case hexadecimal digits.</summary>
    public string TokenHash { get; private set; } = "";

    public Id<Person> IssuedBy { get; private set; }

    public DateTime IssuedAt { get; private set; }

    /// <summary>From then on it opens nothing.</summary>
    public DateTime ExpiresAt { get; private set; }

    public DateTime? UsedAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public Id<Person>? RevokedBy { get; private set; }

    /// <summary>When the part was submitted through it.</summary>
    public DateTime? SubmittedAt { get; private set; }

    public int Version { get; private set; }

    public static PartnerLink Issue(SelfAssessment of, Assignment to, Person person, string tokenHash, DateTime expiresAt, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        if (expiresAt <= at)
        {
            throw new RuleBroken("partner-link.past", "The last day must be today or later.", "Until");
        }

        return new PartnerLink
        {
            Id = Id<PartnerLink>.New(),
            BodyId = of.BodyId,
            SelfAssessmentId = of.Id,
            JudgementCode = to.JudgementCode,
            CriterionId = to.CriterionId,
            PostId = to.PostId,
            PersonId = person.Id,
            TokenHash = tokenHash,
            IssuedBy = by,
            IssuedAt = at,
            ExpiresAt = expiresAt,
        };
    }

    /// <summary>Why it opens nothing now, in words for whoever holds it; null while it can be used.</summary>
    public string? WhyNot(DateTime at) => this switch
    {
        { RevokedAt: not null } => "This link was taken back.",
        { UsedAt: not null } => "This link was already used. Each link opens the portal once.",
        _ when at >= ExpiresAt => "This link is no longer valid.",
        _ => null,
    };

    /// <summary>Opens the one session it is good for.</summary>
    /// <exception cref="RuleBroken">It was used or taken back, or its time is over.</exception>
    public void Use(DateTime at)
    {
        if (WhyNot(at) is { } why)
        {
            throw new RuleBroken("partner-link.unusable", why);
        }

        UsedAt = at;
    }

    /// <summary>True while whoever used it may go on writing.</summary>
    public bool IsSessionOpen(DateTime at) => UsedAt is { } used && RevokedAt is null && SubmittedAt is null && at < used + SessionLasts;

    /// <summary>Takes it back: nobody can use it, and whoever is writing is out.</summary>
    public void Revoke(Id<Person> by, DateTime at)
    {
        if (SubmittedAt is not null || RevokedAt is not null)
        {
            throw new RuleBroken("partner-link.over", "This link is over already.");
        }

        RevokedAt = at;
        RevokedBy = by;
    }

    /// <summary>Ends the session: the part was submitted.</summary>
    public void Submit(DateTime at)
    {
        if (!IsSessionOpen(at))
        {
            throw new RuleBroken("partner-link.over", "Your time here is over. What you saved is kept.");
        }

        SubmittedAt = at;
    }
}
