using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;

namespace Portal.Web.Features.Retention;

/// <summary>How long a body keeps each kind of evidence, and what it decided about that.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ScheduleModel(PortalDbContext db, RetentionPosts posts, RetentionOptions options) : PortalPage
{
    [FromRoute]
    public Id<Body> Id { get; set; }

    public string BodyName { get; private set; } = "";

    public bool MayKeep { get; private set; }

    public IReadOnlyList<(RetainedKind Kind, int Years, bool IsOwn, int Everybody)> Rows { get; private set; } = [];

    /// <summary>What was ever decided, newest first.</summary>
    public IReadOnlyList<RetentionPeriod> Decisions { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        BodyName = await posts.ReadBodyAsync(Id, ct);
        MayKeep = posts.MayKeep(Id);
        var schedule = await db.Set<RetentionSchedule>().AsNoTracking().Include(s => s.Periods).FirstOrDefaultAsync(s => s.BodyId == Id, ct);
        var periods = options.PeriodsOf(schedule);
        Rows = [.. Enum.GetValues<RetainedKind>().Select(k => (k, periods.Of(k).Years, periods.Of(k).IsOwn, options.YearsOf(k)))];
        Decisions = [.. (schedule?.Periods ?? []).OrderByDescending(p => p.Number)];
        return null;
    }
}
