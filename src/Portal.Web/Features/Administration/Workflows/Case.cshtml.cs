using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Features.Shared;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.Workflow.Diagrams;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>One case: how it stands, what failed, what it waits for, and its journal.</summary>
[Authorize(Policies.Administrator)]
public sealed class CaseModel(WorkflowCases cases, DefinitionLibrary definitions) : PortalPage
{
    [FromRoute(Name = "id")]
    public string CaseId { get; init; } = "";

    public WorkflowCases.Case Shown { get; private set; } = null!;

    public IReadOnlyList<WorkflowCases.Wait> Waits { get; private set; } = [];

    public IReadOnlyList<WorkflowCases.Incident> Incidents { get; private set; } = [];

    /// <summary>The definition with the way the case took; null when its state cannot be read.</summary>
    public IHtmlContent? Picture { get; private set; }

    /// <summary>The variables of the process with their values; those that its definition marks as masked without.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables { get; private set; } = [];

    public PageOf<WorkflowCases.Line> Journal { get; private set; } = null!;

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
        await LoadStateAsync(ct);
        Journal = await cases.Journal(CaseId).ToPageAsync(Request.Query, ct);
        return null;
    }

    private async Task LoadStateAsync(CancellationToken ct)
    {
        if (await cases.StateAsync(CaseId, ct) is not { } state || await definitions.FindAsync(Shown.DefinitionId, Shown.DefinitionVersion, ct) is not { } definition)
        {
            return;
        }

        Picture = Drawing.Of(definition, DiagramMarks.Of(definition, state, await cases.WayAsync(CaseId, ct)));
        var masked = MaskedVariables.Of(definition);
        Variables = [.. state.Variables(definition).Select(v => (v.Key, masked.Contains(v.Key) ? "Masked" : v.Value?.ToJsonString() ?? "Nothing"))];
    }
}
