using System.Text.Json.Nodes;
using CsCheck;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

public sealed class EngineProperties
{
    private static readonly DateTime Noon = new(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private static readonly Gen<int[]> Choices = Gen.Int[0, 9_999].Array[0, 40];

    private static readonly WorkflowDefinition[] Definitions =
    [
        .. RecordedCases.Folders
            .SelectMany(f => Directory.GetFiles(f, "*.v1.json"))
            .Where(f => !f.EndsWith("wA0.v1.json", StringComparison.Ordinal))
            .Select(f => new DefinitionReader(CaseHost.Catalogue).Read(File.ReadAllText(f))),
    ];

    [Fact]
    public void Any_order_of_completing_parallel_tasks_leads_to_the_same_end() =>
        Gen.Select(Gen.Int[1, 3].Array[2, 4], Gen.Bool, Gen.Int[0, 9_999].Array[12]).Sample((lengths, all, order) =>
        {
            var host = new CaseHost();
            host.Publish(Flows.ForkJoin(lengths, all ? "WaitAll" : "WaitAllActive"));
            host.Start("A", "test");
            for (var i = 0; host.States["A"].Bookmarks.Count > 0; i++)
            {
                var open = host.States["A"].Bookmarks;
                host.Send("A", new Signal.Resume(host.Now, open[order[i % order.Length] % open.Count].Id)).IsAccepted.ShouldBeTrue();
            }

            host.States["A"].SubStatus.ShouldBe(SubStatus.Finished);
            host.Records.Count.ShouldBe(1);
            host.Journal.Count(j => j.Entry.Event == JournalEvent.Completed).ShouldBe(lengths.Sum() + 6);
        });

    [Fact]
    public void The_first_of_parallel_tasks_cancels_the_others_at_a_join_that_waits_for_any() =>
        Gen.Select(Gen.Int[1, 3].Array[2, 4], Gen.Int[0, 9_999].Array[12]).Sample((lengths, order) =>
        {
            var host = new CaseHost();
            host.Publish(Flows.ForkJoin(lengths, "WaitAny"));
            host.Start("A", "test");
            for (var i = 0; host.States["A"].Bookmarks.Count > 0; i++)
            {
                var open = host.States["A"].Bookmarks;
                host.Send("A", new Signal.Resume(host.Now, open[order[i % order.Length] % open.Count].Id));
            }

            host.States["A"].SubStatus.ShouldBe(SubStatus.Finished);
            host.Records.Count.ShouldBe(1);
            host.Journal.Count(j => j.Entry.Event == JournalEvent.Canceled).ShouldBe(lengths.Length - 1);
        });

    [Fact]
    public void Any_order_of_completing_the_tasks_of_any_process_without_a_choice_leads_to_the_same_end() =>
        Gen.Select(Gen.Int[0, 9_999].Array[30], Gen.Int[0, 9_999].Array[7], Gen.Int[0, 9_999].Array[5]).Sample((shape, one, other) =>
        {
            var definition = Flows.WithoutChoices(shape);

            var (first, second) = (Complete(definition, one), Complete(definition, other));

            first.States["A"].SubStatus.ShouldBe(SubStatus.Finished);
            first.Journal.Count(j => j.Entry.Event == JournalEvent.Canceled).ShouldBe(0);
            Happened(second).ShouldBe(Happened(first));
        });

    [Fact]
    public void The_journal_alone_tells_what_is_open_what_waits_and_what_has_failed() =>
        Gen.Select(Gen.Int[0, 9_999], Choices).Sample((which, choices) =>
        {
            var effects = new List<Effect>();
            Play(Definitions[which % Definitions.Length], [], choices, effects, state =>
                state.OpenNodes.Select(n => n.NodeId).ShouldBe(Waiting(effects.OfType<Effect.JournalWritten>().Select(e => e.Entry), state), ignoreOrder: true));
        }, iter: 400);

    [Fact]
    public void No_sequence_of_signals_throws_loses_the_thread_or_survives_differently_as_text() =>
        Gen.Select(Gen.Int[0, 9_999], Choices).Sample((which, choices) =>
        {
            var definition = Definitions[which % Definitions.Length];
            var signals = new List<Signal>();
            var state = Play(definition, signals, choices);

            Replay(definition, signals).ToJson().ShouldBe(state.ToJson());
            state.Incidents.ShouldNotContain(i => i.Message.Contains("not foreseen", StringComparison.Ordinal));
        }, iter: 400);

    [Fact]
    public void A_signal_that_is_not_accepted_changes_nothing_and_has_no_effects() =>
        Gen.Select(Gen.Int[0, 9_999], Choices).Sample((which, choices) =>
        {
            var definition = Definitions[which % Definitions.Length];
            var engine = new WorkflowEngine(CaseHost.Catalogue);
            var state = Play(definition, [], choices);
            var stale = new Signal[]
            {
                new Signal.Resume(Noon, "A/b1"), new Signal.Resume(Noon, "A/b99999"), new Signal.Resume(Noon, "other/b1"), new Signal.Start(Noon, "A"),
                new Signal.ActivityCompleted(Noon, "A/e2"), new Signal.RetryIncident(Noon, "A/i77777"), new Signal.SkipIncident(Noon, "nonsense"),
            };
            foreach (var step in stale.Select(signal => engine.Advance(definition, state, signal)).Where(step => !step.IsAccepted))
            {
                step.Effects.ShouldBeEmpty();
                step.State.ShouldBeSameAs(state);
            }
        }, iter: 100);

    [Fact]
    public void Every_bookmark_ends_once_and_every_incident_that_opens_is_open_or_closed() =>
        Gen.Select(Gen.Int[0, 9_999], Choices).Sample((which, choices) =>
        {
            var definition = Definitions[which % Definitions.Length];
            var effects = new List<Effect>();
            var state = Play(definition, [], choices, effects);

            var ended = effects.OfType<Effect.BookmarkRemoved>().Select(e => e.Bookmark.Id).ToList();
            ended.ShouldBeUnique();
            effects.OfType<Effect.BookmarkCreated>().Select(e => e.Bookmark.Id).ShouldBe(ended.Concat(state.Bookmarks.Select(b => b.Id)), ignoreOrder: true);
            var closed = effects.OfType<Effect.IncidentClosed>().Select(e => e.Incident.Id).ToList();
            closed.ShouldBeUnique();
            effects.OfType<Effect.IncidentOpened>().Select(e => e.Incident.Id).ShouldBe(closed.Concat(state.Incidents.Select(i => i.Id)), ignoreOrder: true);
            effects.OfType<Effect.JournalWritten>().Select(e => e.Entry.Sequence).ShouldBe(Enumerable.Range(1, effects.OfType<Effect.JournalWritten>().Count()).Select(n => (long)n));
        }, iter: 200);

    private static CaseHost Complete(string definition, int[] order)
    {
        var host = new CaseHost();
        host.Publish(definition);
        host.Start("A", "test");
        for (var i = 0; host.States["A"].Bookmarks.Count > 0; i++)
        {
            var open = host.States["A"].Bookmarks;
            host.Send("A", new Signal.Resume(host.Now, open[order[i % order.Length] % open.Count].Id)).IsAccepted.ShouldBeTrue();
        }

        return host;
    }

    /// <summary>What happened to which activity, whatever the order.</summary>
    private static IEnumerable<string> Happened(CaseHost host) =>
        host.Journal.Select(j => $"{j.Entry.NodeId} {j.Entry.Event} {string.Join(',', j.Entry.Outcomes)}").Order(StringComparer.Ordinal);

    /// <summary>Read from the journal: the activities that began and did not end, and of which the last that is said is that they wait or have failed.</summary>
    private static IEnumerable<string> Waiting(IEnumerable<JournalEntry> journal, WorkflowState state)
    {
        var open = new Dictionary<string, (string NodeId, JournalEvent Last)>(StringComparer.Ordinal);
        foreach (var entry in journal)
        {
            switch (entry.Event)
            {
                case JournalEvent.Completed or JournalEvent.Canceled:
                    open.Remove(entry.ExecutionId).ShouldBeTrue("what ends has begun");
                    break;
                case JournalEvent.TimerMoved or JournalEvent.VariableSet or JournalEvent.Migrated:
                    open.ShouldContainKey(entry.ExecutionId);
                    break;
                default:
                    open.ContainsKey(entry.ExecutionId).ShouldBe(entry.Event != JournalEvent.Started);
                    open[entry.ExecutionId] = (entry.NodeId, entry.Event);
                    break;
            }
        }

        return state.IsEnded ? [] : open.Values.Where(e => e.Last is JournalEvent.Suspended or JournalEvent.Faulted).Select(e => e.NodeId);
    }

    private static WorkflowState Play(WorkflowDefinition definition, List<Signal> signals, int[] choices, List<Effect>? effects = null, Action<WorkflowState>? seen = null)
    {
        var engine = new WorkflowEngine(CaseHost.Catalogue);
        var start = new Signal.Start(Noon, "A", "c", new JsonObject { ["Score"] = 60, ["N"] = 3, ["Deep"] = true, ["Who"] = "Ann" });
        signals.Add(start);
        var begun = engine.Advance(definition, null, start);
        effects?.AddRange(begun.Effects);
        var state = begun.State;
        foreach (var choice in choices)
        {
            var signal = Choose(state, choice, Noon.AddMinutes(signals.Count));
            signals.Add(signal);
            var step = engine.Advance(definition, WorkflowState.Parse(state.ToJson()), signal);
            effects?.AddRange(step.Effects);
            Check(step, state, definition, signal, engine);
            state = step.State;
            seen?.Invoke(state);
        }

        return state;
    }

    private static void Check(Step step, WorkflowState before, WorkflowDefinition definition, Signal signal, WorkflowEngine engine)
    {
        WorkflowState.Parse(step.State.ToJson()).ToJson().ShouldBe(step.State.ToJson());
        engine.Advance(definition, before, signal).State.ToJson().ShouldBe(step.State.ToJson());
        if (step.State.SubStatus == SubStatus.Suspended)
        {
            (step.State.Bookmarks.Count + step.State.Incidents.Count).ShouldBeGreaterThan(0, "a suspended instance waits for something");
        }

        if (step.State.SubStatus == SubStatus.Executing)
        {
            step.State.RunningExecutionId.ShouldNotBeNull();
        }

        if (step.State.IsEnded)
        {
            step.State.Bookmarks.ShouldBeEmpty();
            step.State.Incidents.ShouldBeEmpty();
        }
    }

    private static WorkflowState Replay(WorkflowDefinition definition, List<Signal> signals)
    {
        var engine = new WorkflowEngine(CaseHost.Catalogue);
        WorkflowState? state = null;
        foreach (var signal in signals)
        {
            state = engine.Advance(definition, state, signal).State;
        }

        return state!;
    }

    private static Signal Decide(WorkflowState state, int number, DateTime at, string incident, string bookmark) => (number % 4) switch
    {
        0 => new Signal.CancelIncident(at, incident, "Ann", "enough"),
        1 => new Signal.MoveTimer(at, bookmark, at.AddDays(number), "Ann", "later"),
        2 => new Signal.SetVariable(at, new[] { "v1", "score", "nothing" }[number % 3], number, "Ann", state.SubStatus.ToString()),
        _ => Strange(state, number, at, bookmark),
    };

    /// <summary>What no honest host sends: ids of another make, values of another kind, the clock going back, another version of the definition.</summary>
    private static Signal Strange(WorkflowState state, int number, DateTime at, string bookmark)
    {
        string[] ids = ["", "A/b", "A/b-1", "A/b0", "A/b99999999999999999999", "a/b1", "A/e1", "A/x1", "A//b1", "A/b 1"];
        JsonNode?[] values = [null, "", 5, true, new JsonObject { ["a"] = new JsonArray(1, null) }, new JsonArray(new JsonArray()), "\uD83D\uDE00 \"quoted\" \0"];
        var (id, value) = (ids[number % ids.Length], values[number % values.Length]);
        return (number / 4 % 8) switch
        {
            0 => new Signal.Resume(at, id, new JsonObject { ["outcome"] = value }),
            1 => new Signal.Resume(DateTime.MinValue, bookmark, new JsonObject { ["outcome"] = value, ["payload"] = value?.DeepClone(), [""] = 1, ["subStatus"] = value?.DeepClone() }),
            2 => new Signal.ActivityCompleted(DateTime.MaxValue, state.RunningExecutionId ?? id, [""], new JsonObject { [""] = value, ["result"] = value?.DeepClone() }),
            3 => new Signal.ActivityWaits(at, state.RunningExecutionId ?? id, "", value, DateTime.MinValue),
            4 => new Signal.Migrate(at, new Dictionary<string, string>(StringComparer.Ordinal) { ["flow"] = id, ["t1"] = "flow", [""] = "" }, "Ann"),
            5 => new Signal.Migrate(at),
            6 => new Signal.MoveTimer(DateTime.MaxValue, bookmark, DateTime.MinValue),
            _ => new Signal.SetVariable(at, "v1", value, "Ann"),
        };
    }

    private static Signal Choose(WorkflowState state, int choice, DateTime at)
    {
        var number = choice / 20;
        var outcome = new[] { "Done", "Approve", "Reject", "Again", "Ok", "A", "Stop" }[number % 7];
        var bookmark = state.Bookmarks.Count > 0 ? state.Bookmarks[number % state.Bookmarks.Count].Id : $"A/b{number}";
        var incident = state.Incidents.Count > 0 ? state.Incidents[number % state.Incidents.Count].Id : $"A/i{number}";
        var running = state.RunningExecutionId ?? $"A/e{number}";
        return (choice % 20) switch
        {
            < 7 => state.RunningExecutionId is null ? new Signal.Resume(at, bookmark, new JsonObject { ["outcome"] = outcome }) : new Signal.ActivityCompleted(at, running),
            < 12 => new Signal.ActivityCompleted(at, running, [outcome], new JsonObject { ["result"] = number }),
            12 => new Signal.ActivityFaulted(at, running, "no luck"),
            13 => new Signal.ActivityWaits(at, running, Payload: new JsonObject { ["job"] = number }),
            14 => new Signal.RetryIncident(at, incident),
            15 or 16 => new Signal.SkipIncident(at, incident, outcome),
            17 => Decide(state, number, at, incident, bookmark),
            18 => number % 4 == 0 ? new Signal.Start(at, "A") : Strange(state, number, at, bookmark),
            _ => number % 5 == 0 ? new Signal.Cancel(at, "enough") : new Signal.Resume(at, bookmark),
        };
    }
}
