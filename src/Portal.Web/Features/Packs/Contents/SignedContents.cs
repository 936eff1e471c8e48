using System.Text.Json;
using Portal.Domain.Frameworks;
using Portal.Domain.SignOff;
using Portal.Web.Documents;
using Portal.Web.Documents.Bags;
using Portal.Web.Documents.Bundles;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Documents.Papers;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.Packs.Contents;

/// <summary>What goes into the whole pack, drawn from the signed version alone, or into a redacted one, drawn from what is left of it.</summary>
internal sealed class SignedContents : PackContents
{
    private readonly SelfAssessmentDocument _document;
    private readonly FrozenVersion _version;

    /// <param name="version">The version that was signed.</param>
    /// <param name="papers">What of it goes into the pack.</param>
    public SignedContents(FrozenVersion version, SignedPapers papers)
    {
        (_version, Papers, _document) = (version, papers, papers.Document);
        Evidence = [.. _document.Evidence.Where(e => !e.IsWithheld).Select(e => new PackedFile(e, papers.Paths[e.Number]))];
    }

    /// <summary>What the papers of the pack are written from.</summary>
    public SignedPapers Papers { get; }

    public override string BodyName => _document.Body.Name;

    public override DateTime Dated => Papers.SubmittedAt;

    public override string SignedContentHash => Papers.ContentHash;

    public override IReadOnlyList<PackedFile> Evidence { get; }

    public override IReadOnlyList<BundleItem> BundleItems =>
        [.. _document.Evidence.Select(e => new BundleItem(e.Number, e.Title, Papers.Paths.GetValueOrDefault(e.Number, ""), e.ContentType, e.Sha256))];

    public override IBundleText Text => new SignedText(Index());

    public override BundleSections Sections { get; } = new("A", "B");

    public override string TextPdf => PackFaces.TextPdf;

    public override IEnumerable<PackFace> Data()
    {
        yield return Papers.IsRedacted
            ? PackFace.OfText(PackFaces.RedactedText, _document.ToJson)
            : PackFace.OfText(PackFaces.SignedText, () => _version.Content, _version.ContentHash);
        yield return PackFace.OfText("signatures.json", SignaturesJson);
        if (Papers.OnRecord.Count > 0)
        {
            yield return PackFace.OfText("caveats.json", CaveatsJson);
        }
    }

    public override IEnumerable<PackFace> Faces(bool isBound, IReadOnlyList<BaggedFile> written) => PackFaces.Of(this, isBound, written);

    /// <summary>The signatures as JSON: who signed which hash when.</summary>
    private string SignaturesJson() => JsonSerializer.Serialize(
        _version.Signatures.OrderBy(s => s.SignedAt).Zip(Papers.Signatures, (s, by) => new { s.Role, by.Name, s.SignedAt, ContentHash = by.ContentHash.Length == 0 ? null : by.ContentHash }), DocumentJson.Format);

    /// <summary>All that is on the record, as JSON. What was said before freezing stands in the signed text too.</summary>
    private string CaveatsJson() => JsonSerializer.Serialize(Papers.OnRecord, DocumentJson.Format);

    /// <param name="isBound">True where the pack holds the bundle.</param>
    public PackDocument Index(bool isBound = false)
    {
        var register = _document.Evidence.ToDictionary(e => e.Number, e => new PackEvidence(
            e.Number, e.MarkedTitle, e.Kind, e.Describes, e.Shows, Papers.Paths.GetValueOrDefault(e.Number, ""), e.Sha256, e.Size));
        return new PackDocument
        {
            Title = Papers.IsRedacted ? "Self-assessment and evidence, redacted" : "Self-assessment and evidence",
            BodyName = _document.Body.Name,
            FrameworkTitle = _document.Framework.Title,
            Questions = _document.Framework.Questions ?? AnswerQuestions.AsHeadings,
            Period = $"{_document.PeriodFrom.Words()} to {_document.PeriodTo.Words()}",
            Submitted = Papers.SubmittedAt.Words(),
            SubmittedOn = DateOnly.FromDateTime(UkTime.InUk(Papers.SubmittedAt)),
            ContentHash = Papers.ContentHash,
            Judgements = [.. _document.Judgements.Select(j => Judgement(j, register))],
            Evidence = [.. register.Values],
            Signatures = [.. Papers.Signatures.Select(s => new PackSignature(s.Post, s.Name, s.At.Words(), s.ContentHash))],
            AnnexA = [.. (_document.AnnexA ?? []).Select(q => ($"{q.Id} {q.Title}", q.Question, q.Said))],
            Caveats = [.. Papers.OnRecord.Select(Caveat)],
            Withheld = Papers.Withheld,
            Files = PackFaces.Named(isBound, Papers.IsRedacted),
            Attribution = _document.Attribution,
        };
    }

    private PackCaveat Caveat(CaveatSection caveat) => new(
        $"{caveat.Kind.Words()} on {caveat.Subject ?? "the whole"}",
        caveat.Text,
        $"{caveat.By}, {caveat.Post}, {caveat.At.Words()}{(caveat.At > _version.FrozenAt ? ", after the version was frozen" : "")}",
        [.. caveat.Answers.Select(a => (a.Text, $"{a.By}, {a.Post}, {a.At.Words()}"))],
        caveat.Subject);

    private static PackJudgement Judgement(JudgementSection section, Dictionary<int, PackEvidence> register) => new()
    {
        Code = section.Code,
        Title = section.Title,
        GradeLabel = section.GradeLabel,
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
            Strength = c.Answer?.Strength,
            Next = c.Answer?.Next,
            SelfGradeLabel = c.SelfGradeLabel,
            Evidence = [.. c.Evidence.Select(u => new PackEvidenceLink(register[u.Number], u.Passage, u.Reference))],
        })],
    };
}
