namespace Portal.Web.Documents.PackIndex;

/// <summary>One page of the HTML edition.</summary>
/// <param name="Name">Below <c>data/</c>.</param>
/// <param name="Title">Its h1.</param>
/// <param name="Main">Writes what follows the h1.</param>
internal sealed record EditionPage(string Name, string Title, Action<HtmlText> Main);
