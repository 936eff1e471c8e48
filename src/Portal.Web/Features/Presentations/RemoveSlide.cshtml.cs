using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>Removing a slide that the body had added: it is read once more before it goes.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class RemoveSlideModel(PortalDbContext db, PresentationReader reader, EditPresentation edit) : SlidePage(db, reader)
{
    /// <summary>The version of the slide that was read.</summary>
    [BindProperty]
    public int BasedOn { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await edit.RemoveAsync(Id, BasedOn, ct))
        {
            Notice("The slide that was added is removed.");
            return Go("Edit", new { id = Of.PresentationId });
        }

        ModelState.AddModelError("", "Somebody else saved this slide while you were reading it. This is how it is now: read it again before you remove it");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
