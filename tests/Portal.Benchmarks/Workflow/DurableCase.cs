using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Web.Persistence;
using Portal.Web.Workflows;

namespace Portal.Benchmarks.Workflow;

/// <summary>One user's present case: each burst is a unit of work of its own, as a person's or a job's act is.</summary>
internal sealed class DurableCase(LocalPortal portal)
{
    private readonly List<(string Id, string Activity)> _waits = [];

    /// <summary>Of the present case, or of the last one that was started.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Starts a case, or goes on where the present one waits.</summary>
    public Task BurstAsync(CancellationToken ct) => portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var runner = s.GetRequiredService<WorkflowRunner>();
        await db.RetryOnConflictAsync(async () =>
        {
            if (_waits.Count == 0)
            {
                await runner.StartAsync(await db.Matters.FirstAsync(ct), DurableProcess.DefinitionId, [], ct);
            }
            else
            {
                var (id, activity) = _waits[_waits.Count / 2];
                await runner.ResumeAsync(id, new JsonObject { ["outcome"] = activity.StartsWith('s') ? "Approve" : "Done" }, ct);
            }

            await db.SaveChangesAsync(ct);
        });
        if (_waits.Count > 0)
        {
            _waits.RemoveAt(_waits.Count / 2);
        }

        Id = db.Set<WorkflowInstance>().Local.Single().Id;
        _waits.AddRange(db.Set<WorkflowBookmark>().Local.Select(b => (b.Id, b.ActivityId)));
    });

    /// <summary>Brings the present case to its end.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        while (_waits.Count > 0)
        {
            await BurstAsync(ct);
        }
    }
}
