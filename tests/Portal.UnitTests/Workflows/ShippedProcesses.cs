using System.Text.Json.Nodes;
using Portal.Web.Seeding;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflows;

/// <summary>The definitions in /workflows, read with all the activities of the portal.</summary>
internal static class ShippedProcesses
{
    /// <summary>Every type of activity that the portal itself brings.</summary>
    public static IReadOnlyList<ActivityType> OwnTypes { get; } =
    [
        .. typeof(IWorkflowActivity).Assembly.GetTypes()
            .Where(t => t.IsAssignableTo(typeof(IWorkflowActivity)) && !t.IsInterface)
            .Select(t => (ActivityType)t.GetProperty(nameof(IWorkflowActivity.Type))!.GetValue(null)!),
    ];

    public static ActivityCatalogue Catalogue { get; } = ActivityCatalogue.BuiltIn.With(OwnTypes);

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(SeedFolder.Workflows, "*.json").Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static WorkflowDefinition Read(string file) => new DefinitionReader(Catalogue).Read(File.ReadAllText(file));
}

/// <summary>One case of a process being walked through: people answer, the portal's own steps succeed.</summary>
internal sealed class Walk
{
    private static readonly WorkflowEngine _engine = new(ShippedProcesses.Catalogue);
    private static readonly DateTime _at = new(2015, 3, 3, 9, 0, 0, DateTimeKind.Utc);

    private readonly WorkflowDefinition _definition;
    private readonly List<JournalEntry> _journal;
    private readonly List<string> _ran;

    private Walk(WorkflowDefinition definition, WorkflowState state, List<JournalEntry> journal, List<string> ran, IReadOnlyList<string> steps)
    {
        _definition = definition;
        State = state;
        _journal = journal;
        _ran = ran;
        Steps = steps;
    }

    public WorkflowState State { get; }

    public IReadOnlyList<JournalEntry> Journal => _journal;

    /// <summary>The portal's own steps in the order they were carried out.</summary>
    public IReadOnlyList<string> Ran => _ran;

    /// <summary>What people answered so far, as in <c>chair-signs:Return</c>.</summary>
    public IReadOnlyList<string> Steps { get; }

    public bool HasFinished => State.SubStatus == SubStatus.Finished;

    /// <summary>Who is asked now, and what each may answer.</summary>
    public IEnumerable<(Bookmark Bookmark, string Outcome)> Choices => State.Bookmarks.SelectMany(b => HumanTask.Of(b).Outcomes.Select(o => (b, o)));

    public static Walk Begin(WorkflowDefinition definition, int areas)
    {
        var input = new JsonObject
        {
            ["Areas"] = new JsonArray([.. Enumerable.Range(1, areas).Select(n => new JsonObject { ["code"] = $"A{n}", ["title"] = $"Area {n}" })]),
        };
        return Go(definition, null, new Signal.Start(_at, "case", Input: input), [], [], []);
    }

    public Walk Answer(Bookmark bookmark, string outcome) => Go(
        _definition,
        State,
        new Signal.Resume(_at, bookmark.Id, new JsonObject { ["outcome"] = outcome, ["comment"] = null, ["who"] = "Somebody", ["when"] = "2015-03-03T09:00:00Z" }),
        _journal,
        _ran,
        [.. Steps, $"{bookmark.ActivityId}:{outcome}"]);

    /// <summary>What is asked of people now, by activity.</summary>
    public IEnumerable<string> Asked => State.Bookmarks.Select(b => b.ActivityId);

    private static Walk Go(
        WorkflowDefinition definition, WorkflowState? state, Signal signal, IReadOnlyList<JournalEntry> journal, IReadOnlyList<string> ran, IReadOnlyList<string> steps)
    {
        var (journalled, carriedOut) = (journal.ToList(), ran.ToList());
        var step = _engine.Advance(definition, state, signal);
        step.IsAccepted.ShouldBeTrue($"{step.Acceptance} after {string.Join(", ", steps)}");
        journalled.AddRange(step.Effects.OfType<Effect.JournalWritten>().Select(w => w.Entry));
        while (step.ToRun is { } run)
        {
            step = _engine.Advance(definition, step.State, Answer(run, carriedOut));
            journalled.AddRange(step.Effects.OfType<Effect.JournalWritten>().Select(w => w.Entry));
        }

        step.State.Incidents.ShouldBeEmpty(string.Join(", ", steps));
        return new Walk(definition, step.State, journalled, carriedOut, steps);
    }

    private static Signal Answer(Effect.RunActivity run, List<string> carriedOut)
    {
        if (run.Type == HumanTask.Name)
        {
            return new Signal.ActivityWaits(_at, run.ExecutionId, HumanTask.Name, HumanTask.Of(run.ActivityId, run.Inputs).ToPayload());
        }

        carriedOut.Add(run.ActivityId);
        return new Signal.ActivityCompleted(_at, run.ExecutionId, ["Done"]);
    }
}
