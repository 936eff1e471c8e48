using Microsoft.EntityFrameworkCore;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Auditing;

/// <summary>Reads the whole trail each night, and when asked to; writes its head into the log, and tells the administrators when something is wrong.</summary>
public sealed partial class VerifyAuditJob(
    PortalDbContext db, AuditVerification verification, TellAdministrators tell, TimeProvider clock, ILogger<VerifyAuditJob> log) : IPortalJob
{
    public const string Name = "verify-audit";

    /// <summary>Every night at ten past four, UK time.</summary>
    public const string Cron = "10 4 * * *";

    public async Task RunAsync(string subject, CancellationToken ct)
    {
        var last = await db.Set<AuditCheck>().AsNoTracking().Where(c => c.Faults == 0).OrderByDescending(c => c.At).FirstOrDefaultAsync(ct);
        var report = await verification.RunAsync(last is null ? [] : [last.Head], ct);
        var account = string.Join('\n', report.Told);
        var check = new AuditCheck
        {
            Id = Guid.CreateVersion7(),
            At = clock.UtcNow(),
            HeadNumber = report.Head.Number,
            HeadHash = report.Head.Hash,
            Faults = report.Faults,
            Account = report.IsSound ? null : account.Length <= AuditCheck.LongestAccount ? account : account[..AuditCheck.LongestAccount],
        };
        db.Add(check);
        if (report.IsSound)
        {
            Sound(log, report.Entries, report.Head);
        }
        else
        {
            Unsound(log, report.Faults, report.Entries, account);
            await tell.AllAsync(
                "The audit trail is not as it was written",
                $"""
                 The audit trail was read from its beginning, and {report.Faults} {(report.Faults == 1 ? "thing is" : "things are")} wrong with it.
                 Somebody, or some fault, has changed the database past the portal. Keep a copy of the database as it is now, and find out who
                 could write to it since {last?.At.Words() ?? "it was made"}.

                 {account}
                 """,
                "/administration/audit",
                $"audit:{check.HeadHash}:{report.Faults}",
                ct);
        }

        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(LogLevel.Information, "The audit trail is sound: {Entries} entries, head {Head}")]
    private static partial void Sound(ILogger log, long entries, AuditHead head);

    [LoggerMessage(LogLevel.Critical, "The audit trail has {Faults} faults among {Entries} entries: {Account}")]
    private static partial void Unsound(ILogger log, int faults, long entries, string account);
}
