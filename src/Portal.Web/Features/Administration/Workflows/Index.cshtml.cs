using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>The published workflow definitions, and every case that follows one of them.</summary>
[Authorize(Policies.Administrator)]
public sealed class IndexModel(PortalDbContext db, WorkflowCases cases) : PortalPage
{
    /// <summary>Only cases that stand so; all when empty.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    public IReadOnlyList<SelectListItem> States { get; } = [.. CaseWords.States.Select(s => new SelectListItem(CaseWords.Of(s), s))];

    public IReadOnlyList<Definition> Definitions { get; private set; } = [];

    public PageOf<WorkflowCases.Case> Cases { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var counts = await cases.CountAsync(ct);
        var published = await db.Set<PublishedWorkflow>().OrderBy(w => w.DefinitionId).ThenByDescending(w => w.Version)
            .Select(w => new { w.DefinitionId, w.Version, w.ContentHash, w.PublishedAt }).Take(500).ToListAsync(ct);
        Definitions = [.. published.Select(w => new Definition(
            w.DefinitionId, w.Version, w.ContentHash, w.PublishedAt,
            counts.Where(c => c.DefinitionId == w.DefinitionId && c.DefinitionVersion == w.Version).Sum(c => c.Cases),
            published.TrueForAll(other => other.DefinitionId != w.DefinitionId || other.Version <= w.Version)))];
        Cases = await cases.List(CaseWords.States.Contains(State) ? State : null).ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Definition(string Id, int Version, string ContentHash, DateTime PublishedAt, int Cases, bool IsNewest);
}
