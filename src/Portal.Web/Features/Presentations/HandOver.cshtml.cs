using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>Handing a presentation over to the review team.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HandOverModel(PresentationReader reader, WiderSight sight) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Presentation> Id { get; set; }

    public ShownPresentation Shown { get; private set; } = null!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var told = await sight.DoAsync(s => s.GetRequiredService<HandOverPresentation>().OneAsync(Id, ct), ct);
        Notice(told > 0
            ? "Handed over. The team of your review can read it and is told by mail, and it stays as it is."
            : "Handed over. The team of your review can read it once there is one, and it stays as it is.");
        return Go("Edit", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        reader.RequireEditor(Shown.Presentation.BodyId);
        return null;
    }
}
