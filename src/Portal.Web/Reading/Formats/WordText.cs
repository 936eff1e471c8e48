using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Portal.Domain.Evidence;

namespace Portal.Web.Reading.Formats;

/// <summary>
/// The text of a Word document. Its pages are where Word broke them when it last saved the document; one that was never laid out is read in parts.
/// Footnotes and endnotes come last. What was deleted under tracked changes is left out.
/// </summary>
internal static class WordText
{
    public static void Read(Stream content, PageCollector pages, ReadingLimits limits)
    {
        PackedDocument.RequireWithin(content, limits);
        using var document = WordprocessingDocument.Open(content, isEditable: false);
        var main = document.MainDocumentPart ?? throw new DamagedDocument("It has no main part.");
        var read = Texts(main).ToList();
        read.AddRange(new OpenXmlPart?[] { main.FootnotesPart, main.EndnotesPart }.OfType<OpenXmlPart>().Select(notes => Texts(notes).First().Text).Where(t => !string.IsNullOrWhiteSpace(t))
            .Select(t => (t, true)));
        if (read.Exists(r => r.Broken))
        {
            read.ForEach(r => pages.Add(r.Text));
            return;
        }

        pages.Unit = PageUnit.Part;
        pages.AddParts(read[0].Text.Split('\n'));
    }

    /// <summary>The texts between page breaks, and whether a break stands behind each.</summary>
    private static IEnumerable<(string Text, bool Broken)> Texts(OpenXmlPart part)
    {
        var text = new StringBuilder();
        using var reader = OpenXmlReader.Create(part);
        var going = reader.Read();
        while (going)
        {
            var type = reader.ElementType;
            if (reader.IsStartElement && (type == typeof(AlternateContentFallback) || type == typeof(DeletedRun) || type == typeof(MoveFromRun)))
            {
                reader.Skip(); // The same again for programs that do not know the first, or what is no longer there.
                going = !reader.EOF;
                continue;
            }

            if (reader.IsStartElement && IsPageBreak(reader) && text.Length > 0)
            {
                yield return (text.ToString(), true);
                text.Clear();
            }

            text.Append(WordsOf(reader));
            going = reader.Read();
        }

        yield return (text.ToString(), false);
    }

    private static bool IsPageBreak(OpenXmlReader reader) =>
        reader.ElementType == typeof(LastRenderedPageBreak)
        || (reader.ElementType == typeof(Break) && reader.Attributes.Any(a => a.LocalName == "type" && a.Value == "page"));

    private static string WordsOf(OpenXmlReader reader) => (reader.ElementType, reader.IsStartElement) switch
    {
        (var type, true) when type == typeof(Text) => reader.GetText(),
        (var type, true) when type == typeof(TabChar) => "\t",
        (var type, true) when type == typeof(Break) || type == typeof(CarriageReturn) => "\n",
        (var type, true) when type == typeof(NoBreakHyphen) => "-",
        (var type, false) when type == typeof(Paragraph) => "\n",
        _ => "",
    };
}
