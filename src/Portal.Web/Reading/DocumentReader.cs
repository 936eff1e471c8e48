using System.Diagnostics.CodeAnalysis;
using Portal.Domain.Evidence;
using Portal.Web.Files;
using Portal.Web.Reading.Formats;

namespace Portal.Web.Reading;

/// <summary>Reads the text of a document in the present process. What comes from outside is read in a process of its own: see <see cref="SeparateReader"/>.</summary>
public static class DocumentReader
{
    /// <summary>Raised when reading gets better, so that what was read before is read again.</summary>
    public const int Version = 3;

    private static readonly Dictionary<string, (PageUnit Unit, Action<Stream, PageCollector, ReadingLimits> Read)> _formats = new(StringComparer.Ordinal)
    {
        [AcceptedTypes.Pdf.ContentType] = (PageUnit.Page, (content, pages, _) => PdfText.Read(content, pages)),
        [AcceptedTypes.Docx.ContentType] = (PageUnit.Page, WordText.Read),
        [AcceptedTypes.Pptx.ContentType] = (PageUnit.Slide, SlideText.Read),
        [AcceptedTypes.Xlsx.ContentType] = (PageUnit.Sheet, SheetText.Read),
        [AcceptedTypes.Odt.ContentType] = (PageUnit.Page, OpenDocumentText.ReadText),
        [AcceptedTypes.Odp.ContentType] = (PageUnit.Slide, OpenDocumentText.ReadSlides),
        [AcceptedTypes.Ods.ContentType] = (PageUnit.Sheet, OpenDocumentText.ReadSheets),
        [AcceptedTypes.Email.ContentType] = (PageUnit.Part, (content, pages, _) => EmailText.Read(content, pages)),
        [AcceptedTypes.Text.ContentType] = (PageUnit.Part, (content, pages, _) => PlainText.Read(content, pages)),
        [AcceptedTypes.Csv.ContentType] = (PageUnit.Part, (content, pages, _) => PlainText.ReadCsv(content, pages)),
        [HtmlText.ContentType] = (PageUnit.Part, (content, pages, _) => HtmlText.Read(content, pages)),
    };

    /// <summary>True for kinds of file whose text can be read.</summary>
    public static bool Reads(string contentType) => _formats.ContainsKey(contentType);

    /// <summary>Reads a document to its end, whatever it is: a broken or hostile one is an answer, not an exception.</summary>
    /// <param name="content">Seekable.</param>
    /// <param name="contentType">As the portal found it in the content.</param>
    /// <param name="limits">What the reading may take; time and memory are kept by whoever started the process.</param>
    [SuppressMessage("Design", "CA1031", Justification = "Libraries meet a broken document with every kind of exception; each of them says that it is damaged.")]
    public static ReadText Read(Stream content, string contentType, ReadingLimits limits)
    {
        if (!_formats.TryGetValue(contentType, out var format))
        {
            return ReadText.Without(ReadingState.NotReadable);
        }

        var pages = new PageCollector(limits) { Unit = format.Unit };
        try
        {
            format.Read(content, pages, limits);
            return new ReadText(pages.HasText ? ReadingState.Read : ReadingState.NoText, pages.Unit, pages.HasText ? pages.Pages : []);
        }
        catch (Exception ended)
        {
            return ReadText.Without(StateOf(ended), pages.Unit);
        }
    }

    private static ReadingState StateOf(Exception ended) => ended switch
    {
        NeedsPassword => ReadingState.Encrypted,
        BeyondLimits or OutOfMemoryException or InsufficientExecutionStackException => ReadingState.TooLarge,
        _ when ended.InnerException is { } inner => StateOf(inner),
        _ => ReadingState.Damaged,
    };
}
