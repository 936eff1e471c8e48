using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Features.Shared;
using Portal.Web.Security;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>One case: how it stands, what failed, what it waits for, and its journal.</summary>
[Authorize(Policies.Administrator)]
public sealed class CaseModel(WorkflowCases cases) : PortalPage
{
    [FromRoute(Name = "id")]
    public string CaseId { get; init; } = "";

    public WorkflowCases.Case Shown { get; private set; } = null!;

    public IReadOnlyList<WorkflowCases.Wait> Waits { get; private set; } = [];

    public IReadOnlyList<WorkflowCases.Incident> Incidents { get; private set; } = [];

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
        Journal = await cases.Journal(CaseId).ToPageAsync(Request.Query, ct);
        return null;
    }
}
