using Portal.Domain.Packs;

namespace Portal.Web.Documents.Redactions;

/// <summary>What a redacted pack is without, as the pack itself tells it: reasons, never what is withheld.</summary>
internal sealed class Withheld
{
    private readonly Dictionary<int, string> _items;
    private readonly IReadOnlyList<WithheldWords> _words;

    public Withheld(Redaction redaction)
    {
        _items = redaction.Withheld.Where(w => w.Evidence is not null).ToDictionary(w => w.Evidence!.Value, w => w.Reason);

        // The longest first: shorter words may stand in longer ones.
        _words = [.. redaction.Withheld.Where(w => w.Words is not null).OrderByDescending(w => w.Words!.Length).ThenBy(w => w.Words, StringComparer.Ordinal)
            .Select(w => new WithheldWords(w.Words!, w.Reason))];
    }

    /// <summary>Why an item is withheld; null where it is not.</summary>
    public string? ReasonOf(int evidence) => _items.GetValueOrDefault(evidence);

    /// <summary>A text with a mark in the place of each of the withheld words.</summary>
    public string Cut(string text) => _words.Aggregate(text, (left, words) => words.Cut(left));

    /// <summary>What is said of it in the pack, a line each.</summary>
    public IReadOnlyList<string> Notes() =>
    [
        .. _items.OrderBy(i => i.Key).Select(i => $"Evidence {i.Key:000} is withheld: {i.Value}"),
        .. _words.Select(w => w.Reason).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(reason => $"Words are withheld from the text: {reason}"),
    ];
}
