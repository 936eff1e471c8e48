using Portal.Web.Documents.PackIndex;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Documents.Bundles;

/// <summary>The signed self-assessment as the text of a bundle: cover, index with pages, and the text, whose references name pages of the evidence.</summary>
internal sealed class SignedText(PackDocument pack) : IBundleText
{
    private const string AnnexA = "Annex A questions", Caveats = "Caveats and dissent", Signatures = "Signatures";

    private readonly EvidenceUses _uses = new(pack);
    private readonly Dictionary<int, PackEvidence> _register = pack.Evidence.ToDictionary(e => e.Number);

    public string Title => pack.Title;

    public string BodyName => pack.BodyName;

    public IReadOnlyList<string> Headings =>
    [
        .. pack.Judgements.Select(TitleOf),
        .. pack.AnnexA.Count > 0 ? [AnnexA] : Array.Empty<string>(),
        .. pack.Caveats.Count > 0 ? [Caveats] : Array.Empty<string>(),
        Signatures,
    ];

    public BundleDivider DividerOf(int number)
    {
        var evidence = _register[number];
        return new BundleDivider(
            evidence.Title,
            [
                ("Kind", $"{evidence.Kind.Words()}, {evidence.Describes.Words()}"),
                .. evidence.IsWithheld ? [] : new[] { ("What it shows", evidence.Shows) },
                ("Where it is used", string.Join("; ", _uses.Of(evidence).Select(u => u.Text))),
                .. evidence.IsWithheld ? [] : new[] { ("File in the pack", evidence.Href) },
            ],
            evidence.Sha256);
    }

    public void Write(HtmlText html, EvidencePlaces places, IReadOnlyDictionary<string, PagePlace> headings)
    {
        Cover(html, places.AreLinked);
        BundleFront.Index(html, new("Section A: self-assessment", "Section B: evidence"), this, pack.Evidence, places, headings);
        foreach (var (i, judgement) in pack.Judgements.Index())
        {
            html.Element("h2", TitleOf(judgement));
            new BoundJudgement(html, pack, i + 1, places).Write();
        }

        if (pack.AnnexA.Count > 0)
        {
            html.Element("h2", AnnexA);
            RecordPages.AnnexA(html, pack, 3);
        }

        if (pack.Caveats.Count > 0)
        {
            html.Element("h2", Caveats);
            RecordPages.Caveats(html, pack, 3);
        }

        html.Element("h2", Signatures);
        RecordPages.Signatures(html, pack);
    }

    private void Cover(HtmlText html, bool isBound) => BundleFront.Cover(html, this, new(
        [("Framework", pack.FrameworkTitle), ("Period", pack.Period), ("Submitted", pack.Submitted), .. pack.Withheld.Select(note => ("Withheld", note))],
        pack.ContentHash.Length == 0 ? [] : [("Content hash that was signed", pack.ContentHash)],
        isBound
            ? "Section A is the self-assessment, section B the evidence in the order of its number. Each page carries its place in its lower right corner. This bundle is not tagged for "
                + "assistive technology: index.html in the pack says the same and is made to be read with it."
            : "Places such as B-12 are pages of bundle.pdf, in the same pack.",
        pack.Attribution));

    private static string TitleOf(PackJudgement judgement) => $"{judgement.Code} {judgement.Title}";
}
