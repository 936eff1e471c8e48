using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Domain.SignOff;
using Portal.Web.Documents;
using Portal.Web.Documents.Papers;
using Portal.Web.Documents.Redactions;
using Portal.Web.Persistence;
using Portal.Web.Words;

namespace Portal.Web.Features.Packs;

/// <summary>Looks where withheld words stand: in the text, which is cut, and in files that stay in the pack, which are not.</summary>
public sealed class RedactionCheck(PortalDbContext db)
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
        var (inFiles, notRead) = await InFilesAsync(words.Count == 0 ? [] : kept, words.ConvertAll(w => w.Sought), ct);
        return new CheckedRedaction(
            [.. signed.Evidence.Where(e => withheld.ReasonOf(e.Number) is not null).Select(e => (Named(e), withheld.ReasonOf(e.Number)!))],
            [.. words.Select(w => new FoundWords(w.Said, w.Reason, Places(texts, w.Sought), Files(inFiles[w.Sought])))],
            [.. notRead.Select(Named)]);
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

    /// <summary>Looks through the text of files, page by page; tells also of those that have none, or not on every page.</summary>
    private async Task<(ILookup<WithheldWords, (EvidenceEntry Item, int Page)> Found, IEnumerable<EvidenceEntry> NotRead)> InFilesAsync(
        IReadOnlyList<EvidenceEntry> kept, IReadOnlyList<WithheldWords> words, CancellationToken ct)
    {
        var byFile = kept.ToLookup(e => e.Sha256, StringComparer.Ordinal);
        var files = byFile.Select(f => f.Key).ToList();
        var pages = db.Set<TextPage>().AsNoTracking().Where(p => files.Contains(p.Sha256));
        var read = await db.Set<FileText>().Where(t => files.Contains(t.Sha256) && t.State == ReadingState.Read).Select(t => t.Sha256).ToListAsync(ct);
        var partly = await pages.Where(p => p.Text == "").Select(p => p.Sha256).Distinct().ToListAsync(ct);
        var found = new List<(WithheldWords Words, EvidenceEntry Item, int Page)>();
        await foreach (var page in pages.OrderBy(p => p.Sha256).ThenBy(p => p.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            found.AddRange(words.Where(w => w.In(page.Text) > 0).SelectMany(_ => byFile[page.Sha256], (w, item) => (w, item, page.Number)));
        }

        return (found.ToLookup(f => f.Words, f => (f.Item, f.Page)), kept.Where(e => !read.Contains(e.Sha256) || partly.Contains(e.Sha256)));
    }

    private static string Named(EvidenceEntry evidence) => $"{evidence.Number:000} {evidence.Title}";
}

/// <summary>What somebody looks at before a redacted pack is made.</summary>
/// <param name="Items">Items that are withheld, with the reason.</param>
/// <param name="Words">Words that are withheld.</param>
/// <param name="NotRead">Files that go into the pack and could not be looked through, or not all of their pages; empty where no words are withheld.</param>
public sealed record CheckedRedaction(IReadOnlyList<(string Item, string Reason)> Items, IReadOnlyList<FoundWords> Words, IReadOnlyList<string> NotRead)
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
