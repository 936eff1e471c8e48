using Microsoft.EntityFrameworkCore;
using Portal.Domain.Packs;
using Portal.Domain.SignOff;
using Portal.Web.Documents;
using Portal.Web.Documents.Papers;
using Portal.Web.Documents.Redactions;
using Portal.Web.Persistence;
using Portal.Web.Words;

namespace Portal.Web.Features.Packs;

/// <summary>Looks where withheld words stand: in the text, which is cut, and in files that stay in the pack, which are not.</summary>
public sealed class RedactionCheck(PortalDbContext db, WordsInFiles inFiles)
{
    /// <param name="redaction">What is withheld.</param>
    /// <param name="version">The version whose pack is redacted, with its signatures.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CheckedRedaction> OfAsync(Redaction redaction, FrozenVersion version, CancellationToken ct)
    {
        var signed = SelfAssessmentDocument.Parse(version.Content);
        var withheld = new Withheld(redaction, signed);
        var texts = Texts(RedactedText.WithoutItems(signed, withheld), await db.CaveatsOfAsync(version.SelfAssessmentId, ct, version.SubmittedAt), version);
        var words = redaction.Withheld.Where(w => w.Words is not null).Select(w => (Said: w.Words!, w.Reason, Sought: new WithheldWords(w.Words!, w.Reason))).ToList();
        var kept = signed.Evidence.Where(e => withheld.ReasonOf(e.Number) is null).ToList();
        var found = words.Count == 0 ? new WordsFound([], [], []) : await inFiles.InAsync(db, [.. kept.Select(e => e.Sha256).Distinct()], words.ConvertAll(w => w.Sought), ct);
        var byFile = kept.ToLookup(e => e.Sha256, StringComparer.Ordinal);
        var byWords = found.Pages.ToLookup(f => f.Words, f => (f.File, f.Page));
        return new CheckedRedaction(
            [.. signed.Evidence.Where(e => withheld.ReasonOf(e.Number) is not null).Select(e => (Named(e), withheld.ReasonOf(e.Number)!))],
            [.. words.Select(w => new FoundWords(w.Said, w.Reason, Places(texts, w.Sought), Files(byWords[w.Sought].SelectMany(f => byFile[f.File], (f, item) => (item, f.Page)))))],
            [.. kept.Where(e => found.NotRead.Contains(e.Sha256)).Select(Named)],
            [.. kept.Where(e => found.Waiting.Contains(e.Sha256)).Select(Named)]);
    }

    private static List<(string Where, string Text)> Texts(SelfAssessmentDocument left, IReadOnlyList<CaveatSection> onRecord, FrozenVersion version)
    {
        var texts = new List<(string Where, string Text)>();
        var each = new EachText((where, text) =>
        {
            texts.Add((where, text));
            return text;
        });
        each.In(left);
        foreach (var caveat in onRecord)
        {
            each.In(caveat);
        }

        foreach (var signature in version.Signatures)
        {
            each.In(new SignedBy(signature.Role.Words(), signature.PersonName, signature.SignedAt, signature.ContentHash));
        }

        return texts;
    }

    private static IReadOnlyList<(string Where, int Times)> Places(IEnumerable<(string Where, string Text)> texts, WithheldWords sought) =>
    [
        .. texts.Select(t => (t.Where, Times: sought.In(t.Text))).Where(t => t.Times > 0)
            .GroupBy(t => t.Where, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(t => t.Times))),
    ];

    private static IReadOnlyList<string> Files(IEnumerable<(EvidenceEntry Item, int Page)> found) =>
    [
        .. found.GroupBy(f => f.Item.Number).OrderBy(g => g.Key)
            .Select(g => $"{Named(g.First().Item)}, {(g.Count() == 1 ? "page" : "pages")} {string.Join(", ", g.Select(f => f.Page).Order())}"),
    ];

    private static string Named(EvidenceEntry evidence) => $"{evidence.Number:000} {evidence.Title}";
}

/// <summary>What somebody looks at before a redacted pack is made.</summary>
/// <param name="Items">Items that are withheld, with the reason.</param>
/// <param name="Words">Words that are withheld.</param>
/// <param name="NotRead">Files that go into the pack and could not be looked through, or not all of their pages; empty where no words are withheld.</param>
/// <param name="Waiting">Files that go into the pack and are looked through at the next look.</param>
public sealed record CheckedRedaction(IReadOnlyList<(string Item, string Reason)> Items, IReadOnlyList<FoundWords> Words, IReadOnlyList<string> NotRead, IReadOnlyList<string> Waiting)
{
    /// <summary>Whether nothing is withheld.</summary>
    public bool IsEmpty => Items.Count + Words.Count == 0;
}

/// <summary>Words that are withheld.</summary>
/// <param name="Words">The words.</param>
/// <param name="Reason">Why.</param>
/// <param name="Places">Where they are left out, and how often.</param>
/// <param name="InFiles">Files that go into the pack and hold them.</param>
public sealed record FoundWords(string Words, string Reason, IReadOnlyList<(string Where, int Times)> Places, IReadOnlyList<string> InFiles);
