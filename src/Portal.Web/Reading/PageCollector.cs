using System.Text;
using Portal.Domain.Evidence;

namespace Portal.Web.Reading;

/// <summary>Takes the pages of a document as they are read, and stops a reading that goes beyond its limits.</summary>
/// <remarks>Documents without pages of their own are cut into parts of a length that reads well, at the end of a paragraph where there is one.</remarks>
public sealed class PageCollector(ReadingLimits limits)
{
    /// <summary>A part is closed at the first paragraph that ends beyond this.</summary>
    private const int PartLength = 3_000;

    /// <summary>No page is longer, so that the index and a browser can hold it: a longer one is cut, and says so. A document with such pages has none that count.</summary>
    public const int LongestPage = 60_000;

    /// <summary>Ends a page that was cut.</summary>
    public const string CutNote = "(The rest of this page was not read: it is longer than 60,000 characters.)";

    /// <summary>Of one paragraph in one part, so that a part with what stands before it fits a page.</summary>
    private const int LongestPiece = LongestPage - PartLength - 1;

    private const int RowsOnPage = 100;

    /// <summary>Of a table; what lies further to the right is left out.</summary>
    public const int MostColumns = 256;

    private readonly List<ReadPage> _pages = [];
    private int _characters;

    public IReadOnlyList<ReadPage> Pages => _pages;

    /// <summary>What the pages are called.</summary>
    public PageUnit Unit { get; set; }

    public bool HasText { get; private set; }

    /// <exception cref="BeyondLimits">There are more pages or more text than a reading may take.</exception>
    public void Add(string text, string? label = null, bool isTable = false)
    {
        var clean = Clean(text.Length > LongestPage ? text[..LongestPage] + "\n" + CutNote : text);
        _characters += clean.Length;
        if (_pages.Count >= limits.MostPages || _characters > limits.MostCharacters)
        {
            throw new BeyondLimits();
        }

        HasText |= !string.IsNullOrWhiteSpace(clean);
        _pages.Add(new ReadPage(clean, label, isTable));
    }

    /// <summary>Adds running text in parts.</summary>
    public void AddParts(IEnumerable<string> paragraphs)
    {
        var part = new StringBuilder();
        foreach (var paragraph in paragraphs)
        {
            for (var from = 0; from == 0 || from < paragraph.Length; from += LongestPiece)
            {
                part.Append(paragraph.AsSpan(from, Math.Min(LongestPiece, paragraph.Length - from))).Append('\n');
                if (part.Length >= PartLength)
                {
                    Add(part.ToString());
                    part.Clear();
                }
            }
        }

        if (part.Length > 0 || _pages.Count == 0)
        {
            Add(part.ToString());
        }
    }

    /// <summary>Adds a table, so many rows to a page; its first row, which names the columns, stands on each.</summary>
    public void AddTable(IEnumerable<IReadOnlyList<string>> rows, string? label)
    {
        var page = new StringBuilder();
        string? columns = null;
        var count = 0;
        foreach (var row in rows)
        {
            if (count == 0 && columns?.Length < LongestPage / 10)
            {
                page.Append(columns);
            }

            var cells = Math.Min(row.Count, MostColumns);
            while (cells > 0 && string.IsNullOrWhiteSpace(row[cells - 1]))
            {
                cells--;
            }

            page.AppendJoin('\t', row.Take(cells).Select(cell => cell.ReplaceLineEndings(" ").Replace('\t', ' ').Trim())).Append('\n');
            columns ??= page.ToString();
            if (++count == RowsOnPage || page.Length > LongestPage / 2)
            {
                Add(page.ToString(), label, isTable: true);
                page.Clear();
                count = 0;
            }
        }

        if (count > 0 || columns is null)
        {
            Add(page.ToString(), label, isTable: true);
        }
    }

    /// <summary>Without control characters and halves of characters, which neither a database nor a page takes; lines end with one line feed.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(c).Append(text[++i]);
            }
            else if (c == '\r')
            {
                clean.Append(i + 1 < text.Length && text[i + 1] == '\n' ? "" : "\n");
            }
            else if (c is '\n' or '\t' || (!char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF')))
            {
                clean.Append(c);
            }
        }

        return clean.ToString().TrimEnd();
    }
}

/// <summary>The document holds more than a reading may take.</summary>
public sealed class BeyondLimits() : Exception("More than a reading may take.");

/// <summary>The document opens only with a password.</summary>
public sealed class NeedsPassword() : Exception("It opens only with a password.");

/// <summary>The document is not what its kind should be.</summary>
public sealed class DamagedDocument(string why) : Exception(why);
