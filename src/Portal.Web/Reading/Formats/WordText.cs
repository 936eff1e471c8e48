using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Portal.Domain.Evidence;

namespace Portal.Web.Reading.Formats;

/// <summary>
/// The text of a Word document. Its pages are where Word broke them when it last saved the document; one that was never laid out, whatever breaks somebody put
/// into it, is read in parts.
/// Footnotes and endnotes come last. What was deleted under tracked changes is left out.
/// </summary>
internal static class WordText
{
    public static void Read(Stream content, PageCollector pages, ReadingLimits limits)
    {
        PackedDocument.RequireWithin(content, limits);
        using var document = WordprocessingDocument.Open(content, isEditable: false);
        var main = document.MainDocumentPart ?? throw new DamagedDocument("It has no main part.");
        var (body, wasLaidOut) = PagesOf(main);
        IReadOnlyList<string> read =
        [
            .. body,
            .. new OpenXmlPart?[] { main.FootnotesPart, main.EndnotesPart }.OfType<OpenXmlPart>().Select(notes => string.Concat(PagesOf(notes).Pages)).Where(text => !string.IsNullOrWhiteSpace(text)),
        ];
        if (wasLaidOut && read.All(text => text.Length <= PageCollector.LongestPage))
        {
            foreach (var text in read)
            {
                pages.Add(text);
            }

            return;
        }

        pages.Unit = PageUnit.Part;
        pages.AddParts(read.SelectMany(text => text.Split('\n')));
    }

    /// <summary>The texts between page breaks, and whether Word ever laid the pages out. Behind a break that somebody put there it writes down that a page begins: both are one break.</summary>
    private static (IReadOnlyList<string> Pages, bool WasLaidOut) PagesOf(OpenXmlPart part)
    {
        var pages = new List<string>();
        var text = new StringBuilder();
        var (wasAsked, wasLaidOut) = (false, false);
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

            var isLaidOut = reader.IsStartElement && type == typeof(LastRenderedPageBreak);
            var isAsked = reader.IsStartElement && IsAskedFor(reader);
            if (isAsked || (isLaidOut && text.Length > 0 && !(wasAsked && IsBlank(text))))
            {
                pages.Add(text.ToString());
                text.Clear();
            }

            wasAsked = isAsked || (wasAsked && !isLaidOut);
            wasLaidOut |= isLaidOut;
            text.Append(isAsked ? "" : WordsOf(reader));
            going = reader.Read();
        }

        pages.Add(text.ToString());
        return (pages, wasLaidOut);
    }

    private static bool IsAskedFor(OpenXmlReader reader) =>
        reader.ElementType == typeof(Break) && reader.Attributes.Any(a => a.LocalName == "type" && a.Value == "page");

    private static bool IsBlank(StringBuilder text) => string.IsNullOrWhiteSpace(text.ToString());

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
