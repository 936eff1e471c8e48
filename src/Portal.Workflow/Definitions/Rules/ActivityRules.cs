using Portal.Workflow.Activities;
using Portal.Workflow.Engine;
using Portal.Workflow.Expressions;

namespace Portal.Workflow.Definitions.Rules;

/// <summary>Activities: of a known type, with the inputs they need and expressions that can be read, with ids that tell them apart.</summary>
internal static class ActivityRules
{
    /// <summary>What stands between ids where several are written as one: those of containers, and the two ends of a connection.</summary>
    private static readonly char[] Separators = [':', '>'];

    private static readonly string[] OutOfScope =
    [
        "Elsa.Cron", "Elsa.HttpEndpoint", "Elsa.BulkDispatchWorkflows", "Elsa.RunCSharp", "Elsa.RunPython", "Elsa.Python", "Elsa.CSharp",
    ];

    /// <summary>All expressions of an activity with their places.</summary>
    public static IEnumerable<(Expression Expression, string Path)> Expressions(ActivityNode activity) =>
        activity.Inputs.Values.Select(i => (i.Expression, i.Path + ".expression")).Concat(activity.Cases.Select(c => (c.Condition, c.Path + ".condition")));

    public static void Check(ActivityNode activity, DefinitionSource source)
    {
        if (!source.Catalogue.TryFind(activity.Type, out var type))
        {
            source.Refuse(activity.Path + ".type", OutOfScope.Contains(activity.Type, StringComparer.Ordinal)
                ? $"'{activity.Type}' is out of scope of this product."
                : $"The activity type '{activity.Type}' is not known{Suggestion(activity.Type, source)}.");
            return;
        }

        if (type.Kind == ActivityKind.Definition)
        {
            CheckVersion(activity, source);
        }

        foreach (var input in type.Inputs.Where(i => i.Required && !activity.Inputs.ContainsKey(i.Name)))
        {
            source.Refuse(activity.Path, $"'{activity.Type}' needs the input '{input.Name}'.");
        }

        if (activity.Id.IndexOfAny(Separators) is >= 0 and var place)
        {
            source.Refuse(activity.Path + ".id", $"The id '{activity.Id}' contains '{activity.Id[place]}', which separates ids from each other. Leave it out.");
        }

        CheckIds(activity, source);
        foreach (var (expression, path) in Expressions(activity))
        {
            CheckExpression(expression, path, source);
        }

        CheckModes(activity, source);
        if (RetryPolicy.Find(activity) is { } policy && RetryPolicy.Fault(policy) is { } fault)
        {
            source.Refuse($"{activity.Path}.customProperties.{RetryPolicy.Property}", fault);
        }
    }

    private static void CheckVersion(ActivityNode activity, DefinitionSource source)
    {
        if (activity.Version is null)
        {
            source.RefuseUnlessLenient(activity.Path, $"Say with 'version' which version of '{activity.Type}' is used: a running case never goes on with another.");
        }
        else if (activity.Embedded is null)
        {
            source.Refuse(activity.Path + ".version", $"Version {activity.Version} of '{activity.Type}' is not published.");
        }
    }

    private static void CheckIds(ActivityNode activity, DefinitionSource source)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in activity.Children.Where(c => c.Id.Length > 0 && !seen.Add(c.Id)))
        {
            source.Refuse(child.Path + ".id", $"The id '{child.Id}' is used twice in '{activity.Id}'.");
        }
    }

    private static void CheckExpression(Expression expression, string path, DefinitionSource source)
    {
        var fault = expression.Type switch
        {
            "Literal" or "Variable" or "Input" => null,
            "Object" or "Json" => StructureFault(expression),
            "JavaScript" => JavaScript.Fault(expression.Text) is { } reason ? "The JavaScript cannot be read: " + reason : null,
            "Liquid" => Liquid.Fault(expression.Text) is { } reason ? "The Liquid text cannot be read: " + reason : null,
            "CSharp" or "Python" => $"{expression.Type} expressions are out of scope: use JavaScript or Liquid.",
            _ => $"The expression syntax '{expression.Type}' is not known.",
        };
        if (fault is not null)
        {
            source.Refuse(path, fault);
        }
    }

    private static string? StructureFault(Expression expression)
    {
        if (expression.Value.ValueKind != System.Text.Json.JsonValueKind.String)
        {
            return null;
        }

        try
        {
            System.Text.Json.Nodes.JsonNode.Parse(expression.Text);
            return null;
        }
        catch (System.Text.Json.JsonException unreadable)
        {
            return "The JSON text cannot be read: " + unreadable.Message;
        }
    }

    private static void CheckModes(ActivityNode activity, DefinitionSource source)
    {
        foreach (var (script, path) in Expressions(activity).Where(e => RunJavaScript.IsScript(activity, e.Expression)))
        {
            if (JavaScript.Fault(script.Text) is { } fault)
            {
                source.Refuse(path, "The JavaScript cannot be read: " + fault);
            }
        }

        var modes = activity.Type switch
        {
            "Elsa.FlowJoin" => new[] { "WaitAny", "WaitAll", "WaitAllActive" },
            "Elsa.FlowSwitch" or "Elsa.Switch" => ["MatchFirst", "MatchAny"],
            _ => null,
        };
        if (modes is not null && activity.Inputs.TryGetValue("mode", out var mode) && mode.Expression.Type == "Literal"
            && !modes.Contains(mode.Expression.Text, StringComparer.Ordinal))
        {
            source.Refuse(mode.Path + ".expression", $"'{mode.Expression.Text}' is no mode of {activity.Type}: {string.Join(", ", modes)}.");
        }
    }

    private static string Suggestion(string type, DefinitionSource source) =>
        source.Catalogue.Types.FirstOrDefault(t => string.Equals(t.Name, type, StringComparison.OrdinalIgnoreCase)) is { } close
            ? $" (types are case-sensitive; did you mean '{close.Name}'?)"
            : string.Empty;
}
