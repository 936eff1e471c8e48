using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Reviews;

/// <summary>The reviews of whose teams the present person is a member.</summary>
[Authorize(Policies.ReviewTeam)]
public sealed class IndexModel(PortalDbContext db, CurrentPerson me) : PortalPage
{
    /// <summary>More than anybody takes part in; the latest are shown.</summary>
    public const int Most = 100;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var person = me.Id;
        Rows = await db.Reviews.AsNoTracking().Where(r => r.Team.Any(m => m.PersonId == person))
            .OrderByDescending(r => r.StartsOn).ThenBy(r => r.Title).Take(Most)
            .Join(db.Bodies, r => r.BodyId, b => b.Id, (r, b) => new Row(
                r.Id, r.Title, b.Name, r.StartsOn, db.Packs.Count(p => p.BodyId == r.BodyId && p.State == PackState.Complete)))
            .ToListAsync(ct);
        return null;
    }

    public sealed record Row(Id<Review> Id, string Title, string Body, DateOnly StartsOn, int Packs);
}
