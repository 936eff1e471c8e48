namespace Portal.Web.Documents.Bundles;

/// <summary>Why the pages of a PDF cannot be bound.</summary>
public enum PdfRefusal
{
    /// <summary>It asks for a password.</summary>
    Encrypted,

    /// <summary>It is no PDF, is cut short, or a page cannot be copied.</summary>
    Damaged,

    /// <summary>It has no page.</summary>
    Empty,

    /// <summary>It holds actions that run by themselves.</summary>
    Active,

    /// <summary>It has more pages than are bound of one document.</summary>
    TooLong,

    /// <summary>Its pages take too long.</summary>
    TakesTooLong,
}
