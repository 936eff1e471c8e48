using System.Text.Json;
using Portal.Workflow.Definitions.Rules;

namespace Portal.Workflow.Definitions;

/// <summary>
/// Reads definition files in the format of Elsa 3.7.1. A file is read whole or refused with everything that is wrong with it: what real Elsa would
/// drop silently or stumble over when it gets there is refused here.
/// </summary>
public sealed class DefinitionReader(ActivityCatalogue catalogue)
{
    /// <summary>Longest text that is read as a definition: some 250 times the largest that is shipped.</summary>
    public const int MostCharacters = 20_000_000;

    internal static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 128 };

    private static readonly string[] Known =
    [
        "id", "definitionId", "name", "description", "version", "variables", "inputs", "outputs", "outcomes", "customProperties", "options", "root",
    ];

    /// <summary>
    /// True to read what others made for real Elsa: what is drawn but never runs, and a variable that a script only seems to have, are warned about instead
    /// of refused.
    /// </summary>
    public bool IsLenient { get; init; }

    /// <summary>Reads a definition.</summary>
    /// <exception cref="DefinitionRefused">The text is no JSON, or no definition, or says what cannot be run; with all faults.</exception>
    public WorkflowDefinition Read(string json)
    {
        if (json.Length > MostCharacters)
        {
            throw new DefinitionRefused([new DefinitionFault("$", $"The file has {json.Length / 1_000_000} million characters; a definition has at most {MostCharacters / 1_000_000} million.")]);
        }

        JsonElement file;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            file = document.RootElement.Clone();
        }
        catch (JsonException unreadable)
        {
            throw new DefinitionRefused(
                unreadable.Message.Contains("maximum configured depth", StringComparison.Ordinal)
                    ? $"The file is nested more than {Strict.MaxDepth} levels deep."
                    : "The file is no JSON: " + unreadable.Message,
                unreadable);
        }

        var source = new DefinitionSource(catalogue, IsLenient);
        var definition = Read(file, source);
        if (definition is not null)
        {
            DefinitionRules.Check(definition, source);
        }

        return definition is null || source.Faults.Count > 0
            ? throw new DefinitionRefused(source.Faults)
            : definition with { Warnings = source.Warnings };
    }

    private static WorkflowDefinition? Read(JsonElement file, DefinitionSource source)
    {
        if (file.ValueKind != JsonValueKind.Object)
        {
            source.Refuse("$", "A definition is a JSON object.");
            return null;
        }

        var envelope = new JsonProperties(file, "$", source);
        var id = envelope.RequiredText("id");
        var definitionId = envelope.RequiredText("definitionId");
        var root = envelope.Object("root") is { } element ? ActivityReader.Read(element, "$.root", WorkflowDefinition.EnvelopeId, source) : null;
        if (root is null && envelope.Value("root") is null)
        {
            source.Refuse("$.root", "The definition has no root activity.");
        }

        var version = Version(envelope, source);
        var variables = VariableReader.Read(envelope.List("variables"), "$.variables", source);
        var inputs = Arguments(envelope.List("inputs"), "$.inputs", source);
        var outputs = Arguments(envelope.List("outputs"), "$.outputs", source);
        var options = envelope.Object("options");
        return root is null ? null : new WorkflowDefinition
        {
            Id = id ?? string.Empty,
            DefinitionId = definitionId ?? string.Empty,
            Name = envelope.Text("name") ?? definitionId ?? string.Empty,
            Description = envelope.Text("description") ?? string.Empty,
            Version = version,
            ContentHash = Fingerprint(file, root),
            Variables = variables,
            Inputs = inputs,
            Outputs = outputs,
            Outcomes = [.. envelope.List("outcomes").Select(o => o.ToString())],
            UsableAsActivity = options is { } given && given.TryGetProperty("usableAsActivity", out var usable) && usable.ValueKind == JsonValueKind.True,
            Activation = ActivationStrategies.Of(options) ?? ActivationStrategy.Always,
            CustomProperties = envelope.Object("customProperties"),
            Options = options,
            Root = root,
            Unknown = envelope.Except(Known),
        };
    }

    private static string Fingerprint(JsonElement file, ActivityNode root)
    {
        var used = root.SelfAndDescendants().Select(a => a.Embedded?.Definition.ContentHash).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var own = CanonicalJson.Hash(file);
        return used.Count == 0 ? own : CanonicalJson.Hash(JsonSerializer.SerializeToElement(used.Prepend(own)));
    }

    private static int Version(JsonProperties envelope, DefinitionSource source)
    {
        if (envelope.Value("version") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var version) && version >= 1)
        {
            return version;
        }

        source.Refuse("$.version", "The version must be a whole number from 1 upwards.");
        return 0;
    }

    private static List<ArgumentDefinition> Arguments(IReadOnlyList<JsonElement> list, string path, DefinitionSource source)
    {
        var arguments = new List<ArgumentDefinition>();
        for (var i = 0; i < list.Count; i++)
        {
            var at = $"{path}[{i}]";
            if (list[i].ValueKind != JsonValueKind.Object)
            {
                source.Refuse(at, "Expected an object with a name and a type.");
                continue;
            }

            var argument = new JsonProperties(list[i], at, source);
            if (argument.RequiredText("name") is { } name)
            {
                arguments.Add(new ArgumentDefinition(name, argument.Text("type") ?? "Object") { Unknown = argument.Except("name", "type") });
            }
        }

        foreach (var twice in arguments.GroupBy(a => a.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            source.Refuse(path, $"'{twice.Key}' is declared twice.");
        }

        return arguments;
    }
}
