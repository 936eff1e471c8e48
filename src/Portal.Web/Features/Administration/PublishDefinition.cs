using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Administration;

/// <summary>Publishes a new version of a process on an administrator's responsibility.</summary>
public sealed class PublishDefinition(PortalDbContext db, DefinitionLibrary library, AuditTrail audit, CurrentPerson me)
{
    /// <exception cref="RuleBroken">No reason, or the version was published meanwhile.</exception>
    public Task AsAsync(string json, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var operatorOf = me.Posts.FirstOrDefault(p => p.Role == PostRole.Administrator) ?? throw new Forbidden("Only administrators publish processes.");
        var why = RuleBroken.IfBlank(reason, "workflow.no-reason", "Say why this version is published.", "Reason");
        var definition = await library.PublishOneAsync(json, ct);
        audit.Record(operatorOf.BodyId, "workflow-published", $"{definition.DefinitionId}@{definition.Version}", why);
        await db.SaveChangesAsync(ct);
    });
}
