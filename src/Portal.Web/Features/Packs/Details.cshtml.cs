using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Packs;

/// <summary>An evidence pack: how far it is, then what it holds, how to check it, and who fetched it.</summary>
[Authorize(Policies.SignedIn)]
public sealed class DetailsModel(PortalDbContext db, PackStore packs, StopPack stop, AccessScope scope, CurrentPerson me, TimeProvider clock) : PortalPage
{
    /// <summary>Most downloads shown, newest first; the trail keeps all.</summary>
    public const int MostDownloads = 100;

    [FromRoute]
    public Id<EvidencePack> Id { get; set; }

    public View Pack { get; private set; } = null!;

    /// <summary>Null until the pack is complete.</summary>
    public PackSummary? Summary { get; private set; }

    /// <summary>True for those of the body, who see the log and the way back to the assessment.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>True for the quality assurance lead of the review, who opens a submitted self-assessment again.</summary>
    public bool MayReopen => !IsOwn && me.Holds(PostRole.QualityAssuranceLead);

    /// <summary>True for those who run the self-assessment: they give links, stop the pack and let it go on.</summary>
    public bool Runs => me.Runs(Pack.BodyId);

    public IReadOnlyList<DownloadView> Downloads { get; private set; } = [];

    public int DownloadCount { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostStopAsync(CancellationToken ct)
    {
        await stop.StopAsync(Id, ct);
        Notice("The pack was stopped");
        return Go("Details", new { id = Id });
    }

    public async Task<IActionResult> OnPostGoOnAsync(CancellationToken ct)
    {
        await stop.GoOnAsync(Id, ct);
        Notice("The pack goes on");
        return Go("Details", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await db.Packs.AsNoTracking().Where(p => p.Id == Id)
            .Join(db.Bodies, p => p.BodyId, b => b.Id, (p, b) => new { Pack = p, Body = b.Name }).FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        var pack = found.Pack;
        Pack = new View(
            pack.BodyId, found.Body, pack.SelfAssessmentId, pack.FrozenVersionId, pack.State, pack.Stage, pack.Percent, PackWords.HowFar(pack, clock.UtcNow()), pack.RequestedAt,
            pack.FileName, pack.Size ?? 0, pack.Sha256 ?? "", pack.CompletedAt, pack.Failure);
        IsOwn = scope.BodyIds.Contains(pack.BodyId);
        if (pack.State == PackState.Complete)
        {
            Summary = await packs.SummaryAsync(Id, ct);
        }

        if (IsOwn)
        {
            await LoadDownloadsAsync(ct);
        }

        return null;
    }

    private async Task LoadDownloadsAsync(CancellationToken ct)
    {
        var subject = Id.ToString();
        var log = db.Set<AuditEntry>().AsNoTracking().Where(a => a.Action == "downloaded" && a.Subject == subject);
        DownloadCount = await log.CountAsync(ct);
        Downloads = await log.OrderByDescending(a => a.At).Take(MostDownloads)
            .Join(db.People, a => a.PersonId, p => p.Id, (a, p) => new { p.Name, a.At })
            .OrderByDescending(d => d.At).Select(d => new DownloadView(d.Name, d.At)).ToListAsync(ct);
    }

    public sealed record View(
        Id<Body> BodyId, string Body, Id<SelfAssessment> Of, Id<FrozenVersion> Version, PackState State, PackStage Stage, int Percent, string HowFar, DateTime RequestedAt,
        string FileName, long Size, string Sha256, DateTime? CompletedAt, string? Failure);

    public sealed record DownloadView(string Who, DateTime At);
}
