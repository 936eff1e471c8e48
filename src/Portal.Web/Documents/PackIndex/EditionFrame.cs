namespace Portal.Web.Documents.PackIndex;

/// <summary>What stands around the main part of every page that is read from a pack.</summary>
internal static class EditionFrame
{
    /// <param name="writer">UTF-8, as the page declares; left open.</param>
    /// <param name="page">The page.</param>
    /// <param name="body">Name of the board or authority.</param>
    /// <param name="attribution">Whose words the framework quotes, and under which licence.</param>
    /// <param name="navigation">Writes the links to other pages; null where there are none.</param>
    public static void Write(TextWriter writer, EditionPage page, string body, string attribution, Action<HtmlText>? navigation = null)
    {
        var html = new HtmlText(writer, page.Name);
        html.Markup("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\" />\n")
            .Markup("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n")
            .Markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n")
            .Element("title", $"{page.Title} – {body}")
            .Markup("<style>\n").Markup(PackIndexStyle.Css).Markup("\n</style>\n</head>\n<body>\n")
            .Markup("<a class=\"skip\" href=\"#main\">Skip to main content</a>\n<header>\n")
            .Element("p", body).Markup("</header>\n");
        navigation?.Invoke(html);
        html.Markup("<main id=\"main\" tabindex=\"-1\">\n").Element("h1", page.Title);
        page.Main(html);
        html.Markup("</main>\n<footer>\n").Paragraphs(attribution).Markup("</footer>\n</body>\n</html>\n");
    }
}
