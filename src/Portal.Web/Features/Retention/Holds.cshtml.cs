using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;

namespace Portal.Web.Features.Retention;

/// <summary>The legal holds of a body: those that stand, then those that were released.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HoldsModel(PortalDbContext db, RetentionPosts posts) : PortalPage
{
    [FromRoute]
    public Id<Body> Id { get; set; }

    public string BodyName { get; private set; } = "";

    public bool MayKeep { get; private set; }

    public PageOf<Row> Holds { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        BodyName = await posts.ReadBodyAsync(Id, ct);
        MayKeep = posts.MayKeep(Id);
        Holds = await db.Set<LegalHold>().AsNoTracking().Where(h => h.BodyId == Id)
            .OrderBy(h => h.ReleasedAt != null).ThenByDescending(h => h.PlacedAt).ThenBy(h => h.Id)
            .Select(h => new Row(h, db.EvidenceItems.Where(e => (Id<EvidenceItem>?)e.Id == h.EvidenceItemId).Select(e => e.Title).FirstOrDefault())).ToPageAsync(Request.Query, ct);
        return null;
    }

    /// <param name="Hold">The hold.</param>
    /// <param name="Title">Of the item; null for all evidence.</param>
    public sealed record Row(LegalHold Hold, string? Title);
}
