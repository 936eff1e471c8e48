using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>Handing a presentation over to the review team.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HandOverModel(PresentationReader reader, EditPresentation edit) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Presentation> Id { get; set; }

    public ShownPresentation Shown { get; private set; } = null!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await edit.ChangeAsync(Id, (p, at) => p.HandOver(at), "presentation-handed-over", ct);
        Notice("Handed over. The team of your review can read it, and it stays as it is.");
        return Go("Edit", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        reader.RequireEditor(Shown.Presentation.BodyId);
        return null;
    }
}
