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

    /// <summary>All connections of a definition, by the flowchart they stand in.</summary>
    public static IReadOnlyList<string> Connections(WorkflowDefinition definition) => [.. definition.Activities.SelectMany(node => node.Connections.Select(c => Key(node, c)))];

    /// <summary>Notes the activities that were entered, and the connections by which that happened.</summary>
    public static void Cover(WorkflowDefinition definition, IReadOnlyList<JournalEntry> journal, HashSet<string> taken, HashSet<string> entered)
    {
        foreach (var entry in journal)
        {
            if (entry.Event == JournalEvent.Started)
            {
                entered.Add(entry.NodeId);
            }
            else if (entry.Event == JournalEvent.Completed)
            {
                var outcomes = entry.Outcomes.Count == 0 ? ["Done"] : entry.Outcomes;
                var parent = definition.Activities.FirstOrDefault(a => a.Children.Any(c => c.NodeId == entry.NodeId));
                foreach (var connection in parent?.Connections.Where(c => c.Source == entry.ActivityId && outcomes.Contains(c.SourcePort)) ?? [])
                {
                    var target = parent!.Children.Single(c => c.Id == connection.Target).NodeId;
                    if (journal.Any(later => later.Sequence > entry.Sequence && later.Event == JournalEvent.Started && later.NodeId == target))
                    {
                        taken.Add(Key(parent, connection));
                    }
                }
            }
        }
    }

    private static string Key(ActivityNode flowchart, Connection connection) => $"{flowchart.NodeId}: {connection.Source}.{connection.SourcePort} → {connection.Target}";
}

/// <summary>One case of a process being walked through: people answer or let the time pass, the portal's own steps end as they can.</summary>
internal sealed class Walk
{
    private static readonly WorkflowEngine _engine = new(ShippedProcesses.Catalogue);
    private static readonly DateTime _at = new(2015, 3, 3, 9, 0, 0, DateTimeKind.Utc);

    private readonly IReadOnlyDictionary<string, string> _answers;
    private readonly WorkflowDefinition _definition;
    private readonly List<JournalEntry> _journal;
    private readonly List<string> _ran;

    private Walk(WorkflowDefinition definition, WorkflowState state, List<JournalEntry> journal, List<string> ran, IReadOnlyList<string> steps, IReadOnlyDictionary<string, string> answers)
    {
        _answers = answers;
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

    /// <summary>What can happen next: each answer that somebody may give, and that the time is up.</summary>
    public IEnumerable<(Bookmark Bookmark, string Outcome)> Choices => State.Bookmarks.SelectMany(
        b => b.Name == HumanTask.Name ? HumanTask.Of(b).Outcomes.Append(HumanTask.Of(b).OverdueOutcome!).Where(o => o is not null).Select(o => (b, o)) : [(b, "")]);

    /// <summary>What tells this situation from another: where it waits and with what, and what the process remembers.</summary>
    public string Situation => string.Join(
        '|', State.Bookmarks.Select(b => $"{b.ActivityId} {b.Payload}").Order(StringComparer.Ordinal).Append(State.Variables(_definition).ToJsonString()).Append($"{State.SubStatus} {State.Output.ToJsonString()} {string.Join(',', _answers)}"));

    /// <param name="areas">How many areas a self-assessment has, and how many posts a matter asks.</param>
    /// <param name="answers">The outcome of the portal's own steps, by activity; the first of its kind where none is named.</param>
    public static Walk Begin(WorkflowDefinition definition, int areas, IReadOnlyDictionary<string, string>? answers = null)
    {
        var input = new JsonObject
        {
            ["Title"] = "A matter",
            ["Details"] = "What is asked.",
            ["Day"] = "2015-04-01",
            ["Decider"] = "board-manager",
            ["Escalation"] = "chair",
            [nameof(Asked)] = new JsonArray([.. Enumerable.Range(1, areas).Select(n => new JsonObject { ["post"] = $"P{n}", ["name"] = $"Agency {n}" })]),
            ["Areas"] = new JsonArray([.. Enumerable.Range(1, areas).Select(n => new JsonObject { ["code"] = $"A{n}", ["title"] = $"Area {n}" })]),
        };
        return Go(definition, null, new Signal.Start(_at, "case", Input: input), [], [], [], answers ?? new Dictionary<string, string>());
    }

    public Walk Answer(Bookmark bookmark, string outcome) => Go(
        _definition,
        State,
        new Signal.Resume(_at, bookmark.Id, new JsonObject { ["outcome"] = outcome, ["comment"] = null, ["who"] = "Somebody", ["when"] = "2015-03-03T09:00:00Z" }),
        _journal,
        _ran,
        [.. Steps, $"{bookmark.ActivityId}:{outcome}"],
        _answers);

    /// <summary>Somebody ends the case.</summary>
    public WorkflowState Cancel() => _engine.Advance(_definition, State, new Signal.Cancel(_at, "No longer wanted.", "Somebody")).State;

    /// <summary>What is asked of people now, by activity.</summary>
    public IEnumerable<string> Asked => State.Bookmarks.Select(b => b.ActivityId);

    private static Walk Go(
        WorkflowDefinition definition, WorkflowState? state, Signal signal, IReadOnlyList<JournalEntry> journal, IReadOnlyList<string> ran, IReadOnlyList<string> steps,
        IReadOnlyDictionary<string, string> answers)
    {
        var (journalled, carriedOut) = (journal.ToList(), ran.ToList());
        var step = _engine.Advance(definition, state, signal);
        step.IsAccepted.ShouldBeTrue($"{step.Acceptance} after {string.Join(", ", steps)}");
        journalled.AddRange(step.Effects.OfType<Effect.JournalWritten>().Select(w => w.Entry));
        while (step.ToRun is { } run)
        {
            step = _engine.Advance(definition, step.State, Answer(run, carriedOut, answers));
            journalled.AddRange(step.Effects.OfType<Effect.JournalWritten>().Select(w => w.Entry));
        }

        step.State.Incidents.ShouldBeEmpty(string.Join(", ", steps));
        return new Walk(definition, step.State, journalled, carriedOut, steps, answers);
    }

    private static Signal Answer(Effect.RunActivity run, List<string> carriedOut, IReadOnlyDictionary<string, string> answers)
    {
        if (run.Type == HumanTask.Name)
        {
            return new Signal.ActivityWaits(_at, run.ExecutionId, HumanTask.Name, HumanTask.Of(run.ActivityId, run.Inputs).ToPayload());
        }

        carriedOut.Add(run.ActivityId);
        var outcome = answers.GetValueOrDefault(run.Type) ?? ShippedProcesses.Catalogue.Types.Single(t => t.Name == run.Type).Outcomes[0];
        return new Signal.ActivityCompleted(_at, run.ExecutionId, [outcome]);
    }
}
