namespace Portal.Web.Documents.PackIndex;

/// <summary>What is on the record beside the answers; <c>level</c> is that of the headings, 2 for an h2.</summary>
internal static class RecordPages
{
    public static void AnnexA(HtmlText html, PackDocument pack, int level)
    {
        foreach (var (heading, question, said) in pack.AnnexA)
        {
            html.Element($"h{level}", heading).Markup("<div class=\"criterion\">\n").Paragraphs(question).Markup("</div>\n").Paragraphs(string.IsNullOrWhiteSpace(said) ? "Not answered." : said);
        }
    }

    public static void Caveats(HtmlText html, PackDocument pack, int level)
    {
        for (var i = 0; i < pack.Caveats.Count; i++)
        {
            var caveat = pack.Caveats[i];
            html.Element($"h{level}", caveat.Heading, $" id=\"{PackAddress.CaveatId(i + 1)}\"").Element("p", caveat.By).Paragraphs(caveat.Text);
            foreach (var (text, by) in caveat.Answers)
            {
                html.Element($"h{level + 1}", $"Answered by {by}").Paragraphs(text);
            }
        }
    }

    public static void Signatures(HtmlText html, PackDocument pack)
    {
        var hashes = pack.ContentHash.Length > 0;
        html.Element("p", hashes
            ? "Each signature stands under the content hash: the SHA-256 of the file self-assessment.json as it was shown to whoever signed."
            : "Each signature stands under the whole text as it was shown to whoever signed, before anything was withheld from this pack.");
        var table = new HtmlTable(html, "signatures", "Who signed this version", ["Post", "Name", "Signed at", .. hashes ? ["Content hash signed"] : Array.Empty<string>()]);
        foreach (var signature in pack.Signatures)
        {
            html.Markup("<tr><th scope=\"row\">").Text(signature.Post).Markup("</th>");
            table.Cell(signature.Name);
            table.Cell(signature.SignedAt);
            if (hashes)
            {
                table.Code(signature.ContentHash);
            }

            html.Markup("</tr>\n");
        }

        table.End();
    }
}
