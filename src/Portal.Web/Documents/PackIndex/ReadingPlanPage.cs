using System.Globalization;

namespace Portal.Web.Documents.PackIndex;

/// <summary>The reading plan as a table.</summary>
internal static class ReadingPlanPage
{
    public static void Write(HtmlText html, PackDocument pack)
    {
        html.Element("p", $"What to read first, and why: {ReadingPlan.Minutes} minutes in all. The plan follows set rules and looks at the signed text alone. It judges nothing, and what it leaves out may matter as much.");
        var table = new HtmlTable(html, "plan", "Reading plan", "Order", "What to read", "Why", "Minutes");
        var steps = ReadingPlan.Of(pack);
        for (var i = 0; i < steps.Count; i++)
        {
            html.Markup("<tr>");
            table.Cell((i + 1).ToString(CultureInfo.InvariantCulture));
            html.Markup("<th scope=\"row\">").Place(steps[i].Address, steps[i].What).Markup("</th>");
            table.Cell(steps[i].Why);
            table.Cell(steps[i].Minutes.ToString(CultureInfo.InvariantCulture));
            html.Markup("</tr>\n");
        }

        table.End();
    }
}
