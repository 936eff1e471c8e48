using System.Globalization;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Files;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Documents.Supplements;

/// <summary>What a supplement says on its page and in its bundle.</summary>
internal static class SupplementWords
{
    public const string NotSigned = "This evidence came after the self-assessment was signed and submitted. It stands beside what was signed, is no part of it, and changes nothing in the pack. "
        + "Numbers of evidence go on where the pack ended.";

    public static IReadOnlyList<(string Term, string Value)> Facts(SupplementDocument supplement) =>
        [("Framework", supplement.Framework.Title), ("Period", supplement.Period), ("The self-assessment was submitted", supplement.SubmittedAt.Words())];

    public static IReadOnlyList<(string Term, string Hash)> Hashes(SupplementDocument supplement) =>
        [("SHA-256 of the pack beside which it stands", supplement.PackSha256), ("Content hash that was signed", supplement.SignedContentHash)];

    public static string Heading(LateSection late) => string.Create(CultureInfo.InvariantCulture, $"{late.Entry.Number:000} {late.Entry.MarkedTitle}");

    /// <summary>What was said with an addition.</summary>
    /// <param name="html">Written to.</param>
    /// <param name="late">The addition.</param>
    /// <param name="place">Writes where its file is.</param>
    public static void Said(HtmlText html, LateSection late, Action<HtmlText> place)
    {
        html.Element("p", late.Added).Markup("<dl>\n");
        html.Element("dt", "Criterion that it supports").Element("dd", late.Criterion);
        html.Element("dt", "Page or passage").Element("dd", late.Passage ?? "The whole document");
        html.Element("dt", "What it adds").Markup("<dd>").Paragraphs(late.Entry.Shows).Markup("</dd>\n");
        html.Element("dt", "Why it comes late").Markup("<dd>").Paragraphs(late.Reason).Markup("</dd>\n");
        html.Element("dt", "Kind").Element("dd", $"{late.Entry.Kind.Words()}, describes {late.Entry.Describes.Words()}, {ByteCount.InWords(late.Entry.Size)}");
        html.Element("dt", "Document").Markup("<dd>");
        place(html);
        html.Markup("</dd>\n").Element("dt", "SHA-256").Markup("<dd><code>").Text(late.Entry.Sha256).Markup("</code></dd>\n</dl>\n");
    }
}
