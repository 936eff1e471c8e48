using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Web.Features.Administration;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;
using Portal.Workflow.Diagrams;

namespace Portal.Web.CommandLine;

/// <summary><c>workflow …</c>: checks and draws definition files, lists what is published and what runs, and moves cases to another version.</summary>
internal sealed class WorkflowCommand(WebApplication app, PortalCommand command, TextWriter print, CancellationToken ct)
{
    /// <returns>0 when it worked, 1 when a file or a case stands in the way, 2 when the words are wrong.</returns>
    public Task<int> RunAsync() => command.Arguments switch
    {
        ["validate", var file] => InScopeAsync(services => ReadAsync(services, file, definition => Task.FromResult(0))),
        ["diagram", var file] => InScopeAsync(services => ReadAsync(services, file, definition => SayAsync(DiagramSvg.Write(DiagramLayout.Of(definition))))),
        ["list"] => InScopeAsync(ListAsync),
        ["instances", ..] => InScopeAsync(InstancesAsync),
        ["migrate", var definition, ..] => InScopeAsync(services => MigrateOrSayWhyNotAsync(services, definition)),
        _ => WrongAsync(PortalCommand.Usage),
    };

    private async Task<int> ReadAsync(IServiceProvider services, string file, Func<WorkflowDefinition, Task<int>> then)
    {
        if (!File.Exists(file))
        {
            return await WrongAsync($"There is no file “{file}”.");
        }

        try
        {
            var definition = await services.GetRequiredService<DefinitionLibrary>().ReadAsync(await File.ReadAllTextAsync(file, ct), ct);
            foreach (var warning in definition.Warnings)
            {
                await Console.Error.WriteLineAsync($"warning {warning.Path}: {warning.Reason}");
            }

            return await then(definition);
        }
        catch (DefinitionRefused refused)
        {
            foreach (var fault in refused.Faults)
            {
                await Console.Error.WriteLineAsync($"fault {fault.Path}: {fault.Reason}");
            }

            return 1;
        }
    }

    private async Task<int> ListAsync(IServiceProvider services)
    {
        var published = await services.GetRequiredService<PortalDbContext>().Set<PublishedWorkflow>().AsNoTracking()
            .OrderBy(w => w.DefinitionId).ThenBy(w => w.Version).Select(w => new { w.DefinitionId, w.Version, w.PublishedAt, w.ContentHash }).ToListAsync(ct);
        foreach (var one in published)
        {
            await print.WriteLineAsync($"{one.DefinitionId}\t{one.Version}\t{one.PublishedAt.Words()}\t{one.ContentHash}");
        }

        return 0;
    }

    private async Task<int> InstancesAsync(IServiceProvider services)
    {
        var state = command.Option("--state");
        var cases = services.GetRequiredService<PortalDbContext>().Set<WorkflowInstance>().AsNoTracking()
            .Where(i => state == null || i.SubStatus == state).OrderBy(i => i.StartedAt).ThenBy(i => i.Id)
            .Select(i => new { i.Id, i.DefinitionId, i.DefinitionVersion, i.SubStatus, i.StartedAt, i.Trouble });
        await foreach (var one in cases.AsAsyncEnumerable().WithCancellation(ct))
        {
            await print.WriteLineAsync($"{one.Id}\t{one.DefinitionId}\t{one.DefinitionVersion}\t{one.SubStatus}\t{one.StartedAt.Words()}\t{one.Trouble}");
        }

        return 0;
    }

    private async Task<int> MigrateOrSayWhyNotAsync(IServiceProvider services, string definitionId)
    {
        try
        {
            return await MigrateAsync(services, definitionId);
        }
        catch (Forbidden forbidden)
        {
            await Console.Error.WriteLineAsync(forbidden.Message);
            return 1;
        }
        catch (RuleBroken broken)
        {
            return await WrongAsync(broken.Message);
        }
    }

    private async Task<int> MigrateAsync(IServiceProvider services, string definitionId)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var who = command.Option("--as");
        var person = await db.People.Where(p => p.Email == who).Select(p => p.Id).FirstOrDefaultAsync(ct);
        if (!int.TryParse(command.Option("--to"), out var version) || !await services.GetRequiredService<CurrentPerson>().BecomeAsync(person, ct))
        {
            return await WrongAsync("Say to which version (--to) and as which administrator (--as, an email address).\n" + PortalCommand.Usage);
        }

        if (!command.Arguments.Contains("--dry-run") && string.IsNullOrWhiteSpace(command.Option("--reason")))
        {
            return await WrongAsync("Say why the cases are moved (--reason), or look first with --dry-run.");
        }

        var map = command.Option("--map");
        if (map is not null && !File.Exists(map))
        {
            return await WrongAsync($"There is no file “{map}”.");
        }

        var mapping = map is null ? null : await File.ReadAllTextAsync(map, ct);
        if (!RenamedActivities.CanRead(mapping))
        {
            return await WrongAsync($"“{map}” cannot be read. Write one renamed activity on each line, as in: old-id = new-id; each old id once.");
        }

        var migrate = services.GetRequiredService<MigrateCases>();
        var all = services.GetRequiredService<WorkflowCases>();
        var cases = command.Option("--cases")?.Split(',') ?? [.. await all.RunningOnOthers(definitionId, version).Select(c => c.Id).ToListAsync(ct)];
        if (await all.CountAsync(definitionId, cases, ct) != cases.Distinct(StringComparer.Ordinal).Count())
        {
            return await WrongAsync($"Not all of these are cases of {definitionId}.");
        }

        var renamed = RenamedActivities.Read(mapping);
        var plans = await migrate.PlanAsync(cases, version, renamed, ct);
        foreach (var plan in plans)
        {
            await print.WriteLineAsync($"{plan.CaseId}\t{(plan.IsPossible ? "can be moved" : "stays")}\t{plan.Obstacle}");
            foreach (var line in plan.Plan?.Lines ?? [])
            {
                await print.WriteLineAsync($"  {(line.Maps ? "" : "in the way: ")}{line.Reason}");
            }

            foreach (var warning in plan.Plan?.Warnings ?? [])
            {
                await print.WriteLineAsync($"  mind that: {warning}");
            }
        }

        if (!command.Arguments.Contains("--dry-run"))
        {
            var moved = await migrate.ApplyAsync([.. plans.Where(p => p.IsPossible).Select(p => p.CaseId)], version, renamed, command.Option("--reason"), ct);
            await print.WriteLineAsync($"{moved.Count} of {plans.Count} cases go on with version {version}.");
            return moved.Count == plans.Count ? 0 : 1;
        }

        return plans.All(p => p.IsPossible) ? 0 : 1;
    }

    private async Task<int> InScopeAsync(Func<IServiceProvider, Task<int>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        return await work(scope.ServiceProvider);
    }

    private async Task<int> SayAsync(string text)
    {
        await print.WriteLineAsync(text);
        return 0;
    }

    private static async Task<int> WrongAsync(string why)
    {
        await Console.Error.WriteLineAsync(why);
        return 2;
    }
}
