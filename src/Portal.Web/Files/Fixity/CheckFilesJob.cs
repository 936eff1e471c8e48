using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Web.Files.Stores;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Files.Fixity;

/// <summary>
/// One round of reading stored files again: first those found harmed, then those never read and those read longest ago, as many as the
/// configuration says. Each file is saved for itself, so a round that is broken off has done what it did.
/// </summary>
public sealed partial class CheckFilesJob(
    PortalDbContext db, CheckFile check, FixityOptions options, TimeProvider clock, ILogger<CheckFilesJob> log) : IPortalJob
{
    public const string Name = "check-files";

    /// <summary>One file that the store does not give keeps no other from being read; so many one after another are the store.</summary>
    private const int MostAwayInARow = 5;

    private static readonly TimeSpan _firstWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(30);

    public async Task RunAsync(string subject, CancellationToken ct)
    {
        var bytes = 0L;
        var (inARow, last) = (0, (StoreAway?)null);
        foreach (var sha256 in await DueAsync(ct))
        {
            if (bytes >= options.BytesPerRound || inARow == MostAwayInARow)
            {
                break;
            }

            db.ChangeTracker.Clear();
            try
            {
                if (await check.RunAsync(sha256, ct) is { } found)
                {
                    bytes += found.Size;
                    Say(found);
                }

                inARow = 0;
            }
            catch (StoreAway away)
            {
                (inARow, last) = (inARow + 1, away);
            }
        }

        if (last is not null)
        {
            throw new NotYet(last.Message, _firstWait, _longestWait);
        }
    }

    private async Task<List<string>> DueAsync(CancellationToken ct)
    {
        var before = clock.UtcNow().AddDays(-options.DaysBetween);
        var harmed = await db.StoredFiles.Harmed().OrderBy(f => f.CheckedAt).Take((options.FilesPerRound + 1) / 2).Select(f => f.Sha256).ToListAsync(ct);
        var never = await db.StoredFiles.Kept().Where(f => f.CheckedAt == null).OrderBy(f => f.StoredAt).Take(options.FilesPerRound).Select(f => f.Sha256).ToListAsync(ct);
        var longAgo = await db.StoredFiles.Kept().Where(f => f.Integrity == FileIntegrity.Whole && f.CheckedAt < before)
            .OrderBy(f => f.CheckedAt).Take(options.FilesPerRound).Select(f => f.Sha256).ToListAsync(ct);
        return [.. harmed.Concat(never).Concat(longAgo).Take(options.FilesPerRound)];
    }

    private void Say(CheckedIntegrity found)
    {
        if (found.Now.IsHarmed())
        {
            Harmed(log, found.Sha256, found.Now);
        }
        else if (found.Before.IsHarmed())
        {
            Healed(log, found.Sha256);
        }
    }

    [LoggerMessage(LogLevel.Critical, "Stored file {Sha256} is not what was stored: {Integrity}")]
    private static partial void Harmed(ILogger log, string sha256, FileIntegrity integrity);

    [LoggerMessage(LogLevel.Information, "Stored file {Sha256} is whole again")]
    private static partial void Healed(ILogger log, string sha256);
}
