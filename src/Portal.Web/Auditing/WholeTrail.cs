using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Auditing;

/// <summary>Which entries are asked for; each null lets all through.</summary>
/// <param name="Who">Part of the name or address of whoever acted.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">Id of what it was done to.</param>
/// <param name="Body">On whose record.</param>
/// <param name="From">At or after this time.</param>
/// <param name="Until">Before this time.</param>
public sealed record AuditFilter(string? Who, string? Action, string? Subject, Id<Body>? Body, DateTime? From, DateTime? Until);

/// <summary>An entry as administrators see it.</summary>
/// <param name="Who">Null when the portal acted.</param>
/// <param name="Reason">Null where there is none, or where it is the words of another body: administrators see no content.</param>
/// <param name="IsReasonHidden">Whether there is one that is not shown.</param>
public sealed record ShownEntry(long Number, DateTime At, string? Who, string Action, string Subject, string Body, string? Reason, bool IsReasonHidden, string Hash);

/// <summary>The trail of all bodies, for administrators and nobody else.</summary>
public sealed class WholeTrail(PortalDbContext db, CurrentPerson me)
{
    /// <summary>Newest first.</summary>
    public IQueryable<ShownEntry> Entries(AuditFilter filter)
    {
        var own = me.Posts.Where(p => p.Role == PostRole.Administrator).Select(p => p.BodyId).ToList();
        var entries = All();
        entries = filter.Action is { } action ? entries.Where(e => e.Action == action) : entries;
        entries = filter.Subject is { } subject ? entries.Where(e => e.Subject == subject) : entries;
        entries = filter.Body is { } body ? entries.Where(e => e.BodyId == body) : entries;
        entries = filter.From is { } from ? entries.Where(e => e.At >= from) : entries;
        entries = filter.Until is { } until ? entries.Where(e => e.At < until) : entries;
        if (filter.Who is { } who)
        {
            var part = who.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // translated to SQL, where the database lowers the text
            entries = entries.Where(e => db.People.Any(p => e.PersonId == p.Id && (p.Name.ToLower().Contains(part) || p.Email.ToLower().Contains(part))));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        return entries
            .LeftJoin(db.People, e => e.PersonId, p => (Id<Person>?)p.Id, (e, p) => new { Entry = e, Who = p!.Name })
            .Join(db.Bodies, e => e.Entry.BodyId, b => b.Id, (e, b) => new { e.Entry, e.Who, Body = b.Name })
            .OrderByDescending(e => e.Entry.Number)
            .Select(e => new ShownEntry(
                e.Entry.Number, e.Entry.At, e.Who, e.Entry.Action, e.Entry.Subject, e.Body,
                own.Contains(e.Entry.BodyId) ? e.Entry.Reason : null, e.Entry.Reason != null && !own.Contains(e.Entry.BodyId), e.Entry.Hash));
    }

    /// <summary>All actions there are entries of.</summary>
    public async Task<IReadOnlyList<string>> ActionsAsync(CancellationToken ct) => await All().Select(e => e.Action).Distinct().ToListAsync(ct);

    private IQueryable<AuditEntry> All()
    {
        CurrentPerson.Require(me.Holds(PostRole.Administrator), "Only administrators read the trail of all bodies.");
        return db.Set<AuditEntry>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking();
    }
}
