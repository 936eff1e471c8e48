using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>Handing a presentation over to the review team.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HandOverModel(PresentationReader reader, WiderSight sight) : EditorPage(reader)
{
    /// <summary>The review to whose team it goes; null where there is none.</summary>
    public string? Review { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await sight.DoAsync(
            async s =>
            {
                await s.GetRequiredService<HandOverPresentation>().OneAsync(Id, ct);
                return true;
            },
            ct);
        Notice("Handed over. The team of your review can read it and is told by mail, and it stays as it is.");
        return Go("Edit", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        await base.LoadAsync(ct);
        Review = (await sight.DoAsync(s => s.GetRequiredService<HandOverPresentation>().ToAsync(Shown.Presentation.BodyId, ct), ct))?.Title;
        return null;
    }
}
