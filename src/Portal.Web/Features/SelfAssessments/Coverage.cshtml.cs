using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What evidence stands behind each judgement: of which kind and how old, with a way to what is there and to what is missing.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class CoverageModel(PortalDbContext db, AssessmentReader reader) : PortalPage
{
    private IReadOnlyList<LinkedItem> _linked = [];

    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    /// <summary>The judgement whose criteria are shown.</summary>
    [FromQuery(Name = "area")]
    public string? Area { get; set; }

    /// <summary>The row of which the items are listed: a judgement's code or a criterion's id.</summary>
    [FromQuery(Name = "of")]
    public string? Of { get; set; }

    /// <summary>Lists only items of this kind.</summary>
    [FromQuery(Name = "kind")]
    public EvidenceKind? Kind { get; set; }

    /// <summary>Lists only items of this age.</summary>
    [FromQuery(Name = "age")]
    public EvidenceAge? Age { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    /// <summary>The judgement whose criteria are shown; null when only judgements are.</summary>
    public JudgementArea? Chosen { get; private set; }

    public IReadOnlyList<CoverageRow> Rows { get; private set; } = [];

    /// <summary>What the chosen cell counts; null when none was chosen.</summary>
    public IReadOnlyList<Listed>? List { get; private set; }

    /// <summary>What the list is of.</summary>
    public string ListTitle { get; private set; } = "";

    /// <summary>True when the present person may add evidence to a criterion.</summary>
    public bool MayAdd(string criterion) => Shown.IsOpen && Shown.Share.MayAnswer(Shown.Framework.JudgementOf(criterion).Code, criterion);

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        _linked = (await db.EvidenceLinks.Where(l => l.SelfAssessmentId == Id)
            .Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (l, e) => new { l.CriterionId, e.Id, e.Title, e.Kind, e.Describes }).ToListAsync(ct))
            .Where(l => Reads(l.CriterionId)).Select(l => new LinkedItem(l.CriterionId, l.Id.Value, l.Title, l.Kind, l.Describes)).ToList();
        var areas = Shown.Framework.Areas.Select(a => a with { Criteria = [.. a.Criteria.Where(c => Shown.MayRead(a.Code, c.Id))] }).Where(a => a.Criteria.Count > 0).ToList();
        Chosen = areas.Count == 1 ? areas[0] : areas.Find(a => a.Code == Area);
        var from = Shown.Assessment.PeriodFrom;
        Rows =
        [
            .. Chosen is null || areas.Count == 1 ? areas.Select(a => Coverage.Of(a.Code, a.Title, a.Criteria, _linked, from)) : [],
            .. Chosen?.Criteria.Select(c => Coverage.Of(c.Id, c.Title, [c], _linked, from)) ?? [],
        ];
        LoadList();
        return null;
    }

    /// <summary>False also for what stands under a criterion that the framework no longer has.</summary>
    private bool Reads(string criterion) => Shown.Framework.FindCriterion(criterion) is not null && Shown.MayRead(criterion);

    private void LoadList()
    {
        var criteria = Shown.Framework.FindCriterion(Of ?? "") is { } criterion ? [criterion] : Shown.Framework.FindJudgement(Of ?? "")?.Criteria;
        if (criteria is not { Count: > 0 } || !criteria.Any(c => Reads(c.Id)))
        {
            return;
        }

        ListTitle = Shown.Framework.FindCriterion(Of!) is { } one ? $"{one.Id} {one.Title}" : Shown.Framework.Judgement(Of!).Title;
        List =
        [
            .. _linked.Where(l => criteria.Any(c => c.Id == l.CriterionId) && (Kind is null || l.Kind == Kind)
                    && (Age is null || EvidenceAges.Of(l.Describes, Shown.Assessment.PeriodFrom) == Age))
                .GroupBy(l => l.ItemId).Select(g => new Listed(g.Key, g.First().Title, g.First().Kind, g.First().Describes, [.. g.Select(l => l.CriterionId).Distinct().Order(StringComparer.Ordinal)]))
                .OrderByDescending(l => l.Describes),
        ];
    }

    public sealed record Listed(Guid Id, string Title, EvidenceKind Kind, DateOnly Describes, IReadOnlyList<string> Criteria);
}
