using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Files.Scanning;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Administration;

/// <summary>Lets the scanner look once more at files in quarantine, say after its limits or signatures have changed.</summary>
public sealed class ScanAgain(PortalDbContext db, ScanRequests scans, ScanningOptions options, AuditTrail audit, CurrentPerson me)
{
    /// <exception cref="RuleBroken">Nothing is scanned here, or the file is not in quarantine.</exception>
    public Task AsAsync(string code, CancellationToken ct)
    {
        var operatorOf = me.Posts.FirstOrDefault(p => p.Role == PostRole.Administrator)
            ?? throw new Forbidden("Only administrators let files be scanned again.");
        if (!options.IsOn)
        {
            throw new RuleBroken("scanning.off", "This installation runs without a scanner.");
        }

        return db.RetryOnConflictAsync(async () =>
        {
            var file = await db.StoredFiles.Where(f => f.Sha256.StartsWith(code)).FirstOr404Async(ct);
            if (!Quarantine.IsFinal(file.Safety))
            {
                throw new RuleBroken("scanning.not-held", "This file is no longer held back. The list below shows how it stands now.");
            }

            var before = $"{file.Safety}: {file.SafetyNote}";
            scans.Ask(file);
            audit.Record(operatorOf.BodyId, "file-scanned-again", code, before);
            await db.SaveChangesAsync(ct);
        });
    }
}
