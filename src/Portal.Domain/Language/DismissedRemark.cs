using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Domain.Language;

/// <summary>
/// Somebody read a remark on the wording of an answer or a judgement and let the words stand, for a reason. It holds for these words there, until taken back.
/// </summary>
public sealed class DismissedRemark : IBelongsToBody
{
    private DismissedRemark()
    {
    }

    public Id<DismissedRemark> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The criterion's id or the judgement's code it is about.</summary>
    public string Subject { get; private set; } = "";

    public string RuleId { get; private set; } = "";

    /// <summary>The words, white space made one space; upper and lower case make no difference.</summary>
    public string Found { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public Id<Person> DismissedBy { get; private set; }

    public DateTime DismissedAt { get; private set; }

    public Id<Person>? TakenBackBy { get; private set; }

    public DateTime? TakenBackAt { get; private set; }

    /// <exception cref="RuleBroken">There is no reason, or the text is closed.</exception>
    public static DismissedRemark Of(Remark remark, SelfAssessment of, string subject, string? reason, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        return new DismissedRemark
        {
            Id = Id<DismissedRemark>.New(),
            SelfAssessmentId = of.Id,
            BodyId = of.BodyId,
            Subject = subject,
            RuleId = remark.Rule.Id,
            Found = Plain(remark.Found),
            Reason = RuleBroken.IfBlank(reason, "wording.no-reason", "Say why the words should stand.", nameof(Reason)),
            DismissedBy = by,
            DismissedAt = at,
        };
    }

    /// <summary>True when it is about the same words, by the same rule.</summary>
    public bool Covers(Remark remark) =>
        TakenBackAt is null && RuleId == remark.Rule.Id && string.Equals(Found, Plain(remark.Found), StringComparison.OrdinalIgnoreCase);

    /// <summary>Lets the remark be shown again.</summary>
    public void TakeBack(SelfAssessment of, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        (TakenBackBy, TakenBackAt) = (by, at);
    }

    private static string Plain(string found) => string.Join(' ', found.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
