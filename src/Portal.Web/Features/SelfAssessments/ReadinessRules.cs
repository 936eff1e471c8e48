using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What one check looks for, in the order in which the checks are shown.</summary>
public enum ReadinessCheck
{
    MissingJudgement,
    UnconfirmedText,
    NotScanned,
    Disposed,
    NotAgreed,
    ChangedFramework,
    Unanswered,
    AnnexA,
    WithoutEvidence,
    WithoutVoice,
    OldEvidence,
    EarlierVersion,
    UnusedEvidence,
    Wording,
}

/// <summary>Something to look at before signature.</summary>
/// <param name="Check">The check that found it.</param>
/// <param name="Area">Title of the judgement it is about; null when it is about none.</param>
/// <param name="Text">What was found, in words that need no other to be understood.</param>
/// <param name="Address">Site-relative address of the place to mend it.</param>
public sealed record ReadinessFinding(ReadinessCheck Check, string? Area, string Text, string Address)
{
    /// <summary>True when it must be put right; otherwise it is advice.</summary>
    public bool Blocks => Check is ReadinessCheck.MissingJudgement or ReadinessCheck.UnconfirmedText or ReadinessCheck.NotScanned or ReadinessCheck.Disposed;
}

/// <summary>What the checks look at.</summary>
public sealed record ReadinessFacts(
    Guid AssessmentId,
    DateOnly PeriodFrom,
    IReadOnlyDictionary<string, AnswerText> Answers,
    IReadOnlyDictionary<string, JudgementText> Judgements,
    IReadOnlyList<LinkedItem> Linked,
    IReadOnlyList<LibraryItem> Library,
    IReadOnlyDictionary<string, AreaStanding> Standing,
    IReadOnlyDictionary<string, DateTime> LastWritten,
    IReadOnlyList<Wording> Wording,
    IReadOnlyList<CarriedSubject> Carried,
    IReadOnlyList<QuarantinedItem> Quarantined,
    IReadOnlyList<DisposedLink> Disposed,
    IReadOnlyList<AnnexAQuestion> OpenQuestions);

/// <summary>Where an area stands, and since when.</summary>
public sealed record AreaStanding(AreaStatus Status, DateTime Since);

/// <summary>A criterion or judgement whose text was carried and waits to be confirmed or changed.</summary>
public sealed record CarriedSubject(string Subject, CarriedFrom From);

/// <summary>An item of evidence linked to a criterion.</summary>
public sealed record LinkedItem(string CriterionId, Guid ItemId, string Title, EvidenceKind Kind, DateOnly Describes, bool ToEarlierVersion = false);

/// <summary>An item of the body's library.</summary>
public sealed record LibraryItem(Guid ItemId, string Title);

/// <summary>The readiness checks (product description, step 5). They advise; only a missing judgement, a carried text that nobody has confirmed, and evidence that nobody can open or that was disposed of block. They never grade.</summary>
public static class ReadinessRules
{
    public static IReadOnlyList<ReadinessFinding> Check(Framework framework, ReadinessFacts facts) =>
    [
        .. MissingJudgements(framework, facts),
        .. NotScanned(facts),
        .. Disposed(facts),
        .. NotAgreed(framework, facts),
        .. Unconfirmed(framework, facts),
        .. Unanswered(framework, facts),
        .. OpenQuestions(framework, facts),
        .. WithoutEvidence(framework, facts),
        .. WithoutVoice(framework, facts),
        .. OldEvidence(facts),
        .. EarlierVersions(facts),
        .. UnusedEvidence(facts),
        .. Wordings(framework, facts),
    ];

    private static IEnumerable<ReadinessFinding> MissingJudgements(Framework framework, ReadinessFacts facts) =>
        from area in framework.Judgements
        where facts.Judgements.GetValueOrDefault(area.Code) is not { IsComplete: true }
        select new ReadinessFinding(ReadinessCheck.MissingJudgement, area.Title, $"{area.Title}: there is no grade with reasons yet", Judge(facts, area.Code));

    private static IEnumerable<ReadinessFinding> NotScanned(ReadinessFacts facts) =>
        from item in facts.Quarantined
        let text = item.Safety switch
        {
            FileSafety.Infected => $"“{item.Title}” is infected ({item.Note}): replace it",
            FileSafety.Unscannable => $"“{item.Title}” could not be scanned for viruses: replace it",
            _ => $"“{item.Title}” is not scanned for viruses yet",
        }
        select new ReadinessFinding(ReadinessCheck.NotScanned, null, text, $"/evidence/details/{item.Id}");

    private static IEnumerable<ReadinessFinding> Disposed(ReadinessFacts facts) =>
        from link in facts.Disposed
        select new ReadinessFinding(
            ReadinessCheck.Disposed, null, $"“{link.Title}” was disposed of and is still linked to {link.CriterionId}: take the link away", $"/evidence/link/{facts.AssessmentId}/{link.CriterionId}");

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
        select new ReadinessFinding(ReadinessCheck.NotAgreed, area.Title, $"{area.Title}: {text}", $"/self-assessments/area/{facts.AssessmentId}/{area.Code}");

    private static IEnumerable<ReadinessFinding> Unconfirmed(Framework framework, ReadinessFacts facts) =>
        from carried in facts.Carried
        let area = ConfirmCarried.AreaOf(framework, carried.Subject)
        where area is not null
        let criterion = framework.FindCriterion(carried.Subject)
        let title = criterion is null ? area.Title : $"{criterion.Id} {criterion.Title}"
        let fromLast = carried.From == CarriedFrom.LastCycle
        select new ReadinessFinding(
            fromLast ? ReadinessCheck.UnconfirmedText : ReadinessCheck.ChangedFramework,
            area.Title,
            fromLast ? $"{title}: carried from the last self-assessment, and nobody has confirmed or changed it" : $"{title}: the framework changed since this was written",
            criterion is null ? Judge(facts, area.Code) : Answer(facts, criterion.Id));

    private static IEnumerable<ReadinessFinding> Unanswered(Framework framework, ReadinessFacts facts) =>
        from area in framework.Areas
        from criterion in area.Criteria
        where facts.Answers.GetValueOrDefault(criterion.Id) is not { IsComplete: true }
        select new ReadinessFinding(ReadinessCheck.Unanswered, area.Title, $"{criterion.Id} {criterion.Title}: not answered in full", Answer(facts, criterion.Id));

    private static IEnumerable<ReadinessFinding> WithoutEvidence(Framework framework, ReadinessFacts facts)
    {
        var linked = facts.Linked.Select(l => l.CriterionId).ToHashSet(StringComparer.Ordinal);
        return
            from area in framework.Areas
            from criterion in area.Criteria
            where facts.Answers.GetValueOrDefault(criterion.Id) is { IsComplete: true } && !linked.Contains(criterion.Id)
            select new ReadinessFinding(
                ReadinessCheck.WithoutEvidence, area.Title, $"{criterion.Id} {criterion.Title}: answered without evidence", Answer(facts, criterion.Id) + "#evidence");
    }

    private static IEnumerable<ReadinessFinding> WithoutVoice(Framework framework, ReadinessFacts facts) =>
        from area in framework.Areas
        let said = facts.Judgements.GetValueOrDefault(area.Code)?.ChildrensVoice.Length > 0
        let shown = facts.Linked.Any(l => l.Kind == EvidenceKind.VoiceOfChildrenAndFamilies && area.Criteria.Any(c => c.Id == l.CriterionId))
        where !said && !shown
        select new ReadinessFinding(
            ReadinessCheck.WithoutVoice, area.Title, $"{area.Title}: no voice of children and families, in the judgement or in the evidence",
            Judge(facts, area.Code) + "#Input_ChildrensVoice");

    private static IEnumerable<ReadinessFinding> OldEvidence(ReadinessFacts facts) =>
        from item in facts.Linked.DistinctBy(l => l.ItemId)
        where EvidenceAges.Of(item.Describes, facts.PeriodFrom) == EvidenceAge.Old
        select new ReadinessFinding(ReadinessCheck.OldEvidence, null, $"“{item.Title}” describes a time more than a year before the period", $"/evidence/details/{item.ItemId}");

    private static IEnumerable<ReadinessFinding> EarlierVersions(ReadinessFacts facts) =>
        from item in facts.Linked
        where item.ToEarlierVersion
        select new ReadinessFinding(
            ReadinessCheck.EarlierVersion, null, $"“{item.Title}” has a new version of its file since it was linked to {item.CriterionId}", $"/evidence/details/{item.ItemId}#uses");

    private static IEnumerable<ReadinessFinding> UnusedEvidence(ReadinessFacts facts)
    {
        var linked = facts.Linked.Select(l => l.ItemId).ToHashSet();
        return
            from item in facts.Library
            where !linked.Contains(item.ItemId)
            select new ReadinessFinding(ReadinessCheck.UnusedEvidence, null, $"“{item.Title}” is in the library but supports no criterion here", $"/evidence/details/{item.ItemId}");
    }

    private static IEnumerable<ReadinessFinding> OpenQuestions(Framework framework, ReadinessFacts facts) =>
        from question in facts.OpenQuestions
        select new ReadinessFinding(
            ReadinessCheck.AnnexA, framework.Judgement(question.Judgement).Title, $"{question.Id} {question.Title}: not answered",
            $"/self-assessments/annex-a-question/{facts.AssessmentId}/{question.Id}");

    private static IEnumerable<ReadinessFinding> Wordings(Framework framework, ReadinessFacts facts) =>
        from place in framework.Judgements.SelectMany(j => j.Criteria.Select(c => (Area: j, Id: c.Id, OfCriterion: true)).Append((Area: j, Id: j.Code, OfCriterion: false)))
        from said in facts.Wording
        where said.Subject == place.Id
        from remark in said.Open
        select new ReadinessFinding(
            ReadinessCheck.Wording,
            place.Area.Title,
            $"{(place.OfCriterion ? place.Id : $"{place.Area.Title}, judgement")}: “{remark.Remark.Found}” ({remark.Remark.Rule.Text.Kind.Words().ToLowerInvariant()})",
            $"{(place.OfCriterion ? Answer(facts, place.Id) : Judge(facts, place.Id))}#Input_{remark.Remark.Field}");

    private static string Answer(ReadinessFacts facts, string criterion) => $"/self-assessments/answer/{facts.AssessmentId}/{criterion}";

    private static string Judge(ReadinessFacts facts, string code) => $"/self-assessments/judge/{facts.AssessmentId}/{code}";
}
