using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>The opening presentations of one's own bodies, the slots that were offered to them, and what a presentation can be drawn from.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class IndexModel(PortalDbContext db, AccessScope scope) : PortalPage
{
    /// <summary>More reviews and self-assessments than a body has at a time; the latest are shown.</summary>
    private const int Most = 20;

    public PageOf<Row> Presentations { get; private set; } = null!;

    /// <summary>The latest first.</summary>
    public IReadOnlyList<Offer> Offers { get; private set; } = [];

    /// <summary>Self-assessments with a signed version, of the bodies that the person runs.</summary>
    public IReadOnlyList<Source> Sources { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var own = scope.BodyIds;
        var run = scope.RunBodyIds;
        Presentations = await db.Presentations.AsNoTracking().Where(p => own.Contains(p.BodyId)).OrderByDescending(p => p.DrawnAt).ThenByDescending(p => p.Id)
            .Join(db.Bodies, p => p.BodyId, b => b.Id, (p, b) => new Row(p.Id, p.Title, b.Name, p.DrawnAt, p.HandedOverAt, run.Contains(b.Id))).ToPageAsync(Request.Query, ct);
        Offers = await db.Set<OpeningSlot>().AsNoTracking().Where(s => own.Contains(s.BodyId)).OrderByDescending(s => s.OfferedAt).Take(Most)
            .Join(db.Bodies, s => s.BodyId, b => b.Id, (s, b) => new Offer(s.Id, s.ReviewTitle, b.Name, s.StartsAt, s.State)).ToListAsync(ct);
        Offers = [.. Offers.OrderByDescending(o => o.StartsAt)];
        Sources = await db.SelfAssessments.AsNoTracking().Where(a => run.Contains(a.BodyId) && db.FrozenVersions.Any(v => v.SelfAssessmentId == a.Id && v.State == FrozenVersionState.Signed))
            .OrderByDescending(a => a.PeriodTo).ThenBy(a => a.Id).Take(Most)
            .Join(db.Bodies, a => a.BodyId, b => b.Id, (a, b) => new Source(a.Id, b.Name, a.PeriodFrom, a.PeriodTo)).ToListAsync(ct);
        return null;
    }

    public sealed record Row(Id<Presentation> Id, string Title, string Body, DateTime DrawnAt, DateTime? HandedOverAt, bool Runs);

    public sealed record Offer(Id<OpeningSlot> Id, string Review, string Body, DateTime StartsAt, OpeningState State);

    public sealed record Source(Id<SelfAssessment> Id, string Body, DateOnly From, DateOnly To);
}
