using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.SignOff;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Packs;

/// <summary>A page on which somebody who runs the self-assessment withholds something from its pack.</summary>
public abstract class RedactionPage(PortalDbContext db, RedactPack redact) : PortalPage
{
    /// <summary>The whole pack.</summary>
    [FromRoute]
    public Id<EvidencePack> Id { get; set; }

    public string Body { get; private set; } = "";

    /// <summary>The version whose pack is redacted.</summary>
    protected FrozenVersion Version { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected sealed override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        (var pack, Version) = await redact.OfAsync(Id, ct);
        Body = await db.Bodies.Where(b => b.Id == pack.BodyId).Select(b => b.Name).SingleAsync(ct);
        return null;
    }
}
