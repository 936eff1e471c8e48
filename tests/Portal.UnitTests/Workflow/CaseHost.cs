using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

/// <summary>The least a host has to do: keeps states, carries out Portal.Record and Portal.Fail, moves a clock, delivers events.</summary>
internal sealed class CaseHost
{
    public static ActivityCatalogue Catalogue { get; } = ActivityCatalogue.BuiltIn.With(
        new ActivityType("Portal.HumanTask", ActivityKind.Wait)
        {
            Inputs = [new("title", "String"), new("assigneeRole", "String"), new("outcomes", "List<String>", InPayload: false)],
            Outputs = ["result", "comment"],
        },
        new ActivityType("Portal.Record", ActivityKind.Run) { Inputs = [new("message")] },
        new ActivityType("Portal.Fail", ActivityKind.Run) { Inputs = [new("message", "String"), new("when", "Boolean")] });

    private ActivityCatalogue _catalogue = Catalogue;
    private readonly Dictionary<(string Id, int Version), WorkflowDefinition> _definitions = [];
    private readonly List<(string Name, string? CorrelationId, JsonNode? Payload, string? Only)> _undelivered = [];

    public DateTime Now { get; private set; } = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public Dictionary<string, WorkflowState> States { get; } = [];

    public List<JsonObject> Records { get; } = [];

    public List<string> Lines { get; } = [];

    public List<(string Instance, JournalEntry Entry)> Journal { get; } = [];

    public List<(string Instance, Effect Effect)> Effects { get; } = [];

    /// <summary>Publishes a definition made by anybody: real Elsa minds no activity that cannot be reached.</summary>
    public WorkflowDefinition Publish(string json)
    {
        var definition = new DefinitionReader(_catalogue) { IsLenient = true }.Read(json);
        _catalogue = definition.UsableAsActivity ? _catalogue.With(definition) : _catalogue;
        _definitions[(definition.DefinitionId, definition.Version)] = definition;
        return definition;
    }

    public WorkflowDefinition DefinitionOf(string instance) => _definitions[(States[instance].DefinitionId, States[instance].Version)];

    public Step Start(string instance, string definitionId, int? version = null, string? correlationId = null, JsonObject? input = null, string? name = null)
    {
        var definition = _definitions.Where(d => d.Key.Id == definitionId && (version is null ? !IsDraft(d.Value) : d.Key.Version == version)).MaxBy(d => d.Key.Version).Value
            ?? throw new KeyNotFoundException($"'{definitionId}' is not published.");
        return Play(instance, definition, null, new Signal.Start(Now, instance, correlationId, input, name));
    }

    public Step Send(string instance, Signal signal) => Play(instance, DefinitionOf(instance), States[instance], signal);

    /// <summary>Resumes every task with this title and role, as a stimulus does.</summary>
    public int Stimulate(string? title, string? role, string? correlationId, string? only, JsonObject input)
    {
        var waiting = States
            .Where(s => (only is null || s.Key == only) && (correlationId is null || s.Value.CorrelationId == correlationId))
            .SelectMany(s => s.Value.Bookmarks.Where(b => b.Name == "Portal.HumanTask" && Asks(b, "Title", title) && Asks(b, "AssigneeRole", role)).Select(b => (s.Key, b.Id)))
            .ToList();
        return waiting.Count(w => Send(w.Key, new Signal.Resume(Now, w.Id, input.DeepClone().AsObject())).IsAccepted);
    }

    public Step Migrate(string instance, int version) => Play(instance, _definitions[(States[instance].DefinitionId, version)], States[instance], new Signal.Migrate(Now));

    public int Advance(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        var fired = 0;
        while (Due() is var (instance, bookmark))
        {
            Send(instance, new Signal.Resume(Now, bookmark.Id));
            fired++;
        }

        return fired;
    }

    public void Publish(string name, string? correlationId, JsonNode? payload, string? only = null)
    {
        if (!Deliver(name, correlationId, payload, only))
        {
            _undelivered.Add((name, correlationId, payload, only));
        }
    }

    private static bool IsDraft(WorkflowDefinition definition) =>
        definition.Unknown.TryGetValue("isPublished", out var published) && published.ValueKind == System.Text.Json.JsonValueKind.False;

    private static bool Asks(Bookmark bookmark, string name, string? value) =>
        (bookmark.ReadPayload().TryGetProperty(name, out var given) ? given.GetString() : null) == value;

    private (string Instance, Bookmark Bookmark)? Due()
    {
        var due = States.SelectMany(s => s.Value.Bookmarks.Where(b => b.DueAt <= Now).Select(b => (s.Key, Bookmark: b))).OrderBy(d => d.Bookmark.DueAt).ToList();
        return due.Count > 0 ? due[0] : null;
    }

    private bool Deliver(string name, string? correlationId, JsonNode? payload, string? only = null)
    {
        var waiting = States
            .Where(s => (only is null || s.Key == only) && (correlationId is null || s.Value.CorrelationId == correlationId))
            .SelectMany(s => s.Value.Bookmarks.Where(b => b.Name == "Elsa.Event" && b.ReadPayload().GetProperty("EventName").GetString() == name).Select(b => (s.Key, b.Id)))
            .ToList();
        foreach (var (instance, bookmark) in waiting)
        {
            Send(instance, new Signal.Resume(Now, bookmark, new JsonObject { ["payload"] = payload?.DeepClone() }));
        }

        return waiting.Count > 0;
    }

    private Step Play(string instance, WorkflowDefinition definition, WorkflowState? state, Signal signal)
    {
        var started = Effects.Count;
        var engine = new WorkflowEngine(_catalogue);
        var step = engine.Advance(definition, state, signal);
        Keep(instance, step);
        while (step.ToRun is { } run)
        {
            step = engine.Advance(definition, States[instance], CarryOut(instance, run));
            Keep(instance, step);
        }

        foreach (var child in Take<Effect.StartChild>(instance, started))
        {
            Start(child.InstanceId, child.DefinitionId, correlationId: child.CorrelationId, input: child.Input);
        }

        foreach (var child in Take<Effect.CancelChild>(instance, started))
        {
            Send(child.InstanceId, new Signal.Cancel(Now));
        }

        foreach (var sent in Effects.Skip(started).Where(e => e.Instance == instance).Select(e => e.Effect).OfType<Effect.EventPublished>().ToList())
        {
            Publish(sent.EventName, sent.CorrelationId, sent.Payload, sent.IsLocal ? instance : null);
        }

        if (States[instance].IsEnded && Parent(instance) is var (parent, bookmark))
        {
            Send(parent, new Signal.Resume(Now, bookmark, new JsonObject { ["output"] = States[instance].Output, ["subStatus"] = States[instance].SubStatus.ToString() }));
        }

        foreach (var waiting in _undelivered.ToList())
        {
            if (Deliver(waiting.Name, waiting.CorrelationId, waiting.Payload, waiting.Only))
            {
                _undelivered.Remove(waiting);
            }
        }

        return step;
    }

    private List<T> Take<T>(string instance, int from)
        where T : Effect => [.. Effects.Skip(from).Where(e => e.Instance == instance).Select(e => e.Effect).OfType<T>()];

    private (string Parent, string Bookmark)? Parent(string child)
    {
        var waiting = States.SelectMany(s => s.Value.Bookmarks.Select(b => (s.Key, Bookmark: b)))
            .Where(w => w.Bookmark.ReadPayload() is { ValueKind: System.Text.Json.JsonValueKind.Object } payload
                && payload.TryGetProperty("ChildInstanceId", out var id) && id.GetString() == child).ToList();
        return waiting.Count > 0 ? (waiting[0].Key, waiting[0].Bookmark.Id) : null;
    }

    private Signal CarryOut(string instance, Effect.RunActivity run)
    {
        if (run.Type == "Portal.Fail")
        {
            return run.Inputs["when"]?.GetValue<bool>() == false
                ? new Signal.ActivityCompleted(Now, run.ExecutionId)
                : new Signal.ActivityFaulted(Now, run.ExecutionId, run.Inputs["message"]!.GetValue<string>());
        }

        Records.Add(new JsonObject { ["instance"] = instance, ["activity"] = run.ActivityId, ["message"] = run.Inputs["message"]?.DeepClone() });
        return new Signal.ActivityCompleted(Now, run.ExecutionId);
    }

    private void Keep(string instance, Step step)
    {
        States[instance] = WorkflowState.Parse(step.State.ToJson());
        States[instance].ToJson().ShouldBe(step.State.ToJson());
        foreach (var effect in step.Effects)
        {
            Effects.Add((instance, effect));
            if (effect is Effect.JournalWritten journal)
            {
                Journal.Add((instance, journal.Entry));
            }
            else if (effect is Effect.LineWritten line)
            {
                Lines.Add(line.Text);
            }
        }
    }
}
