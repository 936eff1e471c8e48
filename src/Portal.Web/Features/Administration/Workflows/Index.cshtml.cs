using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>The published workflow definitions, and every case that follows one of them.</summary>
[Authorize(Policies.Administrator)]
public sealed class IndexModel(PortalDbContext db, WorkflowCases cases, DefinitionLibrary library) : PortalPage
{
    /// <summary>Only cases that stand so; all when empty.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    public IReadOnlyList<SelectListItem> States { get; } = [.. CaseWords.Standings.Select(s => new SelectListItem(CaseWords.Of(s), s))];

    public IReadOnlyList<Definition> Definitions { get; private set; } = [];

    /// <summary>Files of this release that were not taken in.</summary>
    public IReadOnlyList<UntakenFile> NotTakenIn { get; private set; } = [];

    public PageOf<WorkflowCases.Case> Cases { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var counts = await cases.CountAsync(ct);
        var names = (await library.NewestOfEachAsync(ct)).ToDictionary(d => d.DefinitionId, d => (d.Name, d.Version), StringComparer.Ordinal);
        var published = await db.Set<PublishedWorkflow>().OrderBy(w => w.DefinitionId).ThenByDescending(w => w.Version)
            .Select(w => new { w.DefinitionId, w.Version, w.ContentHash, w.PublishedAt }).Take(500).ToListAsync(ct);
        Definitions = [.. published.Select(w => new Definition(
            w.DefinitionId, names[w.DefinitionId].Name, w.Version, w.ContentHash, w.PublishedAt,
            counts.Where(c => c.DefinitionId == w.DefinitionId && c.DefinitionVersion == w.Version).Sum(c => c.Cases),
            names[w.DefinitionId].Version == w.Version
                ? counts.Where(c => c.DefinitionId == w.DefinitionId && c.DefinitionVersion != w.Version && c.SubStatus == nameof(SubStatus.Suspended)).Sum(c => c.Cases)
                : null))];
        NotTakenIn = await library.NotTakenInAsync(SeedFolder.Workflows, ct);
        Cases = await cases.List(CaseWords.Standings.Contains(State) ? State : null).ToPageAsync(Request.Query, ct);
        return null;
    }

    /// <summary>One published version.</summary>
    /// <param name="Cases">How many cases follow it.</param>
    /// <param name="RunningOnOthers">For the newest version, how many running cases are on another; null for the others.</param>
    public sealed record Definition(string Id, string Name, int Version, string ContentHash, DateTime PublishedAt, int Cases, int? RunningOnOthers);
}
