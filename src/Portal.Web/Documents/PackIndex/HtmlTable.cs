namespace Portal.Web.Documents.PackIndex;

/// <summary>A table with caption and headers; one wider than the window scrolls in a region that the keyboard can reach.</summary>
internal sealed class HtmlTable
{
    private readonly HtmlText _html;

    public HtmlTable(HtmlText html, string id, string caption, params ReadOnlySpan<string> columns)
    {
        _html = html;
        html.Markup($"<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{id}\">\n<table>\n")
            .Element("caption", caption, $" id=\"{id}\"").Markup("<thead>\n<tr>");
        foreach (var column in columns)
        {
            html.Markup("<th scope=\"col\">").Text(column).Markup("</th>");
        }

        html.Markup("</tr>\n</thead>\n<tbody>\n");
    }

    public void Cell(string text) => _html.Markup("<td>").Text(text).Markup("</td>");

    public void Code(string text) => _html.Markup("<td><code>").Text(text).Markup("</code></td>");

    public void End() => _html.Markup("</tbody>\n</table>\n</div>\n");
}
