using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Auditing;

/// <summary>Writes consequential acts into the trail, in the same save as the act itself.</summary>
public sealed class AuditTrail(PortalDbContext db, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Adds an entry; the caller saves.</summary>
    public void Record<T>(Id<Body> body, string action, Id<T> subject, string? reason = null) where T : class =>
        Record(body, action, subject.ToString(), reason);

    /// <summary>The last entry that is committed, to be kept where nobody who writes to the database can change it.</summary>
    public async Task<AuditHead> HeadAsync(CancellationToken ct) =>
        await db.Set<AuditEntry>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).OrderByDescending(e => e.Number).Select(e => new AuditHead(e.Number, e.Hash))
            .FirstOrDefaultAsync(ct) ?? AuditHead.Beginning;

    /// <inheritdoc cref="Record{T}"/>
    public void Record(Id<Body> body, string action, string subject, string? reason = null) => db.Add(new AuditEntry
    {
        Id = Guid.CreateVersion7(),
        BodyId = body,
        PersonId = me.IsKnown ? me.Id : null,
        Action = action,
        Subject = subject,
        Reason = reason,
        At = clock.UtcNow(),
    });
}
