using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;
using Portal.Workflow.Migration;

namespace Portal.UnitTests.Workflow;

public sealed class MovingToAnotherVersion
{
    private static readonly DateTime At = new(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly WorkflowEngine Engine = new(CaseHost.Catalogue);
    private static readonly IReadOnlyDictionary<string, string> Rename = new Dictionary<string, string> { ["a"] = "first" };

    [Fact]
    public void The_plan_says_for_each_open_activity_where_it_goes_on()
    {
        var (from, state) = Begin(Flows.Sequence("seq", Flows.Task("a")));
        var to = Read(2, Flows.Sequence("seq", Flows.Task("new"), Flows.Task("a")));

        var plan = WorkflowMigration.Plan(from, to, state);

        plan.IsPossible.ShouldBeTrue();
        plan.Lines.Select(l => (l.ActivityId, l.NewActivityId, l.Reason)).ShouldBe([("seq", "seq", "'seq' goes on in its place."), ("a", "a", "'a' goes on in its place.")]);
    }

    [Fact]
    public void An_open_activity_without_a_place_stands_in_the_way_and_nothing_changes()
    {
        var (from, state) = Begin(Flows.Sequence("seq", Flows.Task("a")));
        var to = Read(2, Flows.Sequence("seq", Flows.Task("b")));

        var plan = WorkflowMigration.Plan(from, to, state);
        var step = WorkflowMigration.Apply(Engine, from, to, state, new Signal.Migrate(At));

        plan.IsPossible.ShouldBeFalse();
        plan.Lines.Single(l => !l.Maps).Reason.ShouldBe("'a' is open, and version 2 has no activity 'a'. Name its successor in the mapping.");
        step.Acceptance.ShouldBe(Acceptance.Mismatch);
        step.State.ShouldBeSameAs(state);
        step.Effects.ShouldBeEmpty();
    }

    [Fact]
    public void A_renamed_activity_goes_on_under_its_new_id_with_bookmark_and_all()
    {
        var (from, state) = Begin(Flows.Sequence("seq", Flows.Task("a"), Flows.Record("r")));
        var to = Read(2, Flows.Sequence("seq", Flows.Record("before"), Flows.Task("first"), Flows.Task("then")));

        WorkflowMigration.Plan(from, to, state, Rename).Lines[^1].Reason.ShouldBe("'a' goes on as 'first'.");
        var step = WorkflowMigration.Apply(Engine, from, to, state, new Signal.Migrate(At, Rename, "Ann", "the names were wrong"));

        step.IsAccepted.ShouldBeTrue();
        var bookmark = step.State.Bookmarks.ShouldHaveSingleItem();
        (bookmark.Id, bookmark.ActivityId).ShouldBe((state.Bookmarks[0].Id, "first"));
        step.Effects.OfType<Effect.BookmarkChanged>().ShouldHaveSingleItem().Bookmark.ShouldBe(bookmark);
        var line = step.Effects.OfType<Effect.JournalWritten>().ShouldHaveSingleItem().Entry;
        (line.Event, line.Message, line.By).ShouldBe((JournalEvent.Migrated, "Moved from version 1 to version 2: the names were wrong", "Ann"));

        var next = Engine.Advance(to, step.State, new Signal.Resume(At, bookmark.Id));
        next.State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("then", "a sequence goes on behind the activity, wherever it stands now");
    }

    [Fact]
    public void A_failed_step_that_is_renamed_can_be_decided_on_under_its_new_id()
    {
        var (from, state) = Begin(Flows.Sequence("seq", Flows.Record("a", "nothing.of.this"), Flows.Task("end")));
        var to = Read(2, Flows.Sequence("seq", Flows.Record("first", "nothing.of.this"), Flows.Task("end")));

        var step = WorkflowMigration.Apply(Engine, from, to, state, new Signal.Migrate(At, Rename));

        var incident = step.State.Incidents.ShouldHaveSingleItem();
        incident.ActivityId.ShouldBe("first");
        step.Effects.OfType<Effect.IncidentChanged>().ShouldHaveSingleItem().Incident.ShouldBe(incident);
    }

    [Fact]
    public void A_renamed_activity_keeps_its_visits_so_that_the_join_behind_it_still_opens()
    {
        var flow = (string a) => Flows.Flowchart("flow", [Flows.Fork("fork", "x", "y"), Flows.Task(a), Flows.Task("b"), Flows.Join("join", "WaitAll"), Flows.Task("end")], $"fork.x {a}", "fork.y b", $"{a}.Done join", "b.Done join", "join.Done end");
        var (from, state) = Begin(flow("a"));
        state = Engine.Advance(from, state, new Signal.Resume(At, state.Bookmarks[0].Id)).State;
        var to = Read(2, flow("first"));

        var moved = WorkflowMigration.Apply(Engine, from, to, state, new Signal.Migrate(At, Rename)).State;

        Engine.Advance(to, moved, new Signal.Resume(At, moved.Bookmarks[0].Id)).State.Bookmarks.ShouldHaveSingleItem().ActivityId.ShouldBe("end");
    }

    [Fact]
    public void An_activity_of_another_kind_or_in_another_container_is_no_successor()
    {
        var (from, state) = Begin(Flows.Sequence("seq", Flows.Task("a")));

        Reason(from, Read(2, Flows.Sequence("seq", Flows.Activity("a", "Elsa.Event", ("eventName", Flows.Input("String", "Literal", "x"))))), state)
            .ShouldBe("'a' is open as Portal.HumanTask, but 'a' is Elsa.Event in version 2.");
        Reason(from, Read(2, Flows.Sequence("seq", Flows.Sequence("inner", Flows.Task("a")))), state).ShouldContain("only inside another container (Workflow1:seq:inner:a)");
    }

    [Fact]
    public void What_is_over_or_another_process_or_another_version_does_not_move()
    {
        var (from, state) = Begin(Flows.Sequence("seq", Flows.Task("a")));
        var ended = Engine.Advance(from, state, new Signal.Cancel(At)).State;
        var other = JsonNode.Parse(Flows.Definition(Flows.Sequence("seq", Flows.Task("a"))))!;
        other["definitionId"] = "other";

        Reason(from, Read(2, Flows.Sequence("seq", Flows.Task("a"))), ended).ShouldContain("is over (Cancelled)");
        Reason(from, new DefinitionReader(CaseHost.Catalogue).Read(other.ToJsonString()), state).ShouldContain("another process");
        Reason(Read(3, Flows.Sequence("seq", Flows.Task("z"))), Read(2, Flows.Sequence("seq", Flows.Task("a"))), state).ShouldContain("but on version 1");
    }

    [Fact]
    public void New_variables_begin_with_their_initial_values_and_a_value_that_does_not_fit_stands_in_the_way()
    {
        var (from, state) = Begin(Flows.Sequence("seq", Flows.Task("a")), Flows.Variable("x", "String", "many"));
        var more = Read(2, Flows.Sequence("seq", Flows.Task("a")), Flows.Variable("x", "String"), Flows.Variable("y", "Int32", "7"));
        var narrower = Read(2, Flows.Sequence("seq", Flows.Task("a")), Flows.Variable("x", "Int32"));
        var fewer = Read(2, Flows.Sequence("seq", Flows.Task("a")));

        WorkflowMigration.Apply(Engine, from, more, state, new Signal.Migrate(At)).State.Variables(more).ToJsonString().ShouldBe("""{"x":"many","y":7}""");
        Reason(from, narrower, state).ShouldBe("The value of the variable 'x' is no Int32.");
        WorkflowMigration.Plan(from, fewer, state).Warnings.ShouldHaveSingleItem().ShouldContain("'x' is not in version 2");
    }

    [Fact]
    public void A_new_way_into_a_join_that_the_instance_has_gone_past_is_warned_about()
    {
        var (from, state) = Begin(Flows.Flowchart("flow", [Flows.Record("s"), Flows.Task("a"), Flows.Join("join", "WaitAll")], "s.Done a", "a.Done join"));
        state = Engine.Advance(from, state, new Signal.ActivityCompleted(At, state.RunningExecutionId!)).State;
        var to = Read(2, Flows.Flowchart("flow", [Flows.Record("s"), Flows.Task("a"), Flows.Task("b"), Flows.Join("join", "WaitAll")], "s.Done a", "s.Done b", "a.Done join", "b.Done join"));

        WorkflowMigration.Plan(from, to, state).Warnings.ShouldContain(w => w.Contains("from 's' to 'b'", StringComparison.Ordinal));
    }

    private static string Reason(WorkflowDefinition from, WorkflowDefinition to, WorkflowState state) =>
        WorkflowMigration.Plan(from, to, state).Lines.Single(l => !l.Maps).Reason;

    private static (WorkflowDefinition Definition, WorkflowState State) Begin(JsonObject root, params JsonObject[] variables)
    {
        var definition = Read(1, root, variables);
        return (definition, Engine.Advance(definition, null, new Signal.Start(At, "A")).State);
    }

    private static WorkflowDefinition Read(int version, JsonObject root, params JsonObject[] variables)
    {
        var file = JsonNode.Parse(Flows.Definition(root, variables))!;
        file["version"] = version;
        return new DefinitionReader(CaseHost.Catalogue).Read(file.ToJsonString());
    }
}
