using System.Text.Encodings.Web;
using System.Text.Unicode;
using Portal.Domain.Evidence;

namespace Portal.Web.Documents.PackIndex;

/// <summary>Writes HTML in which every text and attribute value is encoded. The result is well-formed XML as well.</summary>
/// <param name="writer">Where it goes.</param>
/// <param name="page">Name of the page below <c>data/</c>; every address is written as seen from it.</param>
internal sealed class HtmlText(TextWriter writer, string page = PackAddress.Start)
{
    private static readonly HtmlEncoder encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Markup of this program's own; never text from a person.</summary>
    public HtmlText Markup(string markup)
    {
        writer.Write(markup);
        return this;
    }

    public HtmlText Text(string text)
    {
        encoder.Encode(writer, WithoutControls(text));
        return this;
    }

    public HtmlText Element(string tag, string text, string attributes = "") =>
        Markup($"<{tag}{attributes}>").Text(text).Markup($"</{tag}>\n");

    /// <summary>An attribute with a leading space, its value encoded.</summary>
    public static string Attribute(string name, string value) => $" {name}=\"{encoder.Encode(WithoutControls(value))}\"";

    /// <summary>Empty lines part paragraphs; a single line end is a line break.</summary>
    /// <param name="text">The text.</param>
    /// <param name="listed">References to evidence that lead to a place on the page.</param>
    public HtmlText Paragraphs(string text, IReadOnlySet<int>? listed = null) =>
        Paragraphs(text, reference => (References.Mark(reference), listed?.Contains(reference) == true ? $"#reference-{reference}" : null));

    /// <inheritdoc cref="Paragraphs(string, IReadOnlySet{int})"/>
    /// <param name="text">The text.</param>
    /// <param name="citing">What is written for a reference to evidence, and where it leads; null for nowhere.</param>
    public HtmlText Paragraphs(string text, Func<int, (string Words, string? Address)> citing)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd());
        var open = false;
        foreach (var line in lines)
        {
            if (line.Length == 0)
            {
                Markup(open ? "</p>\n" : "");
                open = false;
                continue;
            }

            Markup(open ? "<br />" : "<p>");
            Citing(line, citing);
            open = true;
        }

        return Markup(open ? "</p>\n" : "");
    }

    private void Citing(string line, Func<int, (string Words, string? Address)> citing)
    {
        foreach (var (text, reference) in References.Parts(line))
        {
            var (words, address) = reference is { } number ? citing(number) : (text, null);
            Markup(address is null ? "" : $"<a{Attribute("href", address)}>").Text(words).Markup(address is null ? "" : "</a>");
        }
    }

    /// <summary>A file of the pack by its path below <c>data/</c>, each name percent-encoded, so that no title can make it another address.</summary>
    public HtmlText Link(string path, string text)
    {
        var names = path.Split('/');
        if (names.Any(name => name is "" or "." or ".."))
        {
            throw new ArgumentException($"“{path}” is not a path below the page.", nameof(path));
        }

        return Markup($"<a{Attribute("href", PackAddress.From(page, string.Join('/', names.Select(Uri.EscapeDataString))))}>").Text(text).Markup("</a>");
    }

    /// <summary>The title of a piece of evidence with the way to its file; the title alone where it is withheld.</summary>
    public HtmlText Document(PackEvidence evidence) => evidence.IsWithheld ? Text(evidence.Title) : Link(evidence.Href, evidence.Title);

    /// <summary>A link to a place in the edition.</summary>
    /// <param name="address">As <see cref="PackAddress"/> gives it.</param>
    /// <param name="text">What is read.</param>
    public HtmlText Place(string address, string text) => Markup($"<a{Attribute("href", PackAddress.From(page, address))}>").Text(text).Markup("</a>");

    /// <summary>Characters that neither HTML nor XML allows in text.</summary>
    private static string WithoutControls(string text) =>
        text.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r'))
            ? new string([.. text.Where(c => !char.IsControl(c) || c is '\t' or '\n' or '\r')])
            : text;
}
