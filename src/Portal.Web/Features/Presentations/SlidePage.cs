using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Presentations;

/// <summary>A page on which those who run the self-assessment change one slide.</summary>
public abstract class SlidePage(PortalDbContext db, PresentationReader reader) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Slide> Id { get; set; }

    protected PresentationReader Reader => reader;

    public ShownPresentation Shown { get; private set; } = null!;

    public Slide Of { get; private set; } = null!;

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Of = await db.Set<Slide>().AsNoTracking().Where(s => s.Id == Id).FirstOr404Async(ct);
        Shown = await reader.ShowAsync(Of.PresentationId, ct);
        reader.RequireEditor(Of.BodyId);
        return null;
    }
}
