using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Packs;

/// <summary>The evidence packs the person may see: all of their own bodies, and the complete ones of the bodies they review.</summary>
[Authorize(Policies.SignedIn)]
public sealed class IndexModel(PortalDbContext db) : PortalPage
{
    public PageOf<Pack> Packs { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Packs = await db.Packs.AsNoTracking()
            .OrderByDescending(p => p.RequestedAt).ThenByDescending(p => p.Id)
            .Join(db.Bodies, p => p.BodyId, b => b.Id, (p, b) => new Pack(p.Id, p.FileName, b.Name, p.State, p.RequestedAt, p.CompletedAt, p.Size))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Pack(
        Id<EvidencePack> Id, string FileName, string Body, PackState State, DateTime RequestedAt, DateTime? CompletedAt, long? Size);
}
