using Portal.Domain.Frameworks;
using Portal.Web.Time;

namespace Portal.Web.Features.Frameworks;

/// <summary>What people read for the codes of a framework.</summary>
public static class FrameworkWords
{
    public static string WhoAssessesItself(this Framework framework) => framework.Body switch
    {
        AssessedBody.LocalAuthority => "A local authority’s services for children",
        AssessedBody.SafeguardingBoard => "A Local Safeguarding Children Board",
        _ => throw new ArgumentOutOfRangeException(nameof(framework), framework.Body, null),
    };

    public static string WhoAnswers(this Framework framework) => framework.AnsweredBy switch
    {
        AnsweredBy.Body => "The body itself",
        AnsweredBy.PartnerAgencies => "Each partner agency for itself; the body moderates",
        _ => throw new ArgumentOutOfRangeException(nameof(framework), framework.AnsweredBy, null),
    };

    public static string Validity(this Framework framework) => framework.ValidTo is { } last
        ? $"{framework.ValidFrom.Words()} to {last.Words()}"
        : $"From {framework.ValidFrom.Words()}";

    public static string Place(this JudgementArea judgement) => judgement.Kind switch
    {
        JudgementKind.Overall => "Overall judgement",
        JudgementKind.KeyJudgement => "Key judgement",
        JudgementKind.SubJudgement => "Graded part of a key judgement",
        JudgementKind.Review => "The judgement of the review",
        JudgementKind.Standard => "Standard",
        _ => throw new ArgumentOutOfRangeException(nameof(judgement), judgement.Kind, null),
    };

    /// <summary>"Inadequate in any of HP, CLA, LMG".</summary>
    public static string Words(this LimitingCondition condition, Framework of)
    {
        var judgements = condition.Judgements.Select(j => of.Judgement(j).Title).ToList();
        var grade = of.Grade(condition.Grade).Label;
        return judgements.Count == 1
            ? $"{grade} in {judgements[0]}"
            : $"{grade} in {(condition.Match == ConditionMatch.Any ? "one or more" : "all")} of: {string.Join("; ", judgements)}";
    }

    /// <summary>"20 good, 5 requires improvement".</summary>
    public static string Words(this IEnumerable<OutcomeCount> outcomes, Framework of) =>
        string.Join(", ", outcomes.Select(o => $"{o.Count:N0} {of.Grade(o.Grade).Label.ToLowerInvariant()}"));
}
