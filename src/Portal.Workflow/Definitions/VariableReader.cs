using System.Text.Json;

namespace Portal.Workflow.Definitions;

/// <summary>Reads the variables of the workflow or of a container.</summary>
internal static class VariableReader
{
    public static IReadOnlyList<VariableDefinition> Read(IReadOnlyList<JsonElement> list, string path, DefinitionSource source)
    {
        var variables = new List<VariableDefinition>();
        for (var i = 0; i < list.Count; i++)
        {
            var at = $"{path}[{i}]";
            if (list[i].ValueKind != JsonValueKind.Object)
            {
                source.Refuse(at, "Expected an object with an id and a name.");
                continue;
            }

            var given = new JsonProperties(list[i], at, source);
            var id = given.RequiredText("id");
            var name = given.RequiredText("name");
            if (given.Value("value") is { } value && value.ValueKind != JsonValueKind.String)
            {
                source.Refuse(at + ".value", "The initial value of a variable is a text or null, whatever its type.");
                continue;
            }

            if (id is not null && name is not null)
            {
                variables.Add(new VariableDefinition(
                    id,
                    name,
                    given.Text("typeName") ?? "Object",
                    given.Value("isArray") is { ValueKind: JsonValueKind.True },
                    given.Text("value"),
                    given.Text("storageDriverTypeName"))
                {
                    Unknown = given.Except("id", "name", "typeName", "isArray", "value", "storageDriverTypeName"),
                });
            }
        }

        return variables;
    }
}
