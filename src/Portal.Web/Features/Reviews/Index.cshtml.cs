using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Reviews;

/// <summary>The reviews of whose teams the present person is a member, and those whose teams they make up.</summary>
[Authorize(Policies.MakesUpTeams)]
public sealed class IndexModel(PortalDbContext db, CurrentPerson me) : PortalPage
{
    /// <summary>More than anybody takes part in; the latest are shown.</summary>
    public const int Most = 100;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Reviews of the person's review body whose teams they make up.</summary>
    public IReadOnlyList<Team> Administered { get; private set; } = [];

    /// <summary>True for the administrator of a review body.</summary>
    public bool MakesUpTeams => me.Holds(PostRole.ReviewAdministrator);

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var person = me.Id;
        Rows = await db.Reviews.AsNoTracking().Where(r => r.Team.Any(m => m.PersonId == person))
            .OrderByDescending(r => r.StartsOn).ThenBy(r => r.Title).Take(Most)
            .Join(db.Bodies, r => r.BodyId, b => b.Id, (r, b) => new Row(
                r.Id, r.Title, b.Name, r.StartsOn, db.Packs.Count(p => p.Kind == PackKind.Whole && p.BodyId == r.BodyId && p.State == PackState.Complete),
                db.Set<OpeningSlot>().Where(s => s.ReviewId == r.Id).OrderByDescending(s => s.OfferedAt).Select(s => (OpeningState?)s.State).FirstOrDefault()))
            .ToListAsync(ct);
        if (MakesUpTeams)
        {
            var ids = me.AdministeredReviews;
            Administered = await db.Reviews.AsNoTracking().Where(r => ids.Contains(r.Id)).OrderByDescending(r => r.StartsOn).ThenBy(r => r.Title).Take(Most)
                .Select(r => new Team(r.Id, r.Title, r.StartsOn, r.Team.Count)).ToListAsync(ct);
        }

        return null;
    }

    public sealed record Team(Id<Review> Id, string Title, DateOnly StartsOn, int Members);

    /// <summary>One review.</summary>
    /// <param name="Opening">What became of the slot for the opening presentation that was offered last; null where none was offered.</param>
    public sealed record Row(Id<Review> Id, string Title, string Body, DateOnly StartsOn, int Packs, OpeningState? Opening);
}
