namespace Portal.Web.Documents.PackIndex;

/// <summary>The readiness notes by kind.</summary>
internal static class ReadinessPage
{
    public static string IdOf(NoteKind kind) => $"notes-{(int)kind + 1}";

    public static void Write(HtmlText html, PackDocument pack)
    {
        html.Element("p", "What the signed text leaves open, computed from it alone. A note is a question, not a finding.");
        var notes = ReadinessNotes.Of(pack).ToLookup(n => n.Kind);
        foreach (var kind in Enum.GetValues<NoteKind>())
        {
            html.Markup($"<section aria-labelledby=\"{IdOf(kind)}\">\n").Element("h2", kind.Words(), $" id=\"{IdOf(kind)}\"");
            if (!notes.Contains(kind))
            {
                html.Element("p", "None.");
            }
            else
            {
                html.Markup("<ul>\n");
                foreach (var note in notes[kind])
                {
                    html.Markup("<li>").Place(note.Address, note.Text).Markup("</li>\n");
                }

                html.Markup("</ul>\n");
            }

            html.Markup("</section>\n");
        }
    }
}
