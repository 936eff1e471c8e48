using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Portal.WebTests.Infrastructure;

/// <summary>A PDF that another program made of what was written, read back.</summary>
public sealed partial class RenderedPdf : IDisposable
{
    private readonly PdfDocument _document;
    private readonly string _letters;

    public RenderedPdf(byte[] content)
    {
        _document = PdfDocument.Open(content);
        _letters = string.Concat(_document.GetPages().Select(p => Letters(p.Text)));
    }

    public int Pages => _document.NumberOfPages;

    /// <summary>No sentence of the texts is missing, but for those that a page break may part.</summary>
    public RenderedPdf ShouldSayAllOf(IEnumerable<string> texts)
    {
        var sentences = texts.SelectMany(t => Sentences().Matches(t).Select(m => Letters(m.Value))).Where(s => s.Length > 0).ToList();
        var lost = sentences.Where(s => !_letters.Contains(s, StringComparison.Ordinal)).ToList();
        lost.Count.ShouldBeLessThan(Pages, string.Join('\n', lost.Distinct().Take(20)));
        _letters.Length.ShouldBeGreaterThanOrEqualTo(sentences.Sum(s => s.Length));
        return this;
    }

    /// <summary>Every letter is on its page, and none is cut at its edge.</summary>
    public RenderedPdf ShouldKeepWithinItsPages()
    {
        foreach (var page in _document.GetPages())
        {
            page.Letters.Where(l => l.Value.Trim().Length > 0 && !IsOn(page, l)).Select(l => l.Value).ShouldBeEmpty($"on page {page.Number}");
        }

        return this;
    }

    public void Dispose() => _document.Dispose();

    private static bool IsOn(Page page, Letter letter) => letter.StartBaseLine.X >= 0 && letter.EndBaseLine.X <= page.Width && letter.StartBaseLine.Y >= 0 && letter.StartBaseLine.Y <= page.Height;

    /// <summary>Without what a program may set otherwise: spaces, hyphens, joined letters, letters of other scripts and their order.</summary>
    private static string Letters(string text) => NoLetters().Replace(text.Normalize(NormalizationForm.FormKC), "");

    [GeneratedRegex("[^A-Za-z0-9]", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex NoLetters();

    [GeneratedRegex("[ -\\-/-~]+", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex Sentences();
}
