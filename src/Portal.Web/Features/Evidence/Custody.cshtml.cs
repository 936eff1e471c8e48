using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>In whose hands an item has been: everything that was done with it, from its adding on.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class CustodyModel(PortalDbContext db, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    public string Title { get; private set; } = "";

    public PageOf<Entry> Entries { get; private set; } = null!;

    public void OnGet()
    {
    }

    /// <summary>Who has looked at an item is for those who read all that its body writes, and for whoever added it.</summary>
    internal static bool IsFor(CurrentPerson person, Id<Body> body, Id<Person> addedBy) => person.ReadsAllOf(body) || person.Id == addedBy;

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var item = await db.EvidenceItems.AsNoTracking().Where(e => e.Id == Id).Select(e => new { e.Title, e.BodyId, e.AddedBy }).FirstOr404Async(ct);
        CurrentPerson.Require(IsFor(me, item.BodyId, item.AddedBy), "Who has looked at an item is shown to those who read all of its body, and to whoever added it.");
        Title = item.Title;
        var subject = Id.ToString();
        Entries = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.Subject == subject)
            .LeftJoin(db.People, e => e.PersonId, p => (Id<Person>?)p.Id, (e, p) => new { Entry = e, Who = p!.Name })
            .OrderByDescending(e => e.Entry.Number)
            .Select(e => new Entry(e.Entry.Number, e.Entry.At, e.Who, e.Entry.Action, e.Entry.Reason)).ToPageAsync(Request.Query, ct);
        return null;
    }

    /// <param name="Who">Null when the portal acted.</param>
    public sealed record Entry(long Number, DateTime At, string? Who, string Action, string? Reason);
}
