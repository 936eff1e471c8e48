using System.Text;
using Portal.Web.Documents.Bags;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Documents.Papers;

namespace Portal.Web.Features.Packs;

/// <summary>One way of reading a pack: a further file of its bag.</summary>
/// <param name="Name">Below <c>data/</c>.</param>
/// <param name="Title">What it is called.</param>
/// <param name="WriteAsync">Writes it, to be called when its turn has come; the same signed version gives the same bytes.</param>
internal sealed record PackFace(string Name, string Title, Func<Stream, CancellationToken, Task> WriteAsync);

/// <summary>The faces of a pack beside its data and its evidence.</summary>
internal static class PackFaces
{
    private const string Word = "self-assessment.docx";
    private const string Workbook = "grades-answers-actions.xlsx";
    private const string Check = "HOW-TO-CHECK.txt";

    /// <summary>Files that the start page names, by path below <c>data/</c>.</summary>
    /// <param name="isBound">True where the pack holds the bundle.</param>
    public static IReadOnlyList<(string Name, string Title)> Named(bool isBound) =>
    [
        .. isBound ? [("bundle.pdf", "Every document bound into one PDF"), ("self-assessment.pdf", "The self-assessment as a PDF")] : Array.Empty<(string, string)>(),
        ("bundle-report.json", "What became of each document in the bundle, as data"),
        (Word, "The whole self-assessment as a Word document that can be edited"),
        (Workbook, "Grades, answers and actions as an Excel workbook"),
        ("self-assessment.json", "The signed self-assessment as data"),
        ("signatures.json", "The signatures as data"),
        (Check, "How to check this pack"),
        (CrateMetadata.Name, "Description of every file, for programs (RO-Crate)"),
    ];

    /// <param name="contents">What the pack is made from.</param>
    /// <param name="isBound">True where the pack holds the bundle.</param>
    /// <param name="written">The files of the bag, as they are written: the last face describes all that came before it.</param>
    public static IEnumerable<PackFace> Of(PackContents contents, bool isBound, IReadOnlyList<BaggedFile> written)
    {
        var (papers, edition) = (contents.Papers, new HtmlEdition(contents.Index(isBound)));
        var titles = Named(isBound).Concat(edition.Pages).Append(("caveats.json", "Caveats and dissent as data")).ToDictionary(f => f.Item1, f => f.Item2, StringComparer.Ordinal);
        return
        [
            .. edition.Pages.Select(page => Face(page.Name, (output, ct) => PageAsync(output, edition, page.Name, ct))),
            Face(Word, (output, ct) => SignedWord.WriteAsync(output, papers, ct)),
            Face(Workbook, (output, ct) => SignedTables.WriteAsync(output, papers, ct)),
            Face(Check, async (output, ct) => await output.WriteAsync(Encoding.UTF8.GetBytes(HowToCheck.Text(papers)), ct)),
            Face(CrateMetadata.Name, new CrateMetadata(papers, written, titles).WriteAsync),
        ];

        PackFace Face(string name, Func<Stream, CancellationToken, Task> write) => new(name, titles[name], write);
    }

    private static async Task PageAsync(Stream output, HtmlEdition edition, string name, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true);
        edition.Write(writer, name);
    }
}
