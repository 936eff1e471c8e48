using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Frameworks;
using Portal.Domain.SignOff;
using Portal.Web.Documents;
using Portal.Web.Documents.Bags;
using Portal.Web.Documents.Bundles;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.Packs;

/// <summary>What goes into a pack, drawn from the signed version alone: the same version always gives the same pack.</summary>
internal sealed class PackContents
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly SelfAssessmentDocument _document;
    private readonly FrozenVersion _version;
    private readonly IReadOnlyList<CaveatSection> _onRecord;
    private readonly Dictionary<int, string> _paths = [];

    /// <param name="version">The version that was signed.</param>
    /// <param name="onRecord">All its caveats and dissent: also those that were made, or answered, while the frozen version was read.</param>
    public PackContents(FrozenVersion version, IReadOnlyList<CaveatSection> onRecord)
    {
        _onRecord = onRecord;
        _version = version;
        _document = SelfAssessmentDocument.Parse(version.Content);
        var names = new PackNames();
        foreach (var entry in _document.Evidence)
        {
            _paths[entry.Number] = "evidence/" + names.ForEvidence(entry.Number, entry.Title, Path.GetExtension(entry.FileName));
        }
    }

    /// <summary>Evidence in the order of its number.</summary>
    public IEnumerable<(EvidenceEntry Entry, string Path)> Evidence => _document.Evidence.Select(e => (e, _paths[e.Number]));

    /// <summary>The same as items of the bundle.</summary>
    public IEnumerable<BundleItem> BundleItems => _document.Evidence.Select(e => new BundleItem(e.Number, e.Title, _paths[e.Number], e.ContentType, e.Sha256));

    public long EvidenceBytes => _document.Evidence.Sum(e => e.Size);

    public string BodyName => _document.Body.Name;

    /// <summary>The signatures as JSON: who signed which hash when.</summary>
    public string SignaturesJson() => JsonSerializer.Serialize(
        _version.Signatures.OrderBy(s => s.SignedAt).Select(s => new { s.Role, Name = s.PersonName, s.SignedAt, s.ContentHash }), Format);

    /// <summary>All that is on the record, as JSON; null where nothing is. What was said before freezing stands in the signed text too.</summary>
    public string? CaveatsJson() => _onRecord.Count == 0 ? null : JsonSerializer.Serialize(_onRecord, Format);

    public PackDocument Index()
    {
        var register = _document.Evidence.ToDictionary(e => e.Number, e => new PackEvidence(
            e.Number, e.Marking is { } marking ? $"{e.Title} ({marking.Words()})" : e.Title, e.Kind.Words(), e.Describes.Words(), e.Shows, _paths[e.Number], e.Sha256, e.Size));
        return new PackDocument
        {
            Title = "Self-assessment and evidence",
            BodyName = _document.Body.Name,
            FrameworkTitle = _document.Framework.Title,
            Questions = _document.Framework.Questions ?? AnswerQuestions.AsHeadings,
            Period = $"{_document.PeriodFrom.Words()} to {_document.PeriodTo.Words()}",
            Submitted = _version.SubmittedAt!.Value.Words(),
            ContentHash = _version.ContentHash,
            Judgements = [.. _document.Judgements.Select(j => Judgement(j, register))],
            Evidence = [.. register.Values],
            Signatures = [.. _version.Signatures.OrderBy(s => s.SignedAt)
                .Select(s => new PackSignature(s.Role.Words(), s.PersonName, s.SignedAt.Words(), s.ContentHash))],
            AnnexA = [.. (_document.AnnexA ?? []).Select(q => ($"{q.Id} {q.Title}", q.Question, q.Said))],
            Caveats = [.. _onRecord.Select(Caveat)],
            Attribution = _document.Attribution,
        };
    }

    private PackCaveat Caveat(CaveatSection caveat) => new(
        $"{caveat.Kind.Words()} on {caveat.Subject ?? "the whole"}",
        caveat.Text,
        $"{caveat.By}, {caveat.Post}, {caveat.At.Words()}{(caveat.At > _version.FrozenAt ? ", after the version was frozen" : "")}",
        [.. caveat.Answers.Select(a => (a.Text, $"{a.By}, {a.Post}, {a.At.Words()}"))]);

    private static PackJudgement Judgement(JudgementSection section, Dictionary<int, PackEvidence> register) => new()
    {
        Code = section.Code,
        Title = section.Title,
        GradeLabel = section.GradeLabel ?? "Not judged",
        Reasons = section.Text.Reasons,
        KeptFromHigher = section.Text.KeptFromHigher,
        KeptFromLower = section.Text.KeptFromLower,
        ChildrensVoice = section.Text.ChildrensVoice,
        Criteria = [.. section.Criteria.Select(c => new PackCriterion
        {
            Id = c.Id,
            Title = c.Title,
            Text = c.Text,
            Know = c.Answer?.Know,
            HowKnown = c.Answer?.HowKnown,
            Difference = c.Answer?.Difference,
            Strength = c.Answer?.Strength?.Words(),
            Next = c.Answer?.Next,
            SelfGradeLabel = c.SelfGradeLabel,
            Evidence = [.. c.Evidence.Select(u => new PackEvidenceLink(register[u.Number], u.Passage, u.Reference))],
        })],
    };
}
