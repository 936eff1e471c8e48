using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Files.Fixity;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Reading;

/// <summary>Asks for files to be read, in the save of the change that brings them.</summary>
public sealed class FilesToRead(PortalDbContext db, JobQueue jobs, TimeProvider clock)
{
    private const int Batch = 200;

    /// <summary>Asks for a file that is new to the store; the caller saves.</summary>
    public void Ask(StoredFile file)
    {
        var text = FileText.Waiting(file.Sha256);
        db.Add(text);
        if (DocumentReader.Reads(file.ContentType))
        {
            jobs.Request(ReadFileJob.Kind, ReadFileJob.SubjectOf(text));
        }
        else
        {
            text.Keep(ReadText.Without(ReadingState.NotReadable), null, DocumentReader.Version, clock.UtcNow());
        }
    }

    /// <summary>Asks again for a file that could not be read while it was in quarantine; the caller saves.</summary>
    public async Task AskOutOfQuarantineAsync(StoredFile file, CancellationToken ct)
    {
        if (DocumentReader.Reads(file.ContentType) && await db.Set<FileText>().FindAsync([file.Sha256], ct) is { State: ReadingState.NotReadable } text)
        {
            text.TryAgain();
            jobs.Request(ReadFileJob.Kind, ReadFileJob.SubjectOf(text));
        }
    }

    /// <summary>Lets a file be read once more.</summary>
    /// <exception cref="RuleBroken">It is waiting already.</exception>
    public Task TryAgainAsync(string sha256, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var text = await db.Set<FileText>().Where(t => t.Sha256 == sha256).FirstOr404Async(ct);
        text.TryAgain();
        jobs.Request(ReadFileJob.Kind, ReadFileJob.SubjectOf(text));
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Asks for all files that nobody has asked for, as those that were there before the portal could read, and for those that an earlier reader read.</summary>
    /// <returns>How many.</returns>
    public async Task<int> AskForTheRestAsync(CancellationToken ct)
    {
        var asked = 0;
        while (true)
        {
            var unread = await db.StoredFiles.Kept().Where(f => !db.Set<FileText>().Any(t => t.Sha256 == f.Sha256)).OrderBy(f => f.StoredAt).Take(Batch).ToListAsync(ct);
            unread.ForEach(Ask);
            var earlier = await db.Set<FileText>().Where(t => t.State != ReadingState.Waiting && t.ReaderVersion < DocumentReader.Version).Take(Batch).ToListAsync(ct);
            foreach (var text in earlier)
            {
                text.TryAgain();
                jobs.Request(ReadFileJob.Kind, ReadFileJob.SubjectOf(text));
            }

            if (unread.Count + earlier.Count == 0)
            {
                return asked;
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            asked += unread.Count + earlier.Count;
        }
    }

    /// <summary>Asks once more for files whose reading ended in a certain way, as after limits were raised.</summary>
    /// <returns>How many.</returns>
    public async Task<int> AskAgainAsync(ReadingState ended, CancellationToken ct)
    {
        var files = await db.Set<FileText>().Where(t => t.State == ended).Select(t => t.Sha256).ToListAsync(ct);
        foreach (var file in files)
        {
            await TryAgainAsync(file, ct);
            db.ChangeTracker.Clear();
        }

        return files.Count;
    }
}
