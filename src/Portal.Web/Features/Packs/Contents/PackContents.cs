using Portal.Web.Documents;
using Portal.Web.Documents.Bags;
using Portal.Web.Documents.Bundles;

namespace Portal.Web.Features.Packs.Contents;

/// <summary>What goes into a pack. No clock and no random number goes in: the same pack asked for twice has the same manifest.</summary>
internal abstract class PackContents
{
    public abstract string BodyName { get; }

    /// <summary>UTC; the day that everything in the pack carries.</summary>
    public abstract DateTime Dated { get; }

    /// <summary>What was signed, or beside what it stands; empty where that must not be told.</summary>
    public abstract string SignedContentHash { get; }

    /// <summary>Files of evidence in the order of their numbers.</summary>
    public abstract IReadOnlyList<PackedFile> Evidence { get; }

    /// <summary>What the portal itself says in the bundle.</summary>
    public abstract IBundleText Text { get; }

    public abstract BundleSections Sections { get; }

    /// <summary>The PDF of the text alone.</summary>
    public abstract string TextPdf { get; }

    public long EvidenceBytes => Evidence.Sum(e => e.Entry.Size);

    /// <summary>What the bundle has a divider for, in the order of its number.</summary>
    public virtual IReadOnlyList<BundleItem> BundleItems =>
        [.. Evidence.Select(e => new BundleItem(e.Entry.Number, e.Entry.Title, e.Path, e.Entry.ContentType, e.Entry.Sha256))];

    /// <summary>The data of the pack, which comes first.</summary>
    public abstract IEnumerable<PackFace> Data();

    /// <summary>Ways of reading it, which come last.</summary>
    /// <param name="isBound">True where the pack holds the bundle.</param>
    /// <param name="written">The files of the bag, as they are written: the last face describes all that came before it.</param>
    public abstract IEnumerable<PackFace> Faces(bool isBound, IReadOnlyList<BaggedFile> written);
}

/// <summary>A file of evidence in a pack.</summary>
/// <param name="Entry">What is told of it.</param>
/// <param name="Path">Below <c>data/</c>.</param>
internal sealed record PackedFile(EvidenceEntry Entry, string Path);
