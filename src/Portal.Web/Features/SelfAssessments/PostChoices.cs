using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The posts of a body to choose from, with who holds each.</summary>
internal static class PostChoices
{
    public static async Task<IReadOnlyList<SelectListItem>> PostChoicesAsync(this PortalDbContext db, Id<Body> body, CancellationToken ct) =>
        await db.Posts.Where(p => p.BodyId == body).OrderBy(p => p.Title)
            .Select(p => new SelectListItem(
                p.Title + " (" + (db.People.Where(h => p.Holdings.Any(x => x.PersonId == h.Id && x.Until == null)).Select(h => h.Name).FirstOrDefault() ?? "vacant") + ")",
                p.Id.ToString()))
            .ToListAsync(ct);
}
