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
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Reviews;

/// <summary>One review, for its team alone: who is in it, and the evidence packs that arrived.</summary>
[Authorize(Policies.ReviewTeam)]
public sealed class DetailsModel(PortalDbContext db, NewerVersions versions, OwnActs own, CurrentPerson me) : PortalPage
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

    /// <summary>Presentations that the body has handed over to this review, the latest first.</summary>
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
        var handed = await db.Presentations.AsNoTracking().Where(p => p.ReviewId == Id).OrderByDescending(p => p.HandedOverAt).Take(MostOpenings)
            .Select(p => new { p.Id, p.Title, p.SelfAssessmentId, p.SignedNumber, p.HandedOverAt }).ToListAsync(ct);
        var latest = await versions.OfAsync(handed.Select(p => p.SelfAssessmentId), ct);
        Presentations = handed.ConvertAll(p => new HandedOver(p.Id, p.Title, p.HandedOverAt!.Value, p.SignedNumber, latest.GetValueOrDefault(p.SelfAssessmentId) > p.SignedNumber));
        return null;
    }

    /// <param name="Id">The presentation.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="At">When it was handed over.</param>
    /// <param name="Signed">The number of the signed version it was drawn from.</param>
    /// <param name="IsBehind">Whether a newer version has been signed since.</param>
    public sealed record HandedOver(Id<Presentation> Id, string Title, DateTime At, int Signed, bool IsBehind);

    public sealed record View(Id<Body> BodyId, string Title, string Body, DateOnly StartsOn);

    public sealed record MemberView(string Name, PostRole Role);

    public sealed record PackView(
        Id<EvidencePack> Id, Id<FrozenVersion> Version, bool IsWhole, string FileName, long Size, string Sha256, DateTime ArrivedAt, IReadOnlyList<DateTime> OwnDownloads);
}
