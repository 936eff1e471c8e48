using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Web.Persistence;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>
/// Whether a case may begin now, by the activation strategy of its definition. Asked, as in real Elsa, where somebody starts a case, not where a case
/// starts another. Of two that are started at once one loses the race for the turn, looks again and is refused.
/// </summary>
public sealed class CaseActivation(PortalDbContext db)
{
    /// <summary>Code of the refusal.</summary>
    public const string AlreadyRunning = "workflow.already-running";

    /// <summary>Never saves: the turn is taken in the save that starts the case.</summary>
    /// <exception cref="RuleBroken">A case is running that must have ended first.</exception>
    public async Task RequireAsync(WorkflowDefinition definition, string? correlationId, CancellationToken ct)
    {
        // Without a correlation id there is nothing that a case could share with another.
        if (definition.Activation == ActivationStrategy.Always || (definition.Activation == ActivationStrategy.Correlation && correlationId is null))
        {
            return;
        }

        var sameDefinition = definition.Activation != ActivationStrategy.Correlation;
        var sameCorrelation = definition.Activation != ActivationStrategy.Singleton;
        await TakeTurnAsync($"{(sameDefinition ? definition.DefinitionId : null)}\n{(sameCorrelation ? correlationId : null)}", ct);
        var saved = await db.Set<WorkflowInstance>().IgnoreQueryFilters([PortalDbContext.BodyFilter])
            .Where(i => (i.SubStatus == nameof(SubStatus.Suspended) || i.SubStatus == nameof(SubStatus.Executing))
                && (!sameDefinition || i.DefinitionId == definition.DefinitionId) && (!sameCorrelation || i.CorrelationId == correlationId))
            .Select(i => i.Id).ToListAsync(ct);
        var present = db.Set<WorkflowInstance>().Local.ToDictionary(i => i.Id, StringComparer.Ordinal);
        if (saved.Exists(id => !present.TryGetValue(id, out var instance) || !HasEnded(instance)) || present.Values.Any(i => db.Entry(i).State == EntityState.Added
            && !HasEnded(i) && (!sameDefinition || i.DefinitionId == definition.DefinitionId) && (!sameCorrelation || i.CorrelationId == correlationId)))
        {
            throw new RuleBroken(AlreadyRunning, Refusal(definition));
        }
    }

    private static bool HasEnded(WorkflowInstance instance) => instance.SubStatus is nameof(SubStatus.Finished) or nameof(SubStatus.Cancelled);

    private static string Refusal(WorkflowDefinition definition) => definition.Activation switch
    {
        ActivationStrategy.Singleton => $"Only one case of “{definition.Name}” may run at a time, and one is running. Nothing was started. Another can begin when it has ended.",
        ActivationStrategy.Correlation => $"“{definition.Name}” begins only when no other process is running for this, and one is. Nothing was started.",
        _ => $"“{definition.Name}” is already running for this. Nothing was started. It can begin again when that case has ended.",
    };

    private async Task TakeTurnAsync(string startsOf, CancellationToken ct)
    {
        int number = SHA256.HashData(Encoding.UTF8.GetBytes(startsOf))[0];
        if (await db.Set<ActivationTurn>().FindAsync([number], ct) is not { } turn)
        {
            db.Add(turn = new ActivationTurn { Number = number });
        }

        turn.Take();
    }
}
