namespace Portal.Web.Words;

/// <summary>What became of a stretch of text.</summary>
public enum WordChange
{
    /// <summary>It stands in both texts.</summary>
    Kept,

    /// <summary>It stood only in the text before.</summary>
    Removed,

    /// <summary>It stands only in the text after.</summary>
    Added,
}

/// <summary>A stretch of text that was kept, removed or added as a whole.</summary>
public sealed record WordRun(WordChange Change, string Text);

/// <summary>One of two texts that are compared.</summary>
public enum WordSide
{
    /// <summary>The first.</summary>
    Before,

    /// <summary>The second.</summary>
    After,
}
