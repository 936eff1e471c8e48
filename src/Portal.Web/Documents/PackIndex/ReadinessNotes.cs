using System.Globalization;
using Portal.Domain.Evidence;
using Portal.Web.Time;

namespace Portal.Web.Documents.PackIndex;

/// <summary>What a note on the signed text is about, in the order in which the notes are shown.</summary>
public enum NoteKind
{
    NotAnswered,
    WithoutEvidence,
    WithoutReasons,
    WithoutVoice,
    OldEvidence,
}

/// <summary>Something the review team may want to ask about.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Judgement">Place of the judgement in the framework, from 1; null for an item of evidence.</param>
/// <param name="Text">In words that need no other to be understood.</param>
/// <param name="Address">Where it is, as <see cref="PackAddress"/> gives it.</param>
public sealed record ReadinessNote(NoteKind Kind, int? Judgement, string Text, string Address);

/// <summary>Notes computed from the signed text alone: what it leaves open. They count; they grade nothing.</summary>
public static class ReadinessNotes
{
    /// <summary>Evidence that describes a time longer than this before submission is called old.</summary>
    public const int OldAfterMonths = 18;

    public static IReadOnlyList<ReadinessNote> Of(PackDocument pack) =>
    [
        .. Criteria(pack).Where(c => !c.Criterion.IsAnsweredInFull)
            .Select(c => c.Note(NoteKind.NotAnswered, c.Criterion.IsAnswered ? "not answered in full" : "not answered")),
        .. Criteria(pack).Where(c => c.Criterion is { IsAnswered: true, Evidence.Count: 0 }).Select(c => c.Note(NoteKind.WithoutEvidence, "answered without evidence")),
        .. Judgements(pack).Where(j => string.IsNullOrWhiteSpace(j.Area.Reasons))
            .Select(j => j.Note(NoteKind.WithoutReasons, j.Area.GradeLabel is null ? "no grade and no reasons" : "a grade without reasons")),
        .. Judgements(pack).Where(j => j.Area.Criteria.Count > 0 && !HasVoice(j.Area))
            .Select(j => j.Note(NoteKind.WithoutVoice, "no voice of children and families, in the judgement or in the evidence")),
        .. pack.Evidence.Where(e => IsOld(e, pack.SubmittedOn)).OrderBy(e => e.Describes).ThenBy(e => e.Number).Select(e => new ReadinessNote(
            NoteKind.OldEvidence, null, string.Create(CultureInfo.InvariantCulture, $"{e.Number:000} {e.Title}: describes {e.Describes.Words()}"), PackAddress.EvidenceItem(e.Number))),
    ];

    public static string Words(this NoteKind kind) => kind switch
    {
        NoteKind.NotAnswered => "Criteria not answered, or not in full",
        NoteKind.WithoutEvidence => "Criteria answered without evidence",
        NoteKind.WithoutReasons => "Judgements without reasons",
        NoteKind.WithoutVoice => "Judgements without the voice of children and families",
        NoteKind.OldEvidence => $"Evidence that was older than {OldAfterMonths} months when this was submitted",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static bool IsOld(PackEvidence evidence, DateOnly submittedOn) => evidence.Describes < submittedOn.AddMonths(-OldAfterMonths);

    private static bool HasVoice(PackJudgement area) => !string.IsNullOrWhiteSpace(area.ChildrensVoice)
        || area.Criteria.Any(c => c.Evidence.Any(e => e.Evidence.Kind == EvidenceKind.VoiceOfChildrenAndFamilies));

    private static IEnumerable<PlacedJudgement> Judgements(PackDocument pack) => pack.Judgements.Select((area, place) => new PlacedJudgement(place + 1, area));

    private static IEnumerable<PlacedCriterion> Criteria(PackDocument pack) => PlacedCriterion.In(pack);

    private sealed record PlacedJudgement(int Number, PackJudgement Area)
    {
        public ReadinessNote Note(NoteKind kind, string what) => new(kind, Number, $"{Area.Title}: {what}", PackAddress.JudgementPage(Number));
    }

    private static ReadinessNote Note(this PlacedCriterion placed, NoteKind kind, string what) =>
        new(kind, placed.Judgement, $"{placed.Criterion.Id} {placed.Criterion.Title}: {what}", placed.Address);
}
