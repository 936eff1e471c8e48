using Portal.Web.Documents.Office;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Portal.WebTests.Features.Packs;

/// <summary>Documents as people bring them as evidence.</summary>
internal static class WrittenDocuments
{
    /// <summary>The smallest PNG: one grey point.</summary>
    public static byte[] Picture { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    /// <summary>A PDF with these words, each on a page of their own.</summary>
    public static byte[] Pdf(params IReadOnlyList<string> pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        foreach (var words in pages)
        {
            builder.AddPage(PageSize.A4).AddText(words, 12, new PdfPoint(50, 700), font);
        }

        return builder.Build();
    }

    /// <summary>A Word document.</summary>
    public static byte[] Word(string text)
    {
        using var file = new MemoryStream();
        using (var word = new DocxWriter(file, "Minutes"))
        {
            word.Text(text);
        }

        return file.ToArray();
    }
}
