namespace Portal.Web.Documents.Bundles;

/// <summary>What is bound into one PDF, in order.</summary>
/// <param name="Output">Path of the PDF; there only when it is whole.</param>
/// <param name="Title">In the document's properties.</param>
/// <param name="Author">In the document's properties.</param>
/// <param name="Parts">In order.</param>
public sealed record BindingPlan(string Output, string Title, string Author, IReadOnlyList<BindingPart> Parts);

/// <summary>Pages that are bound one after the other.</summary>
/// <param name="Path">The PDF they are in.</param>
/// <param name="From">The first of them, from 1.</param>
/// <param name="Count">How many.</param>
/// <param name="Section">The letter of the section, whose numbers run on from part to part.</param>
/// <param name="Bookmark">Title of its bookmark; null for none.</param>
/// <param name="Level">0 for a bookmark at the top; more below the last one that is higher.</param>
/// <param name="Item">Number of the evidence whose pages they are; null for pages of the portal's own making.</param>
public sealed record BindingPart(string Path, int From, int Count, string Section, string? Bookmark, int Level, int? Item);
