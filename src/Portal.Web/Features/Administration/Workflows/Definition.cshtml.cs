using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;
using Portal.Workflow.Diagrams;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>One version of a definition: drawn and as a list, with how many running cases stand at each step, and beside the version before it.</summary>
[Authorize(Policies.Administrator)]
public sealed class DefinitionModel(PortalDbContext db, WorkflowCases cases, DefinitionLibrary library) : PortalPage
{
    /// <summary>The most cases that are counted.</summary>
    public const int MostCounted = 2000;

    [FromRoute(Name = "id")]
    public string DefinitionId { get; init; } = "";

    [FromRoute]
    public int Version { get; init; }

    public WorkflowDefinition Shown { get; private set; } = null!;

    public IHtmlContent Picture { get; private set; } = HtmlString.Empty;

    public IReadOnlyList<Step> Steps { get; private set; } = [];

    /// <summary>How many cases are running on it.</summary>
    public int Running { get; private set; }

    /// <summary>True where more are running than are counted.</summary>
    public bool CountIsCut => Running > MostCounted;

    /// <summary>The version before this one; null for the first.</summary>
    public int? Earlier { get; private set; }

    /// <summary>What this version changed; null when there is none before it.</summary>
    public DefinitionDiff? Changed { get; private set; }

    /// <summary>Whether new cases begin on it, and running ones can be moved to it.</summary>
    public bool IsNewest { get; private set; }

    public void OnGet()
    {
    }

    /// <summary>The file as it was published, to be drawn or run elsewhere.</summary>
    public async Task<IActionResult> OnGetFileAsync(CancellationToken ct)
    {
        var json = await db.Set<PublishedWorkflow>().Where(w => w.DefinitionId == DefinitionId && w.Version == Version).Select(w => w.Json).SingleAsync(ct);
        return File(Encoding.UTF8.GetBytes(json), "application/json", $"{DefinitionId}.v{Version}.json");
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await library.FindReadableAsync(DefinitionId, Version, ct) is not { } definition)
        {
            return NotFound();
        }

        Shown = definition;
        var marks = DiagramMarks.Of(await cases.StatesAsync(DefinitionId, Version, MostCounted, ct));
        Running = await cases.RunningAsync(DefinitionId, Version, ct);
        Picture = Drawing.Of(definition, marks);
        Steps = [.. definition.Activities.Select(a => new Step(a.Id, a.Name ?? a.Id, a.Type, a.NodeId.Count(c => c == ':'), marks.Counts.GetValueOrDefault(a.NodeId)))];
        IsNewest = await library.NewestAsync(DefinitionId, ct) == Version;
        Earlier = await db.Set<PublishedWorkflow>().Where(w => w.DefinitionId == DefinitionId && w.Version < Version).MaxAsync(w => (int?)w.Version, ct);
        Changed = Earlier is { } earlier && await library.FindReadableAsync(DefinitionId, earlier, ct) is { } before ? DefinitionDiff.Between(before, definition) : null;
        return null;
    }

    /// <summary>One step in the list.</summary>
    /// <param name="Depth">How many containers it is in.</param>
    /// <param name="Here">Running cases that stand there.</param>
    public sealed record Step(string Id, string Name, string Type, int Depth, int Here);
}
