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

    /// <summary>The same by the clock, on no day that a test is run on: it comes round when it is rung for.</summary>
    public const string Round = "scripted-round";

    public const string Never = "0 0 30 2 *";

    public async Task RunAsync(string subject, CancellationToken ct)
    {
        script.Ran.Enqueue(subject);
        await script.Does(subject, ct);
    }
}
