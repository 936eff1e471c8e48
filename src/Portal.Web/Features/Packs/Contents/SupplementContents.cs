using Portal.Web.Documents.Bags;
using Portal.Web.Documents.Bundles;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Documents.Papers;
using Portal.Web.Documents.Supplements;

namespace Portal.Web.Features.Packs.Contents;

/// <summary>What goes into a supplement: what was added late, and nothing of what was signed.</summary>
internal sealed class SupplementContents(SupplementDocument supplement) : PackContents
{
    public override string BodyName => supplement.Body.Name;

    public override DateTime Dated => supplement.Dated;

    public override string SignedContentHash => supplement.SignedContentHash;

    public override IReadOnlyList<PackedFile> Evidence { get; } = [.. supplement.Additions.Select(a => new PackedFile(a.Entry, a.File))];

    public override IBundleText Text => new SupplementText(supplement);

    public override BundleSections Sections => SupplementText.SectionsOf(supplement.Number);

    public override string TextPdf => "supplement.pdf";

    public override IEnumerable<PackFace> Data() => [PackFace.OfText(SupplementDocument.Name, supplement.ToJson)];

    public override IEnumerable<PackFace> Faces(bool isBound, IReadOnlyList<BaggedFile> written)
    {
        var files = Files(isBound);
        var titles = files.Append((Name: PackAddress.Start, Title: supplement.Title)).ToDictionary(f => f.Name, f => f.Title, StringComparer.Ordinal);
        return
        [
            PackFace.Written(PackAddress.Start, writer => SupplementPage.Write(writer, supplement, files)),
            PackFace.OfText(HowToCheck.Name, () => HowToCheck.Beside($"{supplement.Title} of {BodyName}", supplement.PackSha256, supplement.SignedContentHash)),
            new PackFace(CrateMetadata.Name, new CrateMetadata(supplement.Crate, written, titles).WriteAsync),
        ];
    }

    private IReadOnlyList<(string Name, string Title)> Files(bool isBound) =>
    [
        .. isBound ? [(BundleReport.BundleName, "Every document of this supplement bound into one PDF"), (TextPdf, "What was added, as a PDF")] : Array.Empty<(string, string)>(),
        (BundleReport.Name, "What became of each document in the bundle, as data"),
        (SupplementDocument.Name, "What was added late, as data"),
        (HowToCheck.Name, "How to check this supplement"),
        (CrateMetadata.Name, "Description of every file, for programs (RO-Crate)"),
    ];
}
