using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Web.Files.Fixity;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Files.Scanning;

/// <summary>Asks for files to be scanned, as part of the present change; where there is no scanner, says so of the file.</summary>
public sealed class ScanRequests(PortalDbContext db, JobQueue jobs, ScanningOptions options, TimeProvider clock)
{
    /// <summary>Files looked at in one go when many are waiting.</summary>
    private const int Batch = 500;

    /// <summary>Never saves.</summary>
    public void Ask(StoredFile file)
    {
        var scan = file.AskForScan();
        if (options.IsOn)
        {
            jobs.Request(ScanFileJob.Kind, Subject(file.Sha256, scan));
        }
        else
        {
            file.Found(FileSafety.NotScanned, null, clock.UtcNow());
        }
    }

    /// <summary>
    /// Brings what is known of all files into line with the configuration: with a scanner, those that were never scanned are; without one,
    /// none waits for it. What was found stays found.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        var left = options.IsOn
            ? db.StoredFiles.Kept().Where(f => f.Safety == FileSafety.NotScanned || (f.Safety == FileSafety.Waiting && f.Scan == 0))
            : db.StoredFiles.Kept().Where(f => f.Safety == FileSafety.Waiting);
        List<StoredFile> files;
        do
        {
            files = await db.RetryOnConflictAsync(async () =>
            {
                var some = await left.OrderBy(f => f.Sha256).Take(Batch).ToListAsync(ct);
                some.ForEach(Ask);
                await db.SaveChangesAsync(ct);
                return some;
            });
            db.ChangeTracker.Clear();
        }
        while (files.Count == Batch);
    }

    /// <summary>The beginning of the hash is enough to find the file by; the whole of it is the body's own, and requests are shown to administrators.</summary>
    internal static string Subject(string sha256, int scan) => string.Create(CultureInfo.InvariantCulture, $"{sha256[..StoredFile.CodeLength]}:{scan}");

    internal static (string Code, int Scan) Read(string subject) =>
        subject.Split(':') is [var code, var scan] ? (code, int.Parse(scan, CultureInfo.InvariantCulture)) : throw new FormatException("A scan is of a file, by its number.");
}
