using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Web.Auditing;
using Portal.Web.Files.Stores;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reading;
using Portal.Web.Time;

namespace Portal.Web.Files.Scanning;

/// <summary>Lets the scanner look at one file and writes down what it said. May be killed and run again at any time: until the verdict is saved, the file waits.</summary>
public sealed class ScanFile(
    PortalDbContext db, EvidenceStore store, VirusScanner scanner, ScanningOptions options, FilesToRead reading, AuditTrail audit, Outbox outbox, PortalAddress portal, TimeProvider clock)
{
    /// <summary>The scanner is asked again soon, and then ever less often, so that one that comes back late is not missed for long.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <param name="code">The beginning of the file's hash.</param>
    /// <param name="number">The asking; a later one makes it void.</param>
    /// <param name="ct">Cancels; the file goes on waiting.</param>
    /// <exception cref="NotYet">The scanner or the store is away.</exception>
    public async Task RunAsync(string code, int number, CancellationToken ct)
    {
        var sha256 = await db.StoredFiles.Where(f => f.Sha256.StartsWith(code) && f.Scan == number && f.Safety == FileSafety.Waiting)
            .Select(f => f.Sha256).FirstOrDefaultAsync(ct);
        if (sha256 is null)
        {
            return;
        }

        var verdict = options.IsOn ? await LookAsync(sha256, ct) : new Verdict(FileSafety.NotScanned, null, sha256);
        await db.RetryOnConflictAsync(async () =>
        {
            var file = await db.StoredFiles.SingleAsync(f => f.Sha256 == sha256, ct);
            if (file.Safety != FileSafety.Waiting || file.Scan != number)
            {
                return;
            }

            file.Found(verdict.Safety, verdict.Note, clock.UtcNow());
            if (Quarantine.IsFinal(verdict.Safety))
            {
                await TellAsync(file, ct);
            }
            else
            {
                await reading.AskOutOfQuarantineAsync(file, ct);
            }

            await db.SaveChangesAsync(ct);
        });
    }

    private async Task<Verdict> LookAsync(string sha256, CancellationToken ct)
    {
        try
        {
            await using var content = await store.OpenReadAsync(sha256, ct);
            var verdict = await scanner.ScanAsync(content, ct);
            return verdict.Safety == FileSafety.Clean && verdict.Sha256 != sha256
                ? new Verdict(FileSafety.Unscannable, "Its content on the disk is no longer what was uploaded. Tell the administrator.", verdict.Sha256)
                : verdict;
        }
        catch (FileNotFoundException)
        {
            return new Verdict(FileSafety.Unscannable, "Its content is missing from the store. Tell the administrator.", sha256);
        }
        catch (Exception away) when (away is ScannerAway or StoreAway)
        {
            throw new NotYet(away.Message, FirstWait, LongestWait);
        }
    }

    /// <summary>Each library that holds it has it on its record, and whoever added it is told.</summary>
    private async Task TellAsync(StoredFile file, CancellationToken ct)
    {
        var infected = file.Safety == FileSafety.Infected;
        var holding = db.EvidenceItems.Where(e => e.WithdrawnAt == null).Join(db.Set<EvidenceVersion>().Where(v => v.FileSha256 == file.Sha256), e => e.Id, v => v.EvidenceItemId, (e, v) => new { Item = e, v.AddedBy });
        var added = await holding.Join(db.People, h => h.AddedBy, p => p.Id, (h, p) => new { h.Item, Person = p }).ToListAsync(ct);
        foreach (var item in added.Select(a => a.Item).DistinctBy(i => i.Id))
        {
            audit.Record(item.BodyId, infected ? "evidence-infected" : "evidence-not-scannable", item.Id, file.SafetyNote);
        }

        foreach (var (item, person) in added.Select(a => (a.Item, a.Person)).DistinctBy(a => (a.Item.Id, a.Person.Id)))
        {
            outbox.Write(
                person,
                MailKind.Notice,
                infected ? "A file you added is infected" : "A file you added could not be scanned",
                $"""
                 Dear {person.Name},

                 the virus scanner looked at {(item.FileSha256 == file.Sha256 ? $"“{item.FileName}”" : "an earlier version of the file")}, which you added to the evidence as “{item.Title}”.
                 {(infected ? $"It found: {file.SafetyNote}." : file.SafetyNote)}

                 Nobody can open the file, and it can neither be signed for nor go into a pack. What you can do:
                 {portal.Of($"/evidence/details/{item.Id}")}
                 """,
                $"scan:{item.Id}:{file.Sha256}:{file.Scan}:{person.Id}",
                MailAbout.Of(item.BodyId, item.Id));
        }
    }
}
