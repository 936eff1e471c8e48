using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.PersonalData;
using Portal.Web.Files;
using Portal.Web.Files.Stores;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Searching;
using Portal.Web.Time;

namespace Portal.Web.Reading;

/// <summary>Reads one file and keeps its pages, their words for the search, the signs of personal data on them and a sketch of the whole: all in one save.</summary>
public sealed class ReadFileJob(PortalDbContext db, EvidenceStore store, SeparateReader reader, PersonalDataRules rules, TimeProvider clock) : IPortalJob
{
    public const string Kind = "read-file";

    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(5);

    /// <summary>A file is asked for once for each attempt.</summary>
    public static string SubjectOf(FileText text) => string.Create(CultureInfo.InvariantCulture, $"{text.Id}/{text.Attempt}");

    public async Task RunAsync(string subject, CancellationToken ct)
    {
        var parts = subject.Split('/');
        var (id, attempt) = (Id<FileText>.Parse(parts[0], null), int.Parse(parts[1], CultureInfo.InvariantCulture));
        var due = db.Set<FileText>().Where(t => t.Id == id && t.Attempt == attempt && t.State == ReadingState.Waiting);
        var file = await due.AsNoTracking().Join(db.StoredFiles, t => t.Sha256, f => f.Sha256, (t, f) => f).FirstOrDefaultAsync(ct);
        if (file is null)
        {
            return;
        }

        var read = new Prepared(await ReadAsync(file, ct), rules);
        await db.RetryOnConflictAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await due.FirstOrDefaultAsync(ct) is { } text)
            {
                await KeepAsync(text, read, ct);
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
            }
        });
    }

    /// <summary>Nothing opens a file before the scanner has found nothing in it.</summary>
    private async Task<ReadText> ReadAsync(StoredFile file, CancellationToken ct)
    {
        if (!Quarantine.Holds(file.Safety))
        {
            try
            {
                using var content = await store.BorrowAsync(file.Sha256, ct);
                return await reader.ReadAsync(content.Path, file.ContentType, ct);
            }
            catch (StoreAway away)
            {
                throw new NotYet(away.Message, _firstWait, _longestWait);
            }
        }

        return Quarantine.IsFinal(file.Safety)
            ? ReadText.Without(ReadingState.NotReadable)
            : throw new NotYet("The virus scanner has not looked at the file yet.", _firstWait, _longestWait);
    }

    private async Task KeepAsync(FileText text, Prepared read, CancellationToken ct)
    {
        var sha256 = text.Sha256;
        await db.Set<TextPage>().Where(p => p.Sha256 == sha256).ExecuteDeleteAsync(ct);
        await db.Set<PersonalDataSign>().Where(s => s.Sha256 == sha256).ExecuteDeleteAsync(ct);
        await db.Set<SearchEntry>().Where(e => e.Sha256 == sha256).ExecuteDeleteAsync(ct);
        var pages = text.Keep(read.Text, read.Sketch, DocumentReader.Version, clock.UtcNow());
        db.AddRange(pages);
        foreach (var (page, words, signs) in pages.Zip(read.Words, read.Signs))
        {
            db.AddRange(SearchableText.Of(page).Entries(words));
            db.AddRange(signs.Select(found => PersonalDataSign.On(sha256, page.Number, found.Rule, found.Count)));
        }
    }

    /// <summary>All that is worked out from a text, before anybody waits for the save.</summary>
    private sealed class Prepared
    {
        public Prepared(ReadText text, PersonalDataRules rules)
        {
            Text = text;
            Words = [.. text.Pages.Select(p => new SearchedText(p.Text))];
            Sketch = TextSketch.Of([.. Words.SelectMany(w => w.Words)]);
            Signs = [.. text.Pages.Select(p => rules.In(p.Text).ToList())];
        }

        public ReadText Text { get; }

        public IReadOnlyList<SearchedText> Words { get; }

        public byte[]? Sketch { get; }

        public IReadOnlyList<IReadOnlyList<(PersonalDataRule Rule, int Count)>> Signs { get; }
    }
}
