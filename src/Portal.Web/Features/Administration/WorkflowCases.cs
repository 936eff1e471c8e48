using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.Web.Features.Administration;

/// <summary>
/// What administrators may know of every body's cases: how each stands and what happened to it, never what people wrote. The one place
/// where a person's request reads beyond their bodies; it therefore chooses its columns by name and leaves out state, payloads and reasons.
/// </summary>
public sealed class WorkflowCases(PortalDbContext db, CurrentPerson me)
{
    private const string Fault = nameof(JournalEvent.Faulted);

    /// <summary>Cases, newest first.</summary>
    /// <param name="subStatus">Only those that stand so; all when null.</param>
    public IQueryable<Case> List(string? subStatus) => Cases(Instances().Where(i => subStatus == null || i.SubStatus == subStatus));

    /// <returns>Null when there is no such case.</returns>
    public Task<Case?> FindAsync(string caseId, CancellationToken ct) => Cases(Instances().Where(i => i.Id == caseId)).FirstOrDefaultAsync(ct);

    /// <summary>How many cases each version of a definition has, by how they stand.</summary>
    public async Task<IReadOnlyList<CaseCount>> CountAsync(CancellationToken ct) => await Instances()
        .GroupBy(i => new { i.DefinitionId, i.DefinitionVersion, i.SubStatus })
        .Select(g => new CaseCount(g.Key.DefinitionId, g.Key.DefinitionVersion, g.Key.SubStatus, g.Count()))
        .ToListAsync(ct);

    /// <summary>What a case waits for, oldest first.</summary>
    public async Task<IReadOnlyList<Wait>> WaitsAsync(string caseId, CancellationToken ct)
    {
        RequireAdministrator();
        return await db.Set<WorkflowBookmark>().AsNoTracking().IgnoreQueryFilters([PortalDbContext.BodyFilter])
            .Where(b => b.InstanceId == caseId).OrderBy(b => b.CreatedAt).ThenBy(b => b.Id)
            .Select(b => new Wait(b.ActivityId, b.Name, b.CreatedAt, b.DueAt)).ToListAsync(ct);
    }

    /// <summary>The lines of a case's journal in order. Only a fault says more than what happened: reasons are the body's own.</summary>
    public IQueryable<Line> Journal(string caseId)
    {
        RequireAdministrator();
        return db.Set<WorkflowJournalLine>().AsNoTracking().IgnoreQueryFilters([PortalDbContext.BodyFilter])
            .Where(l => l.InstanceId == caseId).OrderBy(l => l.Sequence)
            .Select(l => new Line(l.Sequence, l.At, l.ActivityId, l.ActivityType, l.Event, l.Outcomes, l.Event == Fault ? l.Message : null));
    }

    private IQueryable<Case> Cases(IQueryable<WorkflowInstance> instances) =>
        from row in instances
        join body in db.Bodies on row.BodyId equals body.Id
        orderby row.StartedAt descending, row.Id descending
        select new Case(
            row.Id, body.Name, row.DefinitionId, row.DefinitionVersion, row.DefinitionHash, row.StartedAt, row.SubStatus,
            db.Set<WorkflowBookmark>().Count(b => b.InstanceId == row.Id),
            db.Set<WorkflowJournalLine>().Count(l => l.InstanceId == row.Id && l.Event == Fault));

    private IQueryable<WorkflowInstance> Instances()
    {
        RequireAdministrator();
        return db.Set<WorkflowInstance>().AsNoTracking().IgnoreQueryFilters([PortalDbContext.BodyFilter]);
    }

    private void RequireAdministrator() =>
        CurrentPerson.Require(me.Holds(PostRole.Administrator), "Only administrators see how the cases of all bodies stand.");

    /// <summary>One running or ended case.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Body">Name of the body whose case it is.</param>
    /// <param name="DefinitionId">The workflow it follows.</param>
    /// <param name="DefinitionVersion">The version it is pinned to.</param>
    /// <param name="DefinitionHash">SHA-256 of that version.</param>
    /// <param name="StartedAt">When it began, UTC.</param>
    /// <param name="SubStatus">Elsa's word for how it stands.</param>
    /// <param name="Waits">Open bookmarks: tasks, timers and jobs it waits for.</param>
    /// <param name="Faults">Faults in its journal.</param>
    public sealed record Case(
        string Id, string Body, string DefinitionId, int DefinitionVersion, string DefinitionHash, DateTime StartedAt, string SubStatus, int Waits, int Faults);

    /// <summary>How many cases of a version stand so.</summary>
    public sealed record CaseCount(string DefinitionId, int DefinitionVersion, string SubStatus, int Cases);

    /// <summary>Something a case waits for.</summary>
    public sealed record Wait(string ActivityId, string For, DateTime Since, DateTime? DueAt);

    /// <summary>One line of a case's journal.</summary>
    public sealed record Line(long Sequence, DateTime At, string ActivityId, string ActivityType, string Event, string? Outcomes, string? Fault);
}
