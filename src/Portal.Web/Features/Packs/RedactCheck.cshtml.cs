using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Domain.SignOff;
using Portal.Web.Documents;
using Portal.Web.Documents.Papers;
using Portal.Web.Documents.Redactions;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Packs;

/// <summary>Looking once more at what is withheld before the redacted pack is made: where the words stand, and which files hold them still.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class RedactCheckModel(PortalDbContext db, RedactPack redact) : PortalPage
{
    /// <summary>The whole pack.</summary>
    [FromRoute]
    public Id<EvidencePack> Id { get; set; }

    public string Body { get; private set; } = "";

    public int Changes { get; private set; }

    /// <summary>Items that are withheld, with the reason.</summary>
    public IReadOnlyList<(string Item, string Reason)> Items { get; private set; } = [];

    /// <summary>Words that are withheld, and where they stand.</summary>
    public IReadOnlyList<FoundWords> Words { get; private set; } = [];

    /// <summary>Files of evidence that go into the pack and could not be looked through, or not all of their pages.</summary>
    public IReadOnlyList<string> NotRead { get; private set; } = [];

    private FrozenVersion Version { get; set; } = null!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(int seen, CancellationToken ct)
    {
        var made = await redact.MakeAsync(Id, seen, ct);
        Notice("The redacted pack is being assembled");
        return Go("Details", new { id = made });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var (pack, version) = await redact.OfAsync(Id, ct);
        Body = await db.Bodies.Where(b => b.Id == pack.BodyId).Select(b => b.Name).SingleAsync(ct);
        Version = version;
        return null;
    }

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        if (await redact.OpenAsync(Version.Id, ct) is not { } open)
        {
            return;
        }

        Changes = open.Changes;
        var signed = SelfAssessmentDocument.Parse(Version.Content);
        var withheld = new Withheld(open, signed);
        Items = [.. signed.Evidence.Where(e => withheld.ReasonOf(e.Number) is not null).Select(e => (Named(e), withheld.ReasonOf(e.Number)!))];
        var texts = new List<(string Where, string Text)>();
        var each = new EachText((where, text) =>
        {
            texts.Add((where, text));
            return text;
        });
        each.In(RedactedText.WithoutItems(signed, withheld));
        foreach (var caveat in await db.CaveatsOfAsync(Version.SelfAssessmentId, ct, Version.SubmittedAt))
        {
            each.In(caveat);
        }

        foreach (var signature in Version.Signatures)
        {
            each.In(new SignedBy(signature.Role.Words(), signature.PersonName, signature.SignedAt, signature.ContentHash));
        }

        var words = open.Withheld.Where(w => w.Words is not null).Select(w => (Withheld: w, Sought: new WithheldWords(w.Words!, w.Reason))).ToList();
        var inFiles = await InFilesAsync([.. signed.Evidence.Where(e => withheld.ReasonOf(e.Number) is null)], [.. words.Select(w => w.Sought)], ct);
        Words = [.. words.Select((w, i) => new FoundWords(
            w.Withheld.Words!, w.Withheld.Reason,
            [.. texts.Select(t => (t.Where, Times: w.Sought.In(t.Text))).Where(t => t.Times > 0).GroupBy(t => t.Where, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(t => t.Times)))],
            [.. inFiles.Where(f => f.Word == i).GroupBy(f => f.Number).Select(g => $"{g.First().Item}, {(g.Count() == 1 ? "page" : "pages")} {string.Join(", ", g.Select(f => f.Page).Order())}")]))];
    }

    /// <summary>Looks through the text of the files that stay in the pack, page by page.</summary>
    private async Task<List<(int Word, int Number, string Item, int Page)>> InFilesAsync(
        IReadOnlyList<EvidenceEntry> kept, IReadOnlyList<WithheldWords> words, CancellationToken ct)
    {
        var found = new List<(int, int, string, int)>();
        if (words.Count == 0)
        {
            return found;
        }

        var byFile = kept.ToLookup(e => e.Sha256, StringComparer.Ordinal);
        var files = byFile.Select(f => f.Key).ToList();
        var read = await db.Set<FileText>().AsNoTracking().Where(t => files.Contains(t.Sha256) && t.State == ReadingState.Read).Select(t => t.Sha256).ToListAsync(ct);
        var partly = await db.Set<TextPage>().Where(p => files.Contains(p.Sha256) && p.Text == "").Select(p => p.Sha256).Distinct().ToListAsync(ct);
        NotRead = [.. kept.Where(e => !read.Contains(e.Sha256) || partly.Contains(e.Sha256)).Select(Named)];
        await foreach (var page in db.Set<TextPage>().AsNoTracking().Where(p => files.Contains(p.Sha256)).OrderBy(p => p.Sha256).ThenBy(p => p.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            for (var i = 0; i < words.Count; i++)
            {
                if (words[i].In(page.Text) > 0)
                {
                    found.AddRange(byFile[page.Sha256].Select(e => (i, e.Number, Named(e), page.Number)));
                }
            }
        }

        return found;
    }

    private static string Named(EvidenceEntry evidence) => $"{evidence.Number:000} {evidence.Title}";

    /// <summary>Words that are withheld.</summary>
    /// <param name="Words">The words.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Places">Where they are left out, and how often.</param>
    /// <param name="InFiles">Files that go into the pack and hold them.</param>
    public sealed record FoundWords(string Words, string Reason, IReadOnlyList<(string Where, int Times)> Places, IReadOnlyList<string> InFiles);
}
