using Portal.Web.Documents.Bags;
using Portal.Web.Documents.Bundles;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Documents.Papers;

namespace Portal.Web.Features.Packs.Contents;

/// <summary>The faces of a pack beside its data and its evidence.</summary>
internal static class PackFaces
{
    public const string TextPdf = "self-assessment.pdf";

    public const string SignedText = "self-assessment.json";

    public const string RedactedText = "self-assessment.redacted.json";

    private const string Word = "self-assessment.docx";
    private const string Workbook = "grades-answers-actions.xlsx";

    /// <summary>Files that the start page names, by path below <c>data/</c>.</summary>
    /// <param name="isBound">True where the pack holds the bundle.</param>
    /// <param name="isRedacted">True where something is withheld.</param>
    public static IReadOnlyList<(string Name, string Title)> Named(bool isBound, bool isRedacted) =>
    [
        .. isBound ? [(BundleReport.BundleName, "Every document bound into one PDF"), (TextPdf, "The self-assessment as a PDF")] : Array.Empty<(string, string)>(),
        (BundleReport.Name, "What became of each document in the bundle, as data"),
        (Word, "The whole self-assessment as a Word document that can be edited"),
        (Workbook, "Grades, answers and actions as an Excel workbook"),
        isRedacted ? (RedactedText, "The self-assessment without what is withheld, as data") : (SignedText, "The signed self-assessment as data"),
        ("signatures.json", "The signatures as data"),
        (HowToCheck.Name, "How to check this pack"),
        (CrateMetadata.Name, "Description of every file, for programs (RO-Crate)"),
    ];

    /// <param name="contents">What the pack is made from.</param>
    /// <param name="isBound">True where the pack holds the bundle.</param>
    /// <param name="written">The files of the bag, as they are written: the last face describes all that came before it.</param>
    public static IEnumerable<PackFace> Of(SignedContents contents, bool isBound, IReadOnlyList<BaggedFile> written)
    {
        var (papers, edition) = (contents.Papers, new HtmlEdition(contents.Index(isBound)));
        var titles = Named(isBound, papers.IsRedacted).Concat(edition.Pages).Append(("caveats.json", "Caveats and dissent as data")).ToDictionary(f => f.Item1, f => f.Item2, StringComparer.Ordinal);
        return
        [
            .. edition.Pages.Select(page => PackFace.Written(page.Name, writer => edition.Write(writer, page.Name))),
            new(Word, (output, ct) => SignedWord.WriteAsync(output, papers, ct)),
            new(Workbook, (output, ct) => SignedTables.WriteAsync(output, papers, ct)),
            PackFace.OfText(HowToCheck.Name, () => HowToCheck.Text(papers)),
            new(CrateMetadata.Name, new CrateMetadata(papers.Crate, written, titles).WriteAsync),
        ];
    }
}
