using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.Web.Features.Administration;

/// <summary>
/// What administrators may know of every body's cases: how each stands, what happened to it, and what a failed step was asked to do. The one place
/// where a person's request reads beyond their bodies; it therefore chooses its columns by name and leaves out answers, tasks' comments and reasons; see <see cref="Discretion"/> for what is taken out of the others.
/// </summary>
public sealed class WorkflowCases(PortalDbContext db, DefinitionLibrary definitions, CurrentPerson me)
{
    private const string Fault = nameof(JournalEvent.Faulted);

    /// <summary>The most failed steps of one case that are shown.</summary>
    public const int MostIncidents = 200;

    /// <summary>Cases, newest first.</summary>
    /// <param name="standing">Only those that stand so, by one of <see cref="CaseWords.Standings"/>; all when null.</param>
    /// <param name="definitionId">Only those that follow this workflow; all when null.</param>
    /// <param name="of">Only those of this body; all when null.</param>
    public IQueryable<Case> List(string? standing, string? definitionId, Id<Body>? of)
    {
        var standingSo = standing switch
        {
            null => Instances(),
            CaseWords.WithFailedStep => WithFailedStep(),
            CaseWords.InTrouble => InTrouble(),
            _ => Instances().Where(i => i.SubStatus == standing),
        };
        return Cases(standingSo.Where(i => (definitionId == null || i.DefinitionId == definitionId) && (of == null || i.BodyId == of)));
    }

    /// <summary>The bodies that have cases, by name.</summary>
    public async Task<IReadOnlyList<(Id<Body> Id, string Name)>> BodiesAsync(CancellationToken ct)
    {
        var instances = Instances();
        var bodies = await db.Bodies.Where(b => instances.Any(i => i.BodyId == b.Id)).OrderBy(b => b.Name).Select(b => new { b.Id, b.Name }).ToListAsync(ct);
        return bodies.ConvertAll(b => (b.Id, b.Name));
    }

    /// <summary>How many cases somebody has to see to: with a failed step, and in trouble.</summary>
    public async Task<(int WithFailedStep, int InTrouble)> ToSeeToAsync(CancellationToken ct) =>
        (await WithFailedStep().CountAsync(ct), await InTrouble().CountAsync(ct));

    /// <summary>The running cases of a definition that are on another version than <paramref name="version"/>, newest first.</summary>
    public IQueryable<Case> RunningOnOthers(string definitionId, int version) => Cases(OnOthers(definitionId, version));

    /// <summary>Of these ids, those of running cases of the definition on another version.</summary>
    public async Task<IReadOnlyList<string>> RunningOnOthersAsync(string definitionId, int version, IReadOnlyCollection<string> among, CancellationToken ct) =>
        await OnOthers(definitionId, version).Where(i => among.Contains(i.Id)).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(ct);

    /// <summary>Of these ids, how many are those of cases of the definition.</summary>
    public Task<int> CountAsync(string definitionId, IReadOnlyCollection<string> among, CancellationToken ct) =>
        Instances().CountAsync(i => i.DefinitionId == definitionId && among.Contains(i.Id), ct);

    /// <returns>Null when there is no such case.</returns>
    public Task<Case?> FindAsync(string caseId, CancellationToken ct) => Cases(Instances().Where(i => i.Id == caseId)).FirstOrDefaultAsync(ct);

    /// <summary>How many cases each version of a definition has, by how they stand.</summary>
    public async Task<IReadOnlyList<CaseCount>> CountAsync(CancellationToken ct) => await Instances()
        .GroupBy(i => new { i.DefinitionId, i.DefinitionVersion, i.SubStatus })
        .Select(g => new CaseCount(g.Key.DefinitionId, g.Key.DefinitionVersion, g.Key.SubStatus, g.Count()))
        .ToListAsync(ct);

    /// <summary>The running cases of one version, to be counted where they stand; at most so many, newest first.</summary>
    public async Task<IReadOnlyList<WorkflowState>> StatesAsync(string definitionId, int version, int most, CancellationToken ct)
    {
        var states = await RunningOn(definitionId, version)
            .OrderByDescending(i => i.StartedAt).ThenBy(i => i.Id).Select(i => i.State).Take(most).ToListAsync(ct);
        return [.. states.Select(TryParse).OfType<WorkflowState>()];
    }

    /// <summary>How many cases of one version are running.</summary>
    public Task<int> RunningAsync(string definitionId, int version, CancellationToken ct) => RunningOn(definitionId, version).CountAsync(ct);

    /// <summary>The state of one case; null when it cannot be read.</summary>
    public async Task<WorkflowState?> StateAsync(string caseId, CancellationToken ct) =>
        TryParse(await Instances().Where(i => i.Id == caseId).Select(i => i.State).FirstAsync(ct));

    /// <summary>The newest lines of a case's journal as the engine wrote them, in order and without what people said, to draw the way it took.</summary>
    public async Task<IReadOnlyList<JournalEntry>> WayAsync(string caseId, int most, CancellationToken ct)
    {
        RequireAdministrator();
        var lines = await db.Set<WorkflowJournalLine>().AsNoTracking().IgnoreQueryFilters([PortalDbContext.BodyFilter])
            .Where(l => l.InstanceId == caseId).OrderByDescending(l => l.Sequence).Take(most)
            .Select(l => new { l.Sequence, l.At, l.ExecutionId, l.ActivityId, l.NodeId, l.ActivityType, l.Event, l.Outcomes }).ToListAsync(ct);
        lines.Reverse();
        return lines.ConvertAll(l => new JournalEntry(
            l.Sequence, l.At, l.ExecutionId, l.ActivityId, l.NodeId, l.ActivityType, Enum.Parse<JournalEvent>(l.Event), l.Outcomes?.Split(", ") ?? [], null));
    }

    private static WorkflowState? TryParse(string state)
    {
        try
        {
            return WorkflowState.Parse(state);
        }
        catch (StateNotUnderstood)
        {
            return null;
        }
    }

    /// <summary>What a case waits for, oldest first.</summary>
    public async Task<IReadOnlyList<Wait>> WaitsAsync(string caseId, CancellationToken ct)
    {
        RequireAdministrator();
        return await db.Set<WorkflowBookmark>().AsNoTracking().IgnoreQueryFilters([PortalDbContext.BodyFilter])
            .Where(b => b.InstanceId == caseId).OrderBy(b => b.CreatedAt).ThenBy(b => b.Id)
            .Select(b => new Wait(b.Id, b.ActivityId, b.Name, b.CreatedAt, b.DueAt)).ToListAsync(ct);
    }

    /// <summary>The failed steps of a case, those that wait for a decision first.</summary>
    public async Task<IReadOnlyList<Incident>> IncidentsAsync(string caseId, CancellationToken ct)
    {
        var kept = await KeptAsync(Incidents().Where(i => i.InstanceId == caseId).OrderBy(i => i.ClosedAt != null).ThenByDescending(i => i.OpenedAt), ct);
        var discretion = await DiscretionAsync(caseId, ct);
        return kept.ConvertAll(i => Shown(i, discretion));
    }

    /// <summary>How many failed steps a case has had.</summary>
    public Task<int> IncidentCountAsync(string caseId, CancellationToken ct) => Incidents().CountAsync(i => i.InstanceId == caseId, ct);

    /// <returns>Null when there is no such incident.</returns>
    public async Task<Incident?> FindIncidentAsync(string id, CancellationToken ct)
    {
        var kept = await KeptAsync(Incidents().Where(i => i.Id == id), ct);
        return kept is [var found] ? Shown(found, await DiscretionAsync(found.CaseId, ct)) : null;
    }

    /// <summary>What of a case is not shown.</summary>
    public async Task<Discretion> DiscretionAsync(string caseId, CancellationToken ct)
    {
        var follows = await Instances().Where(i => i.Id == caseId).Select(i => new { i.DefinitionId, i.DefinitionVersion, i.State }).FirstAsync(ct);
        var failed = await Incidents().Where(i => i.InstanceId == caseId).Select(i => new { i.ActivityId, i.Inputs }).Take(MostIncidents).ToListAsync(ct);
        return new Discretion(
            await definitions.FindReadableAsync(follows.DefinitionId, follows.DefinitionVersion, ct), TryParse(follows.State), failed.Select(f => (f.ActivityId, f.Inputs)));
    }

    /// <summary>The outcomes with which a task can end; none where it is no task.</summary>
    public async Task<IReadOnlyList<string>> OutcomesAsync(Wait wait, CancellationToken ct)
    {
        RequireAdministrator();
        return await db.Tasks.IgnoreQueryFilters([PortalDbContext.BodyFilter]).Where(t => t.BookmarkId == wait.Id).Select(t => t.Outcomes).FirstOrDefaultAsync(ct) ?? [];
    }

    /// <returns>Null when the case waits there no more.</returns>
    public Task<Wait?> FindWaitAsync(string id, CancellationToken ct)
    {
        RequireAdministrator();
        return db.Set<WorkflowBookmark>().AsNoTracking().IgnoreQueryFilters([PortalDbContext.BodyFilter])
            .Where(b => b.Id == id).Select(b => new Wait(b.Id, b.ActivityId, b.Name, b.CreatedAt, b.DueAt)).FirstOrDefaultAsync(ct);
    }

    private static Task<List<KeptIncident>> KeptAsync(IQueryable<WorkflowIncident> incidents, CancellationToken ct) => incidents.Take(MostIncidents)
        .Select(i => new KeptIncident(i.Id, i.InstanceId, i.ActivityId, i.ActivityType, i.Message, i.Detail, i.Inputs, i.OpenedAt, i.ClosedAt, i.Decision)).ToListAsync(ct);

    private static Incident Shown(KeptIncident kept, Discretion discretion) => new(
        kept.Id, kept.CaseId, kept.ActivityId, kept.ActivityType, discretion.Without(kept.Message), discretion.Without(kept.Detail),
        discretion.InputsOf(kept.ActivityId, kept.Inputs), kept.OpenedAt, kept.ClosedAt, kept.Decision);

    private IQueryable<WorkflowIncident> Incidents()
    {
        RequireAdministrator();
        return db.Set<WorkflowIncident>().AsNoTracking().IgnoreQueryFilters([PortalDbContext.BodyFilter]);
    }

    /// <summary>The lines of a case's journal in order. Only a fault says more than what happened: reasons are the body's own.</summary>
    public IQueryable<Line> Journal(string caseId)
    {
        RequireAdministrator();
        return db.Set<WorkflowJournalLine>().AsNoTracking().IgnoreQueryFilters([PortalDbContext.BodyFilter])
            .Where(l => l.InstanceId == caseId).OrderBy(l => l.Sequence)
            .Select(l => new Line(l.Sequence, l.At, l.ActivityId, l.ActivityType, l.Event, l.Outcomes, l.Event == Fault || l.ActivityType == WorkflowJournalLine.ByRows ? l.Message : null));
    }

    private IQueryable<Case> Cases(IQueryable<WorkflowInstance> instances) =>
        from row in instances
        join body in db.Bodies on row.BodyId equals body.Id
        orderby row.StartedAt descending, row.Id descending
        select new Case(
            row.Id, body.Name, row.DefinitionId, row.DefinitionVersion, row.DefinitionHash, row.StartedAt, row.SubStatus,
            db.Set<WorkflowBookmark>().Count(b => b.InstanceId == row.Id),
            db.Set<WorkflowIncident>().Count(i => i.InstanceId == row.Id && i.ClosedAt == null),
            row.Trouble);

    private IQueryable<WorkflowInstance> OnOthers(string definitionId, int version) => Instances()
        .Where(i => i.DefinitionId == definitionId && i.DefinitionVersion != version && i.SubStatus == nameof(SubStatus.Suspended));

    private IQueryable<WorkflowInstance> RunningOn(string definitionId, int version) => Instances()
        .Where(i => i.DefinitionId == definitionId && i.DefinitionVersion == version && i.SubStatus == nameof(SubStatus.Suspended));

    private IQueryable<WorkflowInstance> WithFailedStep() =>
        Instances().Where(i => db.Set<WorkflowIncident>().Any(f => f.InstanceId == i.Id && f.ClosedAt == null));

    private IQueryable<WorkflowInstance> InTrouble() => Instances().Where(i => i.Trouble != null);

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
    /// <param name="OpenIncidents">Failed steps that wait for a decision.</param>
    /// <param name="Trouble">What the regular check found wrong with it; null when it is sound.</param>
    public sealed record Case(
        string Id, string Body, string DefinitionId, int DefinitionVersion, string DefinitionHash, DateTime StartedAt, string SubStatus, int Waits, int OpenIncidents,
        string? Trouble)
    {
        /// <summary>True while it waits for something, and can be moved to another version.</summary>
        public bool IsSuspended => SubStatus == nameof(Portal.Workflow.Engine.SubStatus.Suspended);

        public bool HasEnded => SubStatus is nameof(Portal.Workflow.Engine.SubStatus.Finished) or nameof(Portal.Workflow.Engine.SubStatus.Cancelled);
    }

    /// <summary>How many cases of a version stand so.</summary>
    public sealed record CaseCount(string DefinitionId, int DefinitionVersion, string SubStatus, int Cases);

    /// <summary>Something a case waits for.</summary>
    public sealed record Wait(string Id, string ActivityId, string For, DateTime Since, DateTime? DueAt)
    {
        /// <summary>The part of the id behind that of the case, as addresses have it.</summary>
        public string Number => Id[(Id.LastIndexOf('/') + 1)..];
    }

    /// <summary>A failed step, without what people wrote.</summary>
    public sealed record Incident(
        string Id, string CaseId, string ActivityId, string ActivityType, string Message, string? Detail, IReadOnlyList<StepInput> Inputs, DateTime OpenedAt,
        DateTime? ClosedAt, IncidentDecision? Decision)
    {
        /// <inheritdoc cref="Wait.Number"/>
        public string Number => Id[(Id.LastIndexOf('/') + 1)..];
    }

    /// <summary>One line of a case's journal.</summary>
    public sealed record Line(long Sequence, DateTime At, string ActivityId, string ActivityType, string Event, string? Outcomes, string? Fault);

    private sealed record KeptIncident(
        string Id, string CaseId, string ActivityId, string ActivityType, string Message, string? Detail, string? Inputs, DateTime OpenedAt, DateTime? ClosedAt,
        IncidentDecision? Decision);
}
