using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Features.Shared;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;
using Portal.Workflow.Diagrams;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>One case: how it stands, what failed, what it waits for, and its journal.</summary>
[Authorize(Policies.Administrator)]
public sealed class CaseModel(WorkflowCases cases, DefinitionLibrary definitions) : PortalPage
{
    /// <summary>The most lines of a journal that the way is drawn from.</summary>
    public const int MostDrawn = 5000;

    private WorkflowDefinition? _definition;

    [FromRoute(Name = "id")]
    public string CaseId { get; init; } = "";

    public WorkflowCases.Case Shown { get; private set; } = null!;

    public IReadOnlyList<WorkflowCases.Wait> Waits { get; private set; } = [];

    public IReadOnlyList<WorkflowCases.Incident> Incidents { get; private set; } = [];

    /// <summary>How many failed steps it has had in all.</summary>
    public int AllIncidents { get; private set; }

    /// <summary>The newest version of what it follows, where it can be moved to that; null where it cannot.</summary>
    public int? NewerVersion { get; private set; }

    /// <summary>The definition with the way the case took; null when its state cannot be read.</summary>
    public IHtmlContent? Picture { get; private set; }

    /// <summary>The variables of the process with their values; those that its definition marks as masked without.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables { get; private set; } = [];

    public PageOf<WorkflowCases.Line> Journal { get; private set; } = null!;

    /// <summary>True where the journal is so long that the picture shows only the way of its newest lines.</summary>
    public bool WayIsCut => Journal.Place.Count > MostDrawn;

    /// <summary>What of it is not shown.</summary>
    public Discretion Discretion { get; private set; } = null!;

    /// <summary>What the process calls a step.</summary>
    public string NameOf(string activityId) => _definition?.NameOf(activityId) ?? activityId;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await cases.FindAsync(CaseId, ct);
        if (found is null)
        {
            return NotFound();
        }

        Shown = found;
        Waits = await cases.WaitsAsync(CaseId, ct);
        Incidents = await cases.IncidentsAsync(CaseId, ct);
        AllIncidents = Incidents.Count < WorkflowCases.MostIncidents ? Incidents.Count : await cases.IncidentCountAsync(CaseId, ct);
        NewerVersion = Shown.IsSuspended && await definitions.NewestAsync(Shown.DefinitionId, ct) is { } newest && newest != Shown.DefinitionVersion ? newest : null;
        Discretion = await cases.DiscretionAsync(CaseId, ct);
        await LoadStateAsync(ct);
        Journal = await cases.Journal(CaseId).ToPageAsync(Request.Query, ct);
        return null;
    }

    private async Task LoadStateAsync(CancellationToken ct)
    {
        _definition = await definitions.FindReadableAsync(Shown.DefinitionId, Shown.DefinitionVersion, ct);
        if (_definition is not { } definition || await cases.StateAsync(CaseId, ct) is not { } state)
        {
            return;
        }

        Picture = Drawing.Of(definition, DiagramMarks.Of(definition, state, await cases.WayAsync(CaseId, MostDrawn, ct)));
        Variables = [.. state.Variables(definition).Select(v => (v.Key, Discretion.Shows(v.Key) ? v.Value?.ToJsonString() ?? "Nothing" : "Masked"))];
    }
}
