using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>Which item supports which criterion of a self-assessment, and how often.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class MatrixModel(PortalDbContext db, FrameworkLibrary frameworks, Library library) : PortalPage
{
    [FromRoute]
    public Id<SelfAssessment> AssessmentId { get; set; }

    public Id<Body> Body { get; private set; }

    public string BodyName { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>The columns, under their judgements.</summary>
    public IReadOnlyList<JudgementArea> Areas { get; private set; } = [];

    public PageOf<LibraryRow> Items { get; private set; } = null!;

    /// <summary>Items that support a criterion, whichever page is shown.</summary>
    public IReadOnlyDictionary<string, int> Supports { get; private set; } = new Dictionary<string, int>();

    private ILookup<(Id<EvidenceItem>, string), int> _links = null!;

    /// <summary>How often an item is linked to a criterion.</summary>
    public int Links(Id<EvidenceItem> item, string criterionId) => _links[(item, criterionId)].FirstOrDefault();

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == AssessmentId, ct);
        if (assessment is null)
        {
            return NotFound();
        }

        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        (Body, Title, Areas) = (assessment.BodyId, OpenCriteria.TitleOf(framework.ShortTitle, assessment), [.. framework.Areas]);
        BodyName = await db.Bodies.Where(b => b.Id == assessment.BodyId).Select(b => b.Name).SingleAsync(ct);
        Items = await library.Rows(Body, new LibraryFilter(null, null, null), LibraryOrder.Uses).ToPageAsync(Request.Query, ct);
        var links = await db.EvidenceLinks.Where(l => l.SelfAssessmentId == AssessmentId).GroupBy(l => new { l.EvidenceItemId, l.CriterionId })
            .Select(g => new { g.Key.EvidenceItemId, g.Key.CriterionId, Count = g.Count() }).ToListAsync(ct);
        _links = links.ToLookup(l => (l.EvidenceItemId, l.CriterionId), l => l.Count);
        Supports = links.GroupBy(l => l.CriterionId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return null;
    }
}
