using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Reviews;

/// <summary>One review, for its team alone: who is in it, and the evidence packs that arrived.</summary>
[Authorize(Policies.ReviewTeam)]
public sealed class DetailsModel(PortalDbContext db, OwnActs own, CurrentPerson me) : PortalPage
{
    /// <summary>More offers and presentations than a review sees.</summary>
    private const int MostOpenings = 20;

    [FromRoute]
    public Id<Review> Id { get; set; }

    public View Review { get; private set; } = null!;

    public IReadOnlyList<MemberView> Team { get; private set; } = [];

    /// <summary>The matter that is the review's timetable; null until it is started.</summary>
    public Id<Matter>? Timetable { get; private set; }

    /// <summary>True for whoever leads the review.</summary>
    public bool MayStart { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PackView> Packs { get; private set; } = [];

    /// <summary>Slots for the opening presentation, the latest first; none is a gap.</summary>
    public IReadOnlyList<OpeningSlot> Openings { get; private set; } = [];

    /// <summary>Presentations that the body has handed over, the latest first.</summary>
    public IReadOnlyList<HandedOver> Presentations { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var person = me.Id;
        var found = await db.Reviews.AsNoTracking().Where(r => r.Id == Id && r.Team.Any(m => m.PersonId == person))
            .Join(db.Bodies, r => r.BodyId, b => b.Id, (r, b) => new View(r.BodyId, r.Title, b.Name, r.StartsOn)).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        Review = found;
        Timetable = await db.Matters.Where(m => m.ReviewId == Id && m.Kind == Matter.OfReview).OrderByDescending(m => m.OpenedAt)
            .Select(m => (Id<Matter>?)m.Id).FirstOrDefaultAsync(ct);
        MayStart = await me.LeadingPostAsync(Id, ct) is not null;
        Team = await db.Set<ReviewTeamMember>().AsNoTracking().Where(m => m.ReviewId == Id)
            .Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new MemberView(p.Name, m.Role)).ToListAsync(ct);
        Team = [.. Team.OrderBy(m => m.Role).ThenBy(m => m.Name, StringComparer.Ordinal)];
        var packs = await db.Packs.AsNoTracking().Where(p => p.BodyId == found.BodyId && p.State == PackState.Complete)
            .OrderByDescending(p => p.CompletedAt).Select(p => new { p.Id, p.FrozenVersionId, p.Kind, p.FileName, p.Size, p.Sha256, p.CompletedAt }).ToListAsync(ct);
        var downloads = await own.OnAsync("downloaded", packs.ConvertAll(p => p.Id.ToString()), ct);
        Packs = packs.ConvertAll(p => new PackView(p.Id, p.FrozenVersionId, p.Kind == PackKind.Whole, p.FileName, p.Size!.Value, p.Sha256!, p.CompletedAt!.Value, [.. downloads[p.Id.ToString()]]));
        Openings = await db.Set<OpeningSlot>().AsNoTracking().Where(s => s.ReviewId == Id).OrderByDescending(s => s.OfferedAt).Take(MostOpenings).ToListAsync(ct);
        Presentations = await db.Presentations.AsNoTracking().Where(p => p.BodyId == found.BodyId && p.HandedOverAt != null).OrderByDescending(p => p.HandedOverAt).Take(MostOpenings)
            .Select(p => new HandedOver(p.Id, p.Title, p.HandedOverAt!.Value)).ToListAsync(ct);
        return null;
    }

    public sealed record HandedOver(Id<Presentation> Id, string Title, DateTime At);

    public sealed record View(Id<Body> BodyId, string Title, string Body, DateOnly StartsOn);

    public sealed record MemberView(string Name, PostRole Role);

    public sealed record PackView(
        Id<EvidencePack> Id, Id<FrozenVersion> Version, bool IsWhole, string FileName, long Size, string Sha256, DateTime ArrivedAt, IReadOnlyList<DateTime> OwnDownloads);
}
