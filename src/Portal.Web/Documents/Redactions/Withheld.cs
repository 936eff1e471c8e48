using Portal.Domain.Packs;

namespace Portal.Web.Documents.Redactions;

/// <summary>What a redacted pack is without. What it tells of it are reasons, never what is withheld.</summary>
internal sealed class Withheld
{
    private readonly Dictionary<int, string> _items;
    private readonly IReadOnlyList<WithheldWords> _words;

    /// <param name="redaction">What was chosen.</param>
    /// <param name="signed">The text. Items that have the same file as one that is withheld are withheld with it.</param>
    public Withheld(Redaction redaction, SelfAssessmentDocument signed)
    {
        var chosen = redaction.Withheld.Where(w => w.Evidence is not null).ToDictionary(w => w.Evidence!.Value, w => w.Reason);
        var files = signed.Evidence.Where(e => chosen.ContainsKey(e.Number)).GroupBy(e => e.Sha256, StringComparer.Ordinal)
            .ToDictionary(f => f.Key, f => chosen[f.First().Number], StringComparer.Ordinal);
        _items = signed.Evidence.Where(e => files.ContainsKey(e.Sha256)).ToDictionary(e => e.Number, e => chosen.GetValueOrDefault(e.Number, files[e.Sha256]));

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
