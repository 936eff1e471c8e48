namespace Portal.Web.Documents.Bundles;

/// <summary>A bundle that was made, in the working folder.</summary>
/// <param name="Path">All pages in order; not tagged.</param>
/// <param name="TextPath">The self-assessment alone; tagged.</param>
/// <param name="Pages">Of the whole.</param>
/// <param name="Items">What became of each item of evidence.</param>
public sealed record Bundle(string Path, string TextPath, int Pages, IReadOnlyList<BoundItem> Items);

/// <summary>What is to be bound.</summary>
/// <param name="Document">What was signed.</param>
/// <param name="Items">The evidence in the order of its number.</param>
/// <param name="Dated">UTC; the day the PDFs carry.</param>
/// <param name="Section">Letter of the evidence's pages.</param>
/// <param name="Open">Opens the content of an item by its SHA-256.</param>
public sealed record BundleOrder(
    PackIndex.PackDocument Document, IReadOnlyList<BundleItem> Items, DateTime Dated, string Section, Func<BundleItem, CancellationToken, Task<Stream>> Open);
