using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Something to look at before signature.</summary>
/// <param name="Blocks">True when it must be put right; otherwise it is advice.</param>
/// <param name="Text">What was found, in words.</param>
/// <param name="Address">Site-relative address of the place to mend it.</param>
public sealed record ReadinessFinding(bool Blocks, string Text, string Address);

/// <summary>What the checks look at.</summary>
public sealed record ReadinessFacts(
    Guid AssessmentId,
    Guid BodyId,
    DateOnly PeriodFrom,
    IReadOnlyDictionary<string, AnswerText> Answers,
    IReadOnlyDictionary<string, JudgementText> Judgements,
    IReadOnlyList<LinkedItem> Linked,
    IReadOnlyList<LibraryItem> Library,
    IReadOnlyDictionary<string, AreaStanding> Standing,
    IReadOnlyDictionary<string, DateTime> LastWritten);

/// <summary>Where an area stands, and since when.</summary>
public sealed record AreaStanding(AreaStatus Status, DateTime Since);

/// <summary>An item of evidence linked to a criterion.</summary>
public sealed record LinkedItem(string CriterionId, Guid ItemId, string Title, EvidenceKind Kind, DateOnly Describes);

/// <summary>An item of the body's library.</summary>
public sealed record LibraryItem(Guid ItemId, string Title);

/// <summary>The readiness checks (product description, step 5). They advise; only a missing judgement blocks. They never grade.</summary>
public static class ReadinessRules
{
    /// <summary>Evidence that describes a time more than this before the period is called old.</summary>
    private const int OldAfterMonths = 12;

    public static IReadOnlyList<ReadinessFinding> Check(Framework framework, ReadinessFacts facts) =>
    [
        .. MissingJudgements(framework, facts),
        .. NotAgreed(framework, facts),
        .. Unanswered(framework, facts),
        .. WithoutEvidence(framework, facts),
        .. WithoutVoice(framework, facts),
        .. OldEvidence(facts),
        .. UnusedEvidence(facts),
    ];

    private static IEnumerable<ReadinessFinding> MissingJudgements(Framework framework, ReadinessFacts facts) =>
        from area in framework.Judgements
        where facts.Judgements.GetValueOrDefault(area.Code) is not { IsComplete: true }
        select new ReadinessFinding(true, $"{area.Title}: there is no grade with reasons yet", $"/self-assessments/judge/{facts.AssessmentId}/{area.Code}");

    private static IEnumerable<ReadinessFinding> NotAgreed(Framework framework, ReadinessFacts facts) =>
        from area in framework.Judgements
        let standing = facts.Standing.GetValueOrDefault(area.Code)
        let written = area.Criteria.Select(c => c.Id).Append(area.Code).Select(s => facts.LastWritten.GetValueOrDefault(s)).Max()
        let text = standing?.Status switch
        {
            null or AreaStatus.InProgress => "not submitted by whoever leads it",
            AreaStatus.Submitted => "submitted, and neither agreed nor sent back",
            AreaStatus.ChangesRequested => "sent back, and not submitted again",
            AreaStatus.Agreed when written > standing.Since => "changed since it was agreed",
            _ => null,
        }
        where text is not null
        select new ReadinessFinding(false, $"{area.Title}: {text}", $"/self-assessments/area/{facts.AssessmentId}/{area.Code}");

    private static IEnumerable<ReadinessFinding> Unanswered(Framework framework, ReadinessFacts facts) =>
        from criterion in framework.Criteria
        where facts.Answers.GetValueOrDefault(criterion.Id) is not { IsComplete: true }
        select new ReadinessFinding(false, $"{criterion.Id} {criterion.Title}: not answered in full", Answer(facts, criterion.Id));

    private static IEnumerable<ReadinessFinding> WithoutEvidence(Framework framework, ReadinessFacts facts) =>
        from criterion in framework.Criteria
        where facts.Answers.GetValueOrDefault(criterion.Id) is { IsComplete: true } && facts.Linked.All(l => l.CriterionId != criterion.Id)
        select new ReadinessFinding(false, $"{criterion.Id} {criterion.Title}: answered without evidence", Answer(facts, criterion.Id) + "#evidence");

    private static IEnumerable<ReadinessFinding> WithoutVoice(Framework framework, ReadinessFacts facts) =>
        from area in framework.Areas
        let said = facts.Judgements.GetValueOrDefault(area.Code)?.ChildrensVoice.Length > 0
        let shown = facts.Linked.Any(l => l.Kind == EvidenceKind.VoiceOfChildrenAndFamilies && area.Criteria.Any(c => c.Id == l.CriterionId))
        where !said && !shown
        select new ReadinessFinding(
            false, $"{area.Title}: no voice of children and families, in the judgement or in the evidence", $"/self-assessments/judge/{facts.AssessmentId}/{area.Code}");

    private static IEnumerable<ReadinessFinding> OldEvidence(ReadinessFacts facts) =>
        from item in facts.Linked.DistinctBy(l => l.ItemId)
        where item.Describes < facts.PeriodFrom.AddMonths(-OldAfterMonths)
        select new ReadinessFinding(false, $"“{item.Title}” describes a time more than a year before the period", $"/evidence/details/{item.ItemId}");

    private static IEnumerable<ReadinessFinding> UnusedEvidence(ReadinessFacts facts) =>
        from item in facts.Library
        where facts.Linked.All(l => l.ItemId != item.ItemId)
        select new ReadinessFinding(false, $"“{item.Title}” is in the library but supports no criterion here", $"/evidence/details/{item.ItemId}");

    private static string Answer(ReadinessFacts facts, string criterion) => $"/self-assessments/answer/{facts.AssessmentId}/{criterion}";
}
