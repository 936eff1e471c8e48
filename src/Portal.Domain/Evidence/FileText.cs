using Portal.Domain.Common;

namespace Portal.Domain.Evidence;

/// <summary>What became of reading a file's text. Like the file it is kept once, whoever uploaded it.</summary>
public sealed class FileText : IVersioned
{
    private FileText()
    {
    }

    /// <summary>SHA-256 of the file, see <see cref="StoredFile"/>.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Stands for it where its hash must not be read, as among background work.</summary>
    public Id<FileText> Id { get; private set; }

    public ReadingState State { get; private set; }

    /// <summary>What its pages are called.</summary>
    public PageUnit Unit { get; private set; }

    public int PageCount { get; private set; }

    /// <summary>Characters of all pages.</summary>
    public int Length { get; private set; }

    /// <summary>Which reading this is, from 1; raised when somebody tries again.</summary>
    public int Attempt { get; private set; }

    /// <summary>The version of the reader that read it, so that a better one can read it again.</summary>
    public int ReaderVersion { get; private set; }

    public DateTime? ReadAt { get; private set; }

    /// <summary>Sketch of the text by which near-duplicates are found; null where there is too little text.</summary>
    public byte[]? Sketch { get; private set; }

    public int Version { get; private set; }

    /// <summary>A file that nobody has read yet.</summary>
    public static FileText Waiting(string sha256) => new() { Sha256 = sha256, Id = Id<FileText>.New(), Attempt = 1 };

    /// <summary>Keeps what was read.</summary>
    /// <returns>Its pages, which take the place of those that were there.</returns>
    /// <param name="reading">State, pages and what they are called.</param>
    /// <param name="sketch">See <see cref="Sketch"/>.</param>
    /// <param name="readerVersion">See <see cref="ReaderVersion"/>.</param>
    /// <param name="at">When, in UTC.</param>
    public IReadOnlyList<TextPage> Keep(ReadText reading, byte[]? sketch, int readerVersion, DateTime at)
    {
        if (reading.State == ReadingState.Waiting)
        {
            throw new RuleBroken("reading.not-ended", "A reading that was kept has ended one way or another.");
        }

        var pages = new List<TextPage>(reading.Pages.Count);
        var start = 0;
        foreach (var page in reading.Pages)
        {
            pages.Add(new TextPage(Sha256, pages.Count + 1, page.Label, page.IsTable, start, page.Text));
            start += page.Text.Length;
        }

        (State, Unit, PageCount, Length, Sketch) = (reading.State, reading.Unit, pages.Count, start, sketch);
        (ReaderVersion, ReadAt) = (readerVersion, at);
        return pages;
    }

    /// <summary>Lets the file be read once more.</summary>
    public void TryAgain()
    {
        if (State == ReadingState.Waiting)
        {
            throw new RuleBroken("reading.waiting", "The file is waiting to be read already.");
        }

        State = ReadingState.Waiting;
        Attempt++;
    }
}

/// <summary>One page of a file's text. <see cref="Start"/> and a place within <see cref="Text"/> name any passage of the document for good.</summary>
public sealed class TextPage
{
    private TextPage()
    {
    }

    internal TextPage(string sha256, int number, string? label, bool isTable, int start, string text)
    {
        Sha256 = sha256;
        Number = number;
        Label = label;
        IsTable = isTable;
        Start = start;
        Text = text;
    }

    public string Sha256 { get; private set; } = "";

    /// <summary>From 1, as the document counts its leaves; not what is printed at its foot.</summary>
    public int Number { get; private set; }

    /// <summary>A name the page has, such as that of a worksheet.</summary>
    public string? Label { get; private set; }

    /// <summary>True where each line is a row and tabs part its cells.</summary>
    public bool IsTable { get; private set; }

    /// <summary>Characters of the document before this page.</summary>
    public int Start { get; private set; }

    public string Text { get; private set; } = "";
}

/// <summary>A page as it was read.</summary>
public sealed record ReadPage(string Text, string? Label = null, bool IsTable = false);

/// <summary>What came of reading a file.</summary>
public sealed record ReadText(ReadingState State, PageUnit Unit, IReadOnlyList<ReadPage> Pages)
{
    /// <summary>It ended without text.</summary>
    public static ReadText Without(ReadingState state, PageUnit unit = PageUnit.Page) => new(state, unit, []);
}

/// <summary>How a reading stands or ended.</summary>
public enum ReadingState
{
    Waiting,

    /// <summary>Text was found.</summary>
    Read,

    /// <summary>It has pages and none of them has text: most likely scanned images.</summary>
    NoText,

    /// <summary>A kind of file that holds no text, such as a photograph or a recording, or one the portal cannot read.</summary>
    NotReadable,

    /// <summary>It opens only with a password.</summary>
    Encrypted,

    /// <summary>More pages, text or memory than a reading may take.</summary>
    TooLarge,

    /// <summary>It is not what its kind of file should be.</summary>
    Damaged,

    TookTooLong,
}

/// <summary>What the parts of a document are called.</summary>
public enum PageUnit
{
    Page,
    Slide,
    Sheet,

    /// <summary>A document without pages of its own is shown in parts.</summary>
    Part,
}
