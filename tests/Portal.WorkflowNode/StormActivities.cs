using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Files;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;

namespace Portal.WorkflowNode;

/// <summary>Steps whose effects can be counted, for processes that are killed while they run.</summary>
public static class StormActivities
{
    public static IServiceCollection AddStormActivities(this IServiceCollection services) => services
        .AddWorkflowActivity<UnreliableStep>()
        .AddWorkflowActivity<WorkElsewhere>()
        .AddPortalJob<WorkElsewhereJob>(WorkElsewhereJob.Kind);
}

/// <summary><c>Storm.Unreliable</c>: writes a mail, and then fails in one of three runs.</summary>
/// <remarks>The mail's key is never the same twice, so nothing but the transaction of the step keeps it to one for each case.</remarks>
internal sealed class UnreliableStep(PortalDbContext db, Outbox outbox) : IWorkflowActivity
{
    public const string KeyPrefix = "unreliable:";

    public static ActivityType Type { get; } = new("Storm.Unreliable", ActivityKind.Run) { Outcomes = ["Done"] };

    public async Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct)
    {
        var holder = await db.People.OrderBy(p => p.Id).FirstAsync(ct);
        outbox.Write(holder, MailKind.Notice, "Once", "Written once for each case.", $"{KeyPrefix}{run.Instance.Id}:{Id<Post>.New()}");
        return Random.Shared.Next(3) == 0 ? throw new InvalidOperationException("It fails now and then.") : new ActivityResult.Done();
    }
}

/// <summary><c>Storm.WorkElsewhere</c>: has something done outside the database by a job, and waits for it.</summary>
internal sealed class WorkElsewhere(JobQueue jobs) : IWorkflowActivity
{
    public static ActivityType Type { get; } = new("Storm.WorkElsewhere", ActivityKind.Run) { Outcomes = ["Done"] };

    public Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct)
    {
        var key = run.ExecutionId.Replace('/', '-');
        jobs.Request(WorkElsewhereJob.Kind, key);
        return Task.FromResult<ActivityResult>(new ActivityResult.Waits(WorkElsewhereJob.WaitFor(key)));
    }
}

/// <summary>Does it: a file for each key, to which every attempt adds a line; then the process goes on.</summary>
internal sealed class WorkElsewhereJob(DataDirectory data, PortalDbContext db, WorkflowRunner runner) : IPortalJob
{
    public const string Kind = "work-elsewhere";

    /// <summary>Where the files lie, in the data directory.</summary>
    public const string Folder = "elsewhere";

    public static string WaitFor(string key) => $"{Kind}:{key}";

    public async Task RunAsync(string subject, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data.Root, Folder));
        await File.AppendAllTextAsync(Path.Combine(folder.FullName, subject), Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n", ct);
        await db.RetryOnConflictAsync(async () =>
        {
            await runner.ResumeWaitAsync(WaitFor(subject), ct);
            await db.SaveChangesAsync(ct);
        });
    }
}
