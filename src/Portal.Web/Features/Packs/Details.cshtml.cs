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
public sealed class DetailsModel(PortalDbContext db, PackStore packs, StopPack stop, MakeSupplement supplement, AccessScope scope, CurrentPerson me, TimeProvider clock) : PortalPage
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

    /// <summary>The pack beside which a supplement or a redacted pack stands; null for the whole pack itself.</summary>
    public Id<EvidencePack>? Whole { get; private set; }

    /// <summary>The supplements to a whole pack, in the order of their numbers.</summary>
    public IReadOnlyList<Beside> Supplements { get; private set; } = [];

    /// <summary>The redacted packs beside a whole pack, for its body, in the order of their numbers.</summary>
    public IReadOnlyList<Beside> Redacted { get; private set; } = [];

    /// <summary>What was added late and is in no supplement yet.</summary>
    public int InNoSupplement { get; private set; }

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

    public async Task<IActionResult> OnPostGiveUpAsync(CancellationToken ct)
    {
        var whole = await stop.GiveUpAsync(Id, ct);
        Notice("It was given up. What it was to hold can go into another.");
        return Go("Details", new { id = whole });
    }

    public async Task<IActionResult> OnPostSupplementAsync(CancellationToken ct)
    {
        var made = await supplement.ToAsync(Id, ct);
        Notice("The supplement is being assembled");
        return Go("Details", new { id = made });
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
            pack.BodyId, found.Body, pack.SelfAssessmentId, pack.FrozenVersionId, pack.Kind, pack.Number, pack.State, pack.Stage, pack.Percent, PackWords.HowFar(pack, clock.UtcNow()), pack.RequestedAt,
            pack.FileName, pack.Size ?? 0, pack.Sha256 ?? "", pack.CompletedAt, pack.Failure);
        IsOwn = scope.BodyIds.Contains(pack.BodyId);
        if (pack.State == PackState.Complete)
        {
            Summary = await packs.SummaryAsync(Id, ct);
        }

        await LoadBesideAsync(ct);
        if (IsOwn)
        {
            await LoadDownloadsAsync(ct);
        }

        return null;
    }

    private async Task LoadBesideAsync(CancellationToken ct)
    {
        var beside = db.Packs.AsNoTracking().Where(p => p.FrozenVersionId == Pack.Version);
        if (Pack.Kind != PackKind.Whole)
        {
            Whole = await beside.Whole().Select(p => (Id<EvidencePack>?)p.Id).FirstOrDefaultAsync(ct);
            return;
        }

        var others = await beside.Where(p => p.Kind != PackKind.Whole).OrderBy(p => p.Number)
            .Select(p => new Beside(p.Id, p.Kind, p.Number, p.State, p.Late.Count, p.RequestedAt)).ToListAsync(ct);
        Supplements = others.FindAll(p => p.Kind == PackKind.Supplement);
        Redacted = others.FindAll(p => p.Kind == PackKind.Redacted);
        InNoSupplement = Runs && Pack.State == PackState.Complete ? await supplement.InNone(Pack.Version).CountAsync(ct) : 0;
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
        Id<Body> BodyId, string Body, Id<SelfAssessment> Of, Id<FrozenVersion> Version, PackKind Kind, int Number, PackState State, PackStage Stage, int Percent, string HowFar, DateTime RequestedAt,
        string FileName, long Size, string Sha256, DateTime? CompletedAt, string? Failure);

    /// <summary>A pack that stands beside the whole one.</summary>
    /// <param name="Items">Items of evidence that a supplement holds.</param>
    public sealed record Beside(Id<EvidencePack> Id, PackKind Kind, int Number, PackState State, int Items, DateTime RequestedAt)
    {
        /// <summary>What it is called in a list of its kind.</summary>
        public string Name => Kind == PackKind.Redacted ? $"Redacted pack {Number}" : $"Supplement {Number} ({(Items == 1 ? "1 item" : $"{Items:N0} items")})";
    }

    public sealed record DownloadView(string Who, DateTime At);
}
