using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Domain.People;
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

    /// <summary>Only cases of this workflow; all when empty.</summary>
    [FromQuery(Name = "definition")]
    public string? DefinitionId { get; init; }

    /// <summary>Only cases of this body; all when empty.</summary>
    [FromQuery(Name = "body")]
    public Id<Body>? Body { get; init; }

    public bool IsNarrowed => !string.IsNullOrEmpty(State) || !string.IsNullOrEmpty(DefinitionId) || Body is not null;

    public IReadOnlyList<SelectListItem> Bodies { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Workflows => [.. Definitions.DistinctBy(d => d.Id).OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => new SelectListItem(d.Name, d.Id))];

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
        Bodies = [.. (await cases.BodiesAsync(ct)).Select(b => new SelectListItem(b.Name, b.Id.ToString()))];
        if (Body is { } of && Bodies.All(b => b.Value != of.ToString()))
        {
            return NotFound();
        }

        var counts = await cases.CountAsync(ct);
        var published = await library.PublishedAsync(ct);
        NotTakenIn = await library.NotTakenInAsync(SeedFolder.Workflows, published, ct);
        var definitions = new List<Definition>();
        foreach (var versions in published.GroupBy(w => w.DefinitionId, StringComparer.Ordinal))
        {
            var newest = versions.First();
            var followers = counts.Where(c => c.DefinitionId == newest.DefinitionId).ToList();
            foreach (var version in versions)
            {
                var read = await library.FindReadableAsync(version.DefinitionId, version.Version, ct);
                definitions.Add(new Definition(
                    version.DefinitionId, read?.Name ?? version.DefinitionId, read is not null, version.Version, version.ContentHash, version.PublishedAt,
                    followers.Where(c => c.DefinitionVersion == version.Version).Sum(c => c.Cases),
                    version == newest ? followers.Where(c => c.DefinitionVersion != version.Version && c.SubStatus == nameof(SubStatus.Suspended)).Sum(c => c.Cases) : null));
            }
        }

        Definitions = definitions;
        Cases = await cases.List(CaseWords.Standings.Contains(State) ? State : null, string.IsNullOrEmpty(DefinitionId) ? null : DefinitionId, Body).ToPageAsync(Request.Query, ct);
        return null;
    }

    /// <summary>One published version.</summary>
    /// <param name="IsReadable">False where this release of the portal has given up something that it uses.</param>
    /// <param name="Cases">How many cases follow it.</param>
    /// <param name="RunningOnOthers">For the newest version, how many running cases are on another; null for the others.</param>
    public sealed record Definition(string Id, string Name, bool IsReadable, int Version, string ContentHash, DateTime PublishedAt, int Cases, int? RunningOnOthers);
}
