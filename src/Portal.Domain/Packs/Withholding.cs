using Portal.Domain.Common;

namespace Portal.Domain.Packs;

/// <summary>One thing that a redacted pack is without: an item of evidence, or words wherever they stand in the text.</summary>
public sealed class Withholding
{
    private Withholding()
    {
    }

    public Id<Withholding> Id { get; private set; }

    public Id<Redaction> RedactionId { get; private set; }

    /// <summary>Number of the item of evidence; null where words are withheld.</summary>
    public int? Evidence { get; private set; }

    /// <summary>The words; null where an item is withheld.</summary>
    public string? Words { get; private set; }

    /// <summary>Why; stands in the pack in the place of what is withheld.</summary>
    public string Reason { get; private set; } = "";

    internal static Withholding Of(Id<Redaction> redaction, int? evidence, string? words, string reason) => new()
    {
        Id = Id<Withholding>.New(),
        RedactionId = redaction,
        Evidence = evidence,
        Words = words,
        Reason = reason,
    };
}
