using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;
using ActivityKind = Portal.Workflow.Definitions.ActivityKind;

namespace Portal.Benchmarks.Workflow;

/// <summary>The assessment process of case B0 in a portal: one board, one chair who is asked in every task, one matter that all cases are about.</summary>
internal static class DurableProcess
{
    public const string DefinitionId = "wB0";

    /// <summary>From the start to the end: six tasks in any order, then two signatures.</summary>
    public const int Bursts = 9;

    public static LocalPortal On(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? further = null) => LocalPortal.On(settings, services =>
    {
        services.AddWorkflowActivity<Recorded>();
        further?.Invoke(services);
    });

    /// <summary>Makes the schema, the matter and the published process.</summary>
    public static Task PrepareAsync(LocalPortal portal, string folder, CancellationToken ct) => portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        await db.Database.MigrateAsync(ct);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(now);
        var board = Body.Found("B1", "Northshire LSCB", BodyKind.SafeguardingBoard);
        var chair = Person.Named("Ruth Adams", "chair@northshire.example");
        var post = Post.In(board, PostRole.Chair, "Independent chair");
        post.Appoint(chair, now);
        db.AddRange(board, chair, post, Matter.Open(board.Id, new MatterBrief(DefinitionId, "Benchmark", "Benchmark", today), (chair.Id, post.Id), now, _ => true, today));
        await db.SaveChangesAsync(ct);

        var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Workflow", "wB0.v1.json"), ct))!;
        foreach (var task in definition["root"]!["activities"]!.AsArray().Where(a => a!["assigneeRole"] is not null))
        {
            task!["assigneeRole"]!["expression"]!["value"] = "chair";
        }

        var definitions = Directory.CreateDirectory(Path.Combine(folder, "definitions")).FullName;
        await File.WriteAllTextAsync(Path.Combine(definitions, "wB0.json"), definition.ToJsonString(), ct);
        await s.GetRequiredService<DefinitionLibrary>().PublishAsync(definitions, ct);
    });

    /// <summary><c>Portal.Record</c>, which the process would reach only with a lower score.</summary>
    private sealed class Recorded : IWorkflowActivity
    {
        public static ActivityType Type { get; } = new("Portal.Record", ActivityKind.Run) { Inputs = [new("message")] };

        public Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct) => Task.FromResult<ActivityResult>(new ActivityResult.Done());
    }
}
