using System.Text.Json.Nodes;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

/// <summary>Plays the script of a recorded case and writes down what happened in the form of its record.</summary>
internal sealed class CasePlayer(string folder)
{
    private readonly Dictionary<string, (string Instance, string Bookmark)> _saved = [];

    public CaseHost Host { get; } = new();

    public JsonObject Case { get; } = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "case.json")))!.AsObject();

    /// <summary>What happened, step by step.</summary>
    public List<JsonObject> Play() => [.. Steps()];

    /// <summary>The same, one step at a time.</summary>
    public IEnumerable<JsonObject> Steps()
    {
        foreach (var file in Case["definitions"]!.AsArray())
        {
            Host.Publish(File.ReadAllText(Path.Combine(folder, file!.GetValue<string>())));
        }

        return Case["script"]!.AsArray().Select(step => Play(step!.AsObject()));
    }

    private JsonObject Play(JsonObject step)
    {
        var records = Host.Records.Count;
        var lines = Host.Lines.Count;
        var journal = Host.Journal.Count;
        var result = Run(step);
        var played = new JsonObject
        {
            ["result"] = result,
            ["instances"] = new JsonObject(Host.States.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)Describe(s.Key, s.Value, Host.Journal.Skip(journal))))),
        };
        if (Host.Records.Count > records)
        {
            played["records"] = new JsonArray([.. Host.Records.Skip(records).Select(r => r.DeepClone())]);
        }

        if (Host.Lines.Count > lines)
        {
            played["stdout"] = new JsonArray([.. Host.Lines.Skip(lines).Select(l => (JsonNode)l)]);
        }

        return played;
    }

    private JsonNode? Run(JsonObject step)
    {
        var instance = Text(step, "instance");
        switch (Text(step, "op"))
        {
            case "start":
                Host.Start(Text(step, "as")!, Text(step, "definitionId")!, step["version"]?.GetValue<int>(), Text(step, "correlationId"), step["input"]?.DeepClone().AsObject(), Text(step, "name"));
                return null;
            case "resume":
                return Resume(step, instance);
            case "advance":
                return new JsonObject { ["fired"] = Host.Advance(step["seconds"]!.GetValue<double>()) };
            case "alter":
                return Alter(instance!, step["alterations"]!.AsArray().Select(a => a!.AsObject()));
            case "stimulus":
                return new JsonObject { ["resumed"] = Host.Stimulate(Text(step, "title"), Text(step, "assigneeRole"), Text(step, "correlationId"), instance, Input(step)) };
            case "setVariable":
                Accept(Host.Send(instance!, new Signal.SetVariable(Host.Now, VariableId(instance!, Text(step, "variable") ?? Text(step, "id") ?? Text(step, "name")!), step["value"]?.DeepClone())));
                return null;
            case "cancel":
                Host.Send(instance!, new Signal.Cancel(Host.Now));
                return null;
            case "event":
                Host.Publish(Text(step, "name")!, Text(step, "correlationId"), step["payload"], instance);
                return null;
            case "publish":
                Host.Publish(File.ReadAllText(Path.Combine(folder, Text(step, "definition")!)));
                return null;
            case "schedules":
                return new JsonArray([.. Host.States.Values.SelectMany(s => s.Bookmarks).Where(b => b.DueAt is not null).OrderBy(b => b.DueAt)
                    .Select(b => (JsonNode)new JsonObject { ["at"] = b.DueAt!.Value.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture) })]);
            case "storedBookmarks":
                return new JsonArray([.. Host.States[instance!].Bookmarks.Select(b => (JsonNode)new JsonObject
                {
                    ["name"] = b.Name, ["correlationId"] = Host.States[instance!].CorrelationId, ["payload"] = JsonNode.Parse(b.Payload),
                })]);
            case "wait":
                return null;
            default:
                throw new NotSupportedException($"it takes the step '{Text(step, "op")}', which a host of ours does not offer");
        }
    }

    private static void Accept(Step step) => step.IsAccepted.ShouldBeTrue(step.Acceptance.ToString());

    /// <summary>Elsa's alterations, as far as there is a signal for what they mean.</summary>
    private JsonObject? Alter(string instance, IEnumerable<JsonObject> alterations)
    {
        foreach (var alteration in alterations)
        {
            var activity = Text(alteration, "latestInstanceOf") ?? Text(alteration, "activityId");
            var incident = Host.States[instance].Incidents.LastOrDefault(i => i.ActivityId == activity)?.Id;
            var step = (Text(alteration, "type"), incident) switch
            {
                ("Migrate", _) => Host.Migrate(instance, alteration["targetVersion"]!.GetValue<int>()),
                ("ModifyVariable", _) => Host.Send(instance, new Signal.SetVariable(Host.Now, VariableId(instance, Text(alteration, "variableId")!), alteration["value"]?.DeepClone())),
                ("ScheduleActivity", not null) => Host.Send(instance, new Signal.RetryIncident(Host.Now, incident)),
                ("CancelActivity", not null) => Host.Send(instance, new Signal.CancelIncident(Host.Now, incident)),
                var (type, _) => throw new NotSupportedException($"it uses the alteration {type} of '{activity}', for which there is no signal"),
            };
            if (!step.IsAccepted)
            {
                return new JsonObject { ["error"] = step.Acceptance.ToString() };
            }
        }

        return null;
    }

    private string VariableId(string instance, string name) =>
        Host.DefinitionOf(instance).Variables.FirstOrDefault(v => v.Id == name || v.Name == name)?.Id ?? name;

    private static JsonObject Input(JsonObject step)
    {
        var input = step["input"]?.DeepClone().AsObject() ?? [];
        if (Text(step, "outcome") is { } outcome)
        {
            input["outcome"] = outcome;
        }

        return input;
    }

    private JsonObject Resume(JsonObject step, string? instance)
    {
        string bookmark;
        if (Text(step, "saved") is { } saved)
        {
            (instance, bookmark) = _saved[saved];
        }
        else
        {
            var open = Host.States[instance!].Bookmarks.Where(b => b.ActivityId == Text(step, "activity")).ToList();
            var nth = step["nth"]?.GetValue<int>() ?? 0;
            if (nth >= open.Count)
            {
                return new JsonObject { ["error"] = "no such bookmark" };
            }

            bookmark = open[nth].Id;
            if (Text(step, "saveAs") is { } name)
            {
                _saved[name] = (instance!, bookmark);
            }
        }

        if (step["dryRun"]?.GetValue<bool>() == true)
        {
            return new JsonObject { ["saved"] = true };
        }

        var taken = Host.Send(instance!, new Signal.Resume(Host.Now, bookmark, Input(step)));
        return new JsonObject { ["resumed"] = taken.Acceptance is Acceptance.AlreadyUsed or Acceptance.Ended ? 0 : 1 };
    }

    private JsonObject Describe(string label, WorkflowState state, IEnumerable<(string Instance, JournalEntry Entry)> journal) => new()
    {
        ["definition"] = $"{state.DefinitionId}@{state.Version}",
        ["subStatus"] = state.SubStatus.ToString(),
        ["correlationId"] = state.CorrelationId,
        ["name"] = state.Name,
        ["variables"] = state.Variables(Host.DefinitionOf(label)),
        ["output"] = state.Output,
        ["bookmarks"] = new JsonArray([.. state.Bookmarks.Select(b => (JsonNode)new JsonObject
        {
            ["activity"] = b.ActivityId, ["name"] = b.Name, ["payload"] = JsonNode.Parse(b.Payload),
        })]),
        ["incidents"] = new JsonArray([.. state.Incidents.Select(i => (JsonNode)new JsonObject { ["activity"] = i.ActivityId, ["type"] = i.Type, ["message"] = i.Message })]),
        ["journal"] = new JsonArray([.. journal.Where(j => j.Instance == label).Select(j => (JsonNode)Line(j.Entry))]),
    };

    private static JsonObject Line(JournalEntry entry)
    {
        var line = new JsonObject { ["activity"] = entry.ActivityId, ["type"] = entry.Type, ["event"] = entry.Event.ToString() };
        if (entry.Event == JournalEvent.Migrated)
        {
            return new JsonObject { ["activity"] = entry.ActivityId, ["type"] = entry.Type, ["event"] = "Alteration Migrate succeeded", ["message"] = "Migrate succeeded" };
        }

        if (entry.Outcomes.Count > 0)
        {
            line["outcomes"] = new JsonArray([.. entry.Outcomes.Select(o => (JsonNode)o)]);
        }

        if (entry.Message is { } message)
        {
            line["message"] = message;
        }

        return line;
    }

    private static string? Text(JsonObject step, string name) => step[name]?.GetValue<string>();
}
