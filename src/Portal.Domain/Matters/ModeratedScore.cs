using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.Matters;

/// <summary>One decision on the moderated score of a line: from which score to which, beside which score of the agency's own, why, by whom and when. Append-only.</summary>
public sealed class ModeratedScore : IBelongsToBody
{
    private ModeratedScore()
    {
    }

    public Id<ModeratedScore> Id { get; private set; }

    public Id<Matter> MatterId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The agency's post.</summary>
    public Id<Post> PostId { get; private set; }

    public string CriterionId { get; private set; } = "";

    /// <summary>The moderated score before; null where there was none.</summary>
    public string? From { get; private set; }

    public string To { get; private set; } = "";

    /// <summary>The score that the agency gave itself at that time.</summary>
    public string Own { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public Id<Person> GivenBy { get; private set; }

    /// <summary>When, in UTC.</summary>
    public DateTime GivenAt { get; private set; }

    /// <param name="line">What the agency returned.</param>
    /// <param name="before">What the board made of it until now.</param>
    /// <param name="now">What it makes of it from now on.</param>
    internal static ModeratedScore Of(ReturnedAnswer line, Moderation? before, Moderation now) => new()
    {
        Id = Id<ModeratedScore>.New(),
        MatterId = line.MatterId,
        BodyId = line.BodyId,
        PostId = line.PostId,
        CriterionId = line.CriterionId,
        From = before?.Grade,
        To = now.Grade,
        Own = line.Text.SelfGrade ?? "",
        Reason = now.Reason,
        GivenBy = now.By,
        GivenAt = now.At,
    };
}
