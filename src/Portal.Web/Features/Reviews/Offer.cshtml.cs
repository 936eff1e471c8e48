using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Reviews;

/// <summary>Offering a body the slot for its opening presentation.</summary>
[Authorize(Policies.ReviewTeam)]
public sealed class OfferModel(PortalDbContext db, WiderSight sight, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Review> Id { get; set; }

    [BindProperty]
    public SlotForm Input { get; set; } = new();

    public string Title { get; private set; } = "";

    public string Body { get; private set; } = "";

    public void OnGet() => Input = new SlotForm { Time = "10:00", Minutes = "30" };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new SlotFormValidator<SlotForm>()))
        {
            return Invalid();
        }

        await sight.DoAsync(s => s.GetRequiredService<OfferOpening>().ForAsync(Id, Input.StartsAt(), Input.Length(), ct), ct);
        Notice("Offered. Those who run the self-assessment are told by mail.");
        return Go("Details", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await me.LeadingPostAsync(Id, ct) is null)
        {
            return NotFound();
        }

        var found = await db.Reviews.AsNoTracking().Where(r => r.Id == Id).Join(db.Bodies, r => r.BodyId, b => b.Id, (r, b) => new { r.Title, b.Name }).FirstOr404Async(ct);
        (Title, Body) = (found.Title, found.Name);
        return null;
    }
}
