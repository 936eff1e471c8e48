using Portal.Domain.Evidence;

namespace Portal.Web.Words;

/// <summary>What became of reading a file, in words.</summary>
public static class ReadingInWords
{
    public static string Words(this PageUnit unit) => unit switch
    {
        PageUnit.Page => "Page",
        PageUnit.Slide => "Slide",
        PageUnit.Sheet => "Sheet part",
        PageUnit.Part => "Part",
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    public static string Words(this ReadingState state) => state switch
    {
        ReadingState.Waiting => "Waiting to be read",
        ReadingState.Read => "Read",
        ReadingState.NoText => "No text found",
        ReadingState.NotReadable => "Not a kind of file that is read",
        ReadingState.Encrypted => "Protected by a password",
        ReadingState.TooLarge => "Too large to be read",
        ReadingState.Damaged => "Damaged",
        ReadingState.TookTooLong => "Took too long to read",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>What it means for whoever looks for something in the file, and what to do.</summary>
    public static string Meaning(this ReadingState state) => state switch
    {
        ReadingState.Waiting => "The portal reads it in the background. Until then the search does not find what is in it.",
        ReadingState.Read => "The search finds what is in it.",
        ReadingState.NoText => "Its pages are most likely scanned images. The search cannot find what is in it. Add the document it was printed from, or a scan with recognised text.",
        ReadingState.NotReadable => "The search finds its title and what is said about it, and nothing in it.",
        ReadingState.Encrypted => "It opens only with a password, so reviewers may not be able to open it either. Save it without the password and add it again.",
        ReadingState.TooLarge => "It holds more than the portal reads. It is kept whole and can be opened; the search does not find what is in it. Perhaps it can be split.",
        ReadingState.Damaged => "The portal could not make sense of it. Open it to see whether it is whole, or save it afresh and add it again.",
        ReadingState.TookTooLong => "It is kept whole and can be opened; the search does not find what is in it.",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>True where reading it once more may end better.</summary>
    public static bool MayEndBetter(this ReadingState state) => state is ReadingState.TookTooLong or ReadingState.TooLarge or ReadingState.Damaged;
}
