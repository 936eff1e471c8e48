using System.Collections.Concurrent;
using Portal.Web.Jobs;

namespace Portal.WebTests.Jobs;

/// <summary>What a test wants its jobs to do, and what they were asked to do.</summary>
public sealed class Script
{
    public ConcurrentQueue<string> Ran { get; } = [];

    public Func<string, CancellationToken, Task> Does { get; set; } = (_, _) => Task.CompletedTask;
}

public sealed class ScriptedJob(Script script) : IPortalJob
{
    public const string Kind = "scripted";

    public async Task RunAsync(string subject, CancellationToken ct)
    {
        script.Ran.Enqueue(subject);
        await script.Does(subject, ct);
    }
}
