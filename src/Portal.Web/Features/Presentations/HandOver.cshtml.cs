using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>Handing a presentation over to the review team.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HandOverModel(PresentationReader reader, WiderSight sight) : EditorPage(reader)
{
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
}
