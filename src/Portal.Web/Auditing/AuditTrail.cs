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
