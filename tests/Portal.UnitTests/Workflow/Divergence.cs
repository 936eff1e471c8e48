using System.Text.Json.Nodes;

namespace Portal.UnitTests.Workflow;

/// <summary>
/// Where real Elsa takes an instance down and ours does not, by rule and not by name: a record is followed up to that point, there ours must do what we
/// promise instead, and from there on the two have nothing to compare.
/// </summary>
internal sealed class Divergence
{
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    /// <summary>Instances that are no longer compared, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Reasons => _reasons;

    /// <summary>Looks for what differs in this step, asserts what ours does instead and takes it out of both sides.</summary>
    public void Follow(JsonObject expected, JsonObject actual)
    {
        var theirs = expected["instances"]!.AsObject();
        var ours = actual["instances"]!.AsObject();
        foreach (var (label, instance) in theirs.ToList())
        {
            if (!_reasons.ContainsKey(label) && ours[label] is JsonObject own)
            {
                Look(label, instance!.AsObject(), own, expected["step"]!.AsObject());
            }
        }

        foreach (var label in _reasons.Keys)
        {
            theirs.Remove(label);
            ours.Remove(label);
        }

        if (_reasons.Count > 0)
        {
            Remove(expected);
            Remove(actual);
        }
    }

    private void Look(string label, JsonObject theirs, JsonObject ours, JsonObject step)
    {
        var status = theirs["subStatus"]!.GetValue<string>();
        if (status == "Faulted")
        {
            ShouldBeAlive(ours, theirs["incidents"] as JsonArray ?? []);
            Diverge(label, "real Elsa takes the whole instance down; ours keeps the other branches and the place of the failed one");
            if (label.LastIndexOf('.') is > 0 and var end)
            {
                Diverge(label[..end], "real Elsa resumes a parent as if its failed child had finished");
            }
        }
        else if (status == "Cancelled")
        {
            ours["subStatus"]!.GetValue<string>().ShouldBe("Cancelled");
            ours["bookmarks"]!.AsArray().ShouldBeEmpty();
            Diverge(label, "real Elsa journals no cancellation, and leaves stored bookmarks and children behind");
        }
        else if (step["op"]!.GetValue<string>() == "cancel" && label.StartsWith(step["instance"]!.GetValue<string>() + ".", StringComparison.Ordinal))
        {
            Diverge(label, "real Elsa leaves the children of a cancelled parent");
        }
    }

    private static void ShouldBeAlive(JsonObject ours, JsonArray incidents)
    {
        ours["subStatus"]!.GetValue<string>().ShouldBeOneOf("Suspended", "Finished");
        var own = ours["incidents"]!.AsArray().Select(i => i!["activity"]!.GetValue<string>()).ToList();
        foreach (var incident in incidents.Where(i => !IsDefect(i!["message"]!.GetValue<string>())))
        {
            own.ShouldContain(incident!["activity"]!.GetValue<string>(), incident.ToJsonString());
        }
    }

    /// <summary>Not a fault of the activity but of Elsa's engine.</summary>
    private static bool IsDefect(string message) =>
        message.Contains("not reachable from the flowchart graph", StringComparison.Ordinal) || message.Contains("Unable to cast", StringComparison.Ordinal);

    private void Diverge(string label, string reason) => _reasons.TryAdd(label, reason);

    private void Remove(JsonObject step)
    {
        step.Remove("result");
        step.Remove("stdout");
        if (step["records"] is JsonArray records)
        {
            step["records"] = new JsonArray([.. records.Where(r => !_reasons.ContainsKey(r!["instance"]?.GetValue<string>() ?? string.Empty)).Select(r => r!.DeepClone())]);
        }
    }
}
