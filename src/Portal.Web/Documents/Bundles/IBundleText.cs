using Portal.Web.Documents.PackIndex;

namespace Portal.Web.Documents.Bundles;

/// <summary>What the portal itself says in a bundle: the text before the evidence, and what stands on the divider of each item.</summary>
internal interface IBundleText
{
    /// <summary>Of the whole; its h1.</summary>
    string Title { get; }

    string BodyName { get; }

    /// <summary>The h2 of the text in their order. Each begins a page, which the index names.</summary>
    IReadOnlyList<string> Headings { get; }

    /// <summary>Writes cover, index and text.</summary>
    /// <param name="html">Written to.</param>
    /// <param name="places">Where the evidence stands.</param>
    /// <param name="headings">By heading, the page of the bundle it begins on; empty as long as that is not known.</param>
    void Write(HtmlText html, EvidencePlaces places, IReadOnlyDictionary<string, PagePlace> headings);

    /// <summary>What stands on the divider of an item, by its number.</summary>
    BundleDivider DividerOf(int number);
}

/// <summary>What stands on the divider of an item of evidence.</summary>
/// <param name="Title">Of the item.</param>
/// <param name="Facts">What is told of it.</param>
/// <param name="Sha256">Of its file; empty where that is not in the pack.</param>
internal sealed record BundleDivider(string Title, IReadOnlyList<(string Term, string Value)> Facts, string Sha256);
