using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Documents;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.Retention;

/// <summary>Which part of the report is shown.</summary>
public enum DueShown
{
    /// <summary>Kept long enough, and nothing keeps it.</summary>
    Due,

    /// <summary>Kept long enough, and something keeps it nevertheless.</summary>
    Kept,

    /// <summary>Not due yet, but within the days of the report.</summary>
    Soon,
}

/// <summary>The report of what is due for disposal, what will be, and what is kept beyond its time and why.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class IndexModel(PortalDbContext db, RetentionFacts facts, RetentionPosts posts, RetentionOptions options, AccessScope scope, CurrentPerson me, TimeProvider clock) : PortalPage
{
    [FromQuery(Name = "body")]
    public Id<Body>? Body { get; set; }

    [FromQuery(Name = "show")]
    public DueShown Shown { get; set; }

    /// <summary>Bodies whose report the present person reads, by name.</summary>
    public IReadOnlyList<(Id<Body> Id, string Name)> Bodies { get; private set; } = [];

    /// <summary>Null where a body has to be chosen first.</summary>
    public string? BodyName { get; private set; }

    public PageOf<JudgedItem> Items { get; private set; } = null!;

    public IReadOnlyDictionary<DueShown, int> Counts { get; private set; } = new Dictionary<DueShown, int>();

    /// <summary>Holds on all of the body's evidence.</summary>
    public IReadOnlyList<LegalHold> Holds { get; private set; } = [];

    /// <summary>Proposals that wait for a second person.</summary>
    public int Waiting { get; private set; }

    public bool MayKeep { get; private set; }

    public int SoonDays => options.SoonDays;

    private IReadOnlyList<JudgedItem> _all = [];

    /// <summary>Another part of the report, or the same as another format.</summary>
    public string Address(DueShown shown, string? handler = null)
    {
        var query = new QueryBuilder { { "body", $"{Body}" }, { "show", $"{shown}" } };
        if (handler is not null)
        {
            query.Add("handler", handler);
        }

        return $"{Url.Page("Index")}{query}";
    }

    public void OnGet()
    {
    }

    /// <summary>The whole part that is shown.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        if (BodyName is null)
        {
            return NotFound();
        }

        Response.Attach($"Retention of {BodyName} {clock.Today():yyyy-MM-dd}.csv", "text/csv; charset=utf-8");
        await Response.WriteAsync(CsvText.ByteOrderMark + CsvText.Line("Title", "Kind", "Describes", "Counted from", "Because", "Years", "Period", "Due", "What keeps it", "Version", "Item"), ct);
        foreach (var (item, finding) in Part(Shown))
        {
            await Response.WriteAsync(
                CsvText.Line(
                    item.Title, item.Kind.Words(), $"{item.Describes:yyyy-MM-dd}", $"{finding.From:yyyy-MM-dd}", finding.Because.Words(), $"{finding.Years}",
                    finding.IsOwn ? "Own" : "As everybody", $"{finding.DueOn:yyyy-MM-dd}", string.Join(' ', finding.Obstacles.Select(o => o.Words())), $"{item.FileVersion}", $"{item.Id}"),
                ct);
        }

        return new EmptyResult();
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        var ids = scope.BodyIds.Where(posts.MayRead).ToList();
        var bodies = await db.Bodies.Where(b => ids.Contains(b.Id) && (b.Kind == BodyKind.SafeguardingBoard || b.Kind == BodyKind.LocalAuthority))
            .OrderBy(b => b.Name).Select(b => new { b.Id, b.Name }).ToListAsync(ct);
        Bodies = [.. bodies.Select(b => (b.Id, b.Name))];
        if (Body is { } asked && scope.BodyIds.Contains(asked) && !posts.MayRead(asked))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var own = Bodies.Where(b => me.Posts.Any(p => p.BodyId == b.Id)).ToList();
        Body ??= own.Count == 1 ? own[0].Id : Bodies.Count == 1 ? Bodies[0].Id : null;
        if (Body is not { } body)
        {
            return Bodies.Count == 0 ? StatusCode(StatusCodes.Status403Forbidden) : null;
        }

        BodyName = Bodies.FirstOrDefault(b => b.Id == body).Name;
        if (BodyName is null)
        {
            return NotFound();
        }

        MayKeep = posts.MayKeep(body);
        _all = await facts.DueAsync(body, ct);
        Counts = Enum.GetValues<DueShown>().ToDictionary(s => s, s => Part(s).Count());
        var place = PlaceInList.Asked(Counts[Shown], Request.Query["page"], Request.Query["size"]);
        Items = new PageOf<JudgedItem>([.. Part(Shown).Skip(Math.Max(0, place.First - 1)).Take(place.Size)], place);
        Holds = await db.Set<LegalHold>().AsNoTracking().Where(h => h.BodyId == body && h.EvidenceItemId == null && h.ReleasedAt == null).OrderBy(h => h.PlacedAt).ToListAsync(ct);
        Waiting = await db.Set<Disposal>().CountAsync(d => d.BodyId == body && d.State == DisposalState.Proposed, ct);
        return null;
    }

    private IEnumerable<JudgedItem> Part(DueShown shown)
    {
        var today = clock.Today();
        return _all.Where(j => shown == (j.Finding.DueOn > today ? DueShown.Soon : j.Finding.MayGo ? DueShown.Due : DueShown.Kept));
    }
}
