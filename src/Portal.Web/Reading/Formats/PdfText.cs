using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Exceptions;

namespace Portal.Web.Reading.Formats;

/// <summary>The text of a PDF, page by page.</summary>
internal static class PdfText
{
    public static void Read(Stream content, PageCollector pages)
    {
        try
        {
            using var document = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, ClipPaths = false });
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                pages.Add(ContentOrderTextExtractor.GetText(document.GetPage(number)));
            }
        }
        catch (PdfDocumentEncryptedException)
        {
            throw new NeedsPassword();
        }
    }
}
