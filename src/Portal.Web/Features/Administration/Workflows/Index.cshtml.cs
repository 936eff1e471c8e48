using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Web.Features.Shared;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>The published workflow definitions, and every case that follows one of them.</summary>
[Authorize(Policies.Administrator)]
public sealed class IndexModel(WorkflowCases cases, DefinitionLibrary library) : PortalPage
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
        var published = await library.PublishedAsync(ct);
        NotTakenIn = await library.NotTakenInAsync(SeedFolder.Workflows, published, ct);
        var definitions = new List<Definition>();
        foreach (var versions in published.GroupBy(w => w.DefinitionId, StringComparer.Ordinal))
        {
            var newest = versions.First();
            var name = (await library.FindReadableAsync(newest.DefinitionId, newest.Version, ct))?.Name ?? newest.DefinitionId;
            var of = counts.Where(c => c.DefinitionId == newest.DefinitionId).ToList();
            definitions.AddRange(versions.Select(w => new Definition(
                w.DefinitionId, name, w.Version, w.ContentHash, w.PublishedAt,
                of.Where(c => c.DefinitionVersion == w.Version).Sum(c => c.Cases),
                w == newest ? of.Where(c => c.DefinitionVersion != w.Version && c.SubStatus == nameof(SubStatus.Suspended)).Sum(c => c.Cases) : null)));
        }

        Definitions = definitions;
        Cases = await cases.List(CaseWords.Standings.Contains(State) ? State : null).ToPageAsync(Request.Query, ct);
        return null;
    }

    /// <summary>One published version.</summary>
    /// <param name="Cases">How many cases follow it.</param>
    /// <param name="RunningOnOthers">For the newest version, how many running cases are on another; null for the others.</param>
    public sealed record Definition(string Id, string Name, int Version, string ContentHash, DateTime PublishedAt, int Cases, int? RunningOnOthers);
}
