using System.Diagnostics;
using System.Runtime;
using System.Text;
using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;
using ActivityKind = Portal.Workflow.Definitions.ActivityKind;

namespace Portal.Benchmarks.Workflow;

/// <summary>
/// The assessment process of case B0 (six parallel tasks, a join, a decision, two signatures) in memory: the state is written as text after each burst
/// and read from text before the next, as if it had been stored. Each thread plays instances of its own, one after the other.
/// </summary>
internal static class WorkflowSpeed
{
    private const int Batch = 200;

    /// <summary>Methods compiled in a second that count as none.</summary>
    private const int Settled = 5;

    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(20);

    private static readonly DateTime At = new(2030, 1, 1, 9, 0, 0, DateTimeKind.Utc);
    private static readonly JsonObject Approve = new() { ["outcome"] = "Approve" };

    private static ActivityCatalogue Catalogue { get; } = ActivityCatalogue.BuiltIn.With(
        new ActivityType("Portal.HumanTask", ActivityKind.Wait)
        {
            Inputs = [new("title", "String"), new("assigneeRole", "String"), new("outcomes", "List<String>", InPayload: false)],
            Outputs = ["result", "comment"],
        },
        new ActivityType("Portal.Record", ActivityKind.Run) { Inputs = [new("message")] });

    public static int Run(Options options)
    {
        var file = options.Text("--definition") ?? Path.Combine(AppContext.BaseDirectory, "Workflow", "wB0.v1.json");
        var definition = new DefinitionReader(Catalogue).Read(File.ReadAllText(file));
        var engine = new WorkflowEngine(Catalogue);
        var length = TimeSpan.FromSeconds(options.Number("--seconds", 5));
        var warmUp = WarmUp(engine, definition);
        foreach (var threads in options.Numbers("--threads", [1]))
        {
            Measure(engine, definition, threads, length);
        }

        var sizes = Sizes(engine, definition);
        Figures.Say($"state bytes {sizes.Max(),9}   at most; {sizes.Average():F0} on average over the bursts   (real Elsa 3.7.1: 5,000)");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Play(engine, definition, "measured", new int[1]);
        Figures.Say($"allocated   {(GC.GetAllocatedBytesForCurrentThread() - before) / 1024,9} KiB per instance");
        Figures.Say($"warmed up for {warmUp.TotalSeconds:F0} s before, until nothing more was compiled");
        return 0;
    }

    /// <summary>Plays until a second has gone by in which the runtime compiled hardly anything, as in a server that has been up for a while.</summary>
    private static TimeSpan WarmUp(WorkflowEngine engine, WorkflowDefinition definition)
    {
        var start = Stopwatch.GetTimestamp();
        long compiled;
        do
        {
            compiled = JitInfo.GetCompiledMethodCount();
            Loop(engine, definition, "warm", TimeSpan.FromSeconds(1));
        }
        while (JitInfo.GetCompiledMethodCount() - compiled > Settled && Stopwatch.GetElapsedTime(start) < LongestWarmUp);

        return Stopwatch.GetElapsedTime(start);
    }

    private static void Measure(WorkflowEngine engine, WorkflowDefinition definition, int threads, TimeSpan length)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var runs = Enumerable.Range(0, threads)
            .Select(thread => Task.Factory.StartNew(() => Loop(engine, definition, $"case-{thread}-", length), TaskCreationOptions.LongRunning))
            .ToArray();
        Task.WaitAll(runs);
        var elapsed = Stopwatch.GetElapsedTime(start);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var (instances, bursts, steps) = (runs.Sum(r => r.Result.Instances), runs.Sum(r => r.Result.Bursts), runs.Sum(r => r.Result.Steps));

        Figures.Say($"{threads} thread(s) on {Environment.ProcessorCount} processors, {instances} instances in {elapsed.TotalSeconds:F1} s");
        Figures.Say($"instances/s {instances / elapsed.TotalSeconds,9:F0}   (real Elsa 3.7.1: 29); {instances / cpu.TotalSeconds:F0} in each second of processor time");
        Figures.Say($"bursts/s    {bursts / elapsed.TotalSeconds,9:F0}   (real Elsa 3.7.1: 262); {bursts / cpu.TotalSeconds:F0} in each second of processor time");
        Figures.Say($"journal lines/s {steps / elapsed.TotalSeconds,5:F0}");
    }

    private static (int Instances, int Bursts, int Steps) Loop(WorkflowEngine engine, WorkflowDefinition definition, string name, TimeSpan length)
    {
        var (instances, bursts, steps) = (0, 0, new int[1]);
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            for (var i = 0; i < Batch; i++)
            {
                bursts += Play(engine, definition, name + instances++, steps);
            }
        }

        return (instances, bursts, steps[0]);
    }

    private static List<int> Sizes(WorkflowEngine engine, WorkflowDefinition definition)
    {
        var sizes = new List<int>();
        Play(engine, definition, Guid.Empty.ToString("N"), new int[1], state => sizes.Add(Encoding.UTF8.GetByteCount(state)));
        return sizes;
    }

    /// <summary>One instance from its start to its end.</summary>
    /// <returns>The number of bursts.</returns>
    private static int Play(WorkflowEngine engine, WorkflowDefinition definition, string id, int[] steps, Action<string>? written = null)
    {
        var bursts = 0;
        var state = Advance(null, new Signal.Start(At, id, "case-1"));
        while (!state.IsEnded)
        {
            state = WorkflowState.Parse(state.ToJson());
            var bookmark = state.Bookmarks[state.Bookmarks.Count / 2];
            state = Advance(state, new Signal.Resume(At, bookmark.Id, bookmark.ActivityId.StartsWith('s') ? Approve : null));
        }

        return state.SubStatus == SubStatus.Finished ? bursts : throw new InvalidOperationException($"The instance ended as {state.SubStatus}.");

        WorkflowState Advance(WorkflowState? before, Signal signal)
        {
            bursts++;
            var step = engine.Advance(definition, before, signal);
            steps[0] += step.Effects.Count(e => e is Effect.JournalWritten);
            while (step.ToRun is { } run)
            {
                step = engine.Advance(definition, step.State, new Signal.ActivityCompleted(At, run.ExecutionId));
                steps[0] += step.Effects.Count(e => e is Effect.JournalWritten);
            }

            written?.Invoke(step.State.ToJson());
            return step.State;
        }
    }
}
