using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.Files.Fixity;
using Portal.Web.Files.Stores;
using Portal.Web.Persistence;

namespace Portal.Web.CommandLine;

/// <summary><c>verify-audit</c> and <c>verify-store</c>: whether what is on record and in the store is still what was written.</summary>
internal static class CustodyCommands
{
    private const int Unsound = 1;
    private const int NotUnderstood = 2;

    public static async Task<int> VerifyAuditAsync(WebApplication app, PortalCommand command, TextWriter output, CancellationToken ct)
    {
        AuditHead? kept = null;
        if (command.Arguments.Count > 0 && !AuditHead.TryParse(command.Option("--head"), out kept))
        {
            await output.WriteLineAsync("Say --head and what was written down of an earlier reading, such as 128:9f86d0…, a number and 64 digits.");
            return NotUnderstood;
        }

        return await CommandRunner.InScopeAsync(app, async services =>
        {
            var report = await services.GetRequiredService<AuditVerification>().RunAsync(kept is null ? [] : [kept], ct);
            foreach (var fault in report.Told)
            {
                await output.WriteLineAsync(fault);
            }

            await output.WriteLineAsync(report.IsSound
                ? $"The audit trail is sound: {report.Entries:N0} entries. Its head is {report.Head}"
                : $"The audit trail is not as it was written: faults {report.Faults:N0}, entries {report.Entries:N0}. Its head is {report.Head}");
            return report.IsSound ? 0 : Unsound;
        });
    }

    /// <summary>Reads everything, saying each second how far it is. What it finds is written down as in the rounds, so it can be broken off at any time.</summary>
    public static Task<int> VerifyStoreAsync(WebApplication app, TextWriter output, CancellationToken ct) => CommandRunner.InScopeAsync(app, async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var check = services.GetRequiredService<CheckFile>();
        var clock = services.GetRequiredService<TimeProvider>();
        var (all, bytes) = (await db.StoredFiles.Kept().CountAsync(ct), await db.StoredFiles.Kept().SumAsync(f => f.Size, ct));
        var (files, read, harmed, unread, said) = (0, 0L, 0, 0, clock.GetTimestamp());
        foreach (var beginning in Enumerable.Range(0, 256).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)))
        {
            foreach (var sha256 in await db.StoredFiles.Kept().Where(f => f.Sha256.StartsWith(beginning)).Select(f => f.Sha256).ToListAsync(ct))
            {
                db.ChangeTracker.Clear();
                CheckedIntegrity? looked;
                try
                {
                    looked = await check.RunAsync(sha256, ct);
                }
                catch (StoreAway away)
                {
                    unread++;
                    await output.WriteLineAsync($"{sha256}  Not read: {away.Message}");
                    continue;
                }

                if (looked is not { } found)
                {
                    continue;
                }

                (files, read) = (files + 1, read + found.Size);
                if (found.Now.IsHarmed())
                {
                    harmed++;
                    await output.WriteLineAsync($"{sha256}  {found.Now.Words()}");
                }

                if (clock.GetElapsedTime(said) > TimeSpan.FromSeconds(1))
                {
                    said = clock.GetTimestamp();
                    await output.WriteLineAsync($"{files:N0} of {all:N0} files, {ByteCount.InWords(read)} of {ByteCount.InWords(bytes)}");
                }
            }
        }

        await output.WriteLineAsync(harmed > 0 ? $"{harmed:N0} of {files:N0} files are lost or changed." : unread > 0 ? $"The {files:N0} files that were read are whole." : $"All {files:N0} files are whole: {ByteCount.InWords(read)}.");
        if (unread > 0)
        {
            await output.WriteLineAsync($"Of {unread:N0} files nothing is said: the store did not give them.");
        }

        return harmed + unread == 0 ? 0 : Unsound;
    });
}
