namespace Portal.Web.Documents.Bundles;

/// <summary>A bundle that was made, in the working folder.</summary>
/// <param name="Path">All pages in order; not tagged.</param>
/// <param name="TextPath">The text alone; tagged.</param>
/// <param name="Pages">Of the whole.</param>
/// <param name="Items">What became of each item of evidence.</param>
public sealed record Bundle(string Path, string TextPath, int Pages, IReadOnlyList<BoundItem> Items);

/// <summary>What is to be bound.</summary>
/// <param name="Text">What the portal itself says.</param>
/// <param name="Items">The evidence in the order of its number.</param>
/// <param name="Dated">UTC; the day the PDFs carry.</param>
/// <param name="Sections">Letters of the text's pages and of the evidence's.</param>
/// <param name="Open">Opens the content of an item.</param>
internal sealed record BundleOrder(
    IBundleText Text, IReadOnlyList<BundleItem> Items, DateTime Dated, BundleSections Sections, Func<BundleItem, CancellationToken, Task<Stream>> Open);

/// <summary>Letters before the page numbers.</summary>
/// <param name="Text">Of the pages of the text.</param>
/// <param name="Evidence">Of the pages of the evidence.</param>
internal sealed record BundleSections(string Text, string Evidence);
