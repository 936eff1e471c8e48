using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Web.Workflows;
using Portal.Workflow.Engine;
using Portal.Workflow.Migration;

namespace Portal.Web.Features.Administration;

/// <summary>What moving one case to another version would do, or why it cannot be said.</summary>
/// <param name="Plan">Null where there is no plan.</param>
/// <param name="Obstacle">Why there is none.</param>
public sealed record PlannedMigration(string CaseId, string Body, MigrationPlan? Plan, string? Obstacle)
{
    public bool IsPossible => Plan is { IsPossible: true };
}

/// <summary>
/// Moves chosen cases to another version of the definition they follow: first a dry run that says for each case what becomes of it, then each
/// case in a transaction of its own, wholly or not at all.
/// </summary>
public sealed class MigrateCases(CaseDesk desk, TimeProvider clock)
{
    /// <summary>Says what would happen; changes nothing.</summary>
    /// <param name="cases">Ids of the cases.</param>
    /// <param name="toVersion">The version they would go on with.</param>
    /// <param name="newIds">New ids of renamed activities, by old id.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<PlannedMigration>> PlanAsync(
        IReadOnlyList<string> cases, int toVersion, IReadOnlyDictionary<string, string> newIds, CancellationToken ct)
    {
        await using var scope = await desk.OpenAsync(ct);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var library = scope.ServiceProvider.GetRequiredService<DefinitionLibrary>();
        var chosen = await db.Set<WorkflowInstance>().AsNoTracking().Where(i => cases.Contains(i.Id)).OrderBy(i => i.StartedAt).ThenBy(i => i.Id).ToListAsync(ct);
        var bodies = await db.Bodies.Where(b => chosen.Select(i => i.BodyId).Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var planned = new List<PlannedMigration>();
        foreach (var instance in chosen)
        {
            planned.Add(await PlanAsync(library, instance, bodies[instance.BodyId], toVersion, newIds, ct));
        }

        return planned;
    }

    /// <summary>Moves the cases whose plan allows it.</summary>
    /// <returns>The ids of the cases that were moved.</returns>
    public async Task<IReadOnlyList<string>> ApplyAsync(
        IReadOnlyList<string> cases, int toVersion, IReadOnlyDictionary<string, string> newIds, string? reason, CancellationToken ct)
    {
        var why = RuleBroken.IfBlank(reason, "case.no-reason", "Say why you move these cases.", "Reason");
        var moved = new List<string>();
        foreach (var id in cases)
        {
            await using var scope = await desk.OpenAsync(ct);
            if (await MoveAsync(scope.ServiceProvider, id, toVersion, newIds, why, ct))
            {
                moved.Add(id);
            }
        }

        return moved;
    }

    private static async Task<PlannedMigration> PlanAsync(
        DefinitionLibrary library, WorkflowInstance instance, string body, int toVersion, IReadOnlyDictionary<string, string> newIds, CancellationToken ct)
    {
        try
        {
            var from = await library.FindReadableAsync(instance.DefinitionId, instance.DefinitionVersion, ct);
            var to = await library.FindReadableAsync(instance.DefinitionId, toVersion, ct);
            return from is null || to is null
                ? new PlannedMigration(instance.Id, body, null, $"Version {(from is null ? instance.DefinitionVersion : toVersion)} of {instance.DefinitionId} is not published or cannot be read.")
                : new PlannedMigration(instance.Id, body, WorkflowMigration.Plan(from, to, WorkflowState.Parse(instance.State), newIds), null);
        }
        catch (StateNotUnderstood unreadable)
        {
            return new PlannedMigration(instance.Id, body, null, unreadable.Message);
        }
    }

    private async Task<bool> MoveAsync(
        IServiceProvider services, string id, int toVersion, IReadOnlyDictionary<string, string> newIds, string why, CancellationToken ct)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var runner = services.GetRequiredService<WorkflowRunner>();
        return await db.RetryOnConflictAsync(async () =>
        {
            var instance = await db.Set<WorkflowInstance>().Where(i => i.Id == id).FirstOr404Async(ct);
            var from = instance.DefinitionVersion;
            var to = await services.GetRequiredService<DefinitionLibrary>().FindAsync(instance.DefinitionId, toVersion, ct) ?? throw new NotFound();
            if (!await runner.MigrateAsync(instance, to, new Signal.Migrate(clock.UtcNow(), newIds, runner.Who, why), ct))
            {
                return false;
            }

            services.GetRequiredService<AuditTrail>().Record(instance.BodyId, "case-migrated", id, $"Version {from} to {toVersion}: {why}");
            await db.SaveChangesAsync(ct);
            return true;
        });
    }
}
