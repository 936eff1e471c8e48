using Portal.Web.Documents.Bundles;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Documents.Supplements;

/// <summary>A supplement as the text of a bundle.</summary>
internal sealed class SupplementText(SupplementDocument supplement) : IBundleText
{
    private const string Added = "What was added late";

    public string Title => supplement.Title;

    public string BodyName => supplement.Body.Name;

    public IReadOnlyList<string> Headings => [Added];

    /// <summary>Letters of its own, so that no page of the pack or of another supplement has the same place.</summary>
    public static BundleSections SectionsOf(int number) => new($"S{number}A", $"S{number}B");

    public BundleDivider DividerOf(int number)
    {
        var late = supplement.Additions.First(a => a.Entry.Number == number);
        return new BundleDivider(
            late.Entry.MarkedTitle,
            [
                ("Late", late.Added),
                ("Kind", $"{late.Entry.Kind.Words()}, {late.Entry.Describes.Words()}"),
                ("What it adds", late.Entry.Shows),
                ("Criterion that it supports", late.Criterion),
                ("File in the supplement", late.File),
            ],
            late.Entry.Sha256);
    }

    public void Write(HtmlText html, EvidencePlaces places, IReadOnlyDictionary<string, PagePlace> headings)
    {
        var sections = SectionsOf(supplement.Number);
        BundleFront.Cover(html, this, new(
            SupplementWords.Facts(supplement),
            SupplementWords.Hashes(supplement),
            places.AreLinked
                ? $"{SupplementWords.NotSigned} Section {sections.Text} says what was added, section {sections.Evidence} holds it. This bundle is not tagged for assistive technology: index.html in the "
                    + "supplement says the same and is made to be read with it."
                : $"{SupplementWords.NotSigned} Places such as {sections.Evidence}-12 are pages of bundle.pdf, in the same supplement.",
            supplement.Attribution));
        BundleFront.Index(
            html, ($"Section {sections.Text}: what was added", $"Section {sections.Evidence}: evidence"), this, supplement.Additions.Select(a => a.Evidence), places, headings);
        html.Element("h2", Added);
        foreach (var late in supplement.Additions)
        {
            html.Element("h3", SupplementWords.Heading(late));
            SupplementWords.Said(html, late, at =>
            {
                places.Write(at, places.Of(new PackEvidenceLink(late.Evidence, late.Passage)));
                at.Text($" {late.File}");
            });
        }
    }
}
