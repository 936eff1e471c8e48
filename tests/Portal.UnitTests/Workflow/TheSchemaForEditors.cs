using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.UnitTests.Workflow;

public sealed class TheSchemaForEditors
{
    [Fact]
    public void Names_exactly_the_built_in_activities()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "workflows", "workflow.schema.json")))!;

        schema["$defs"]!["activity"]!["properties"]!["type"]!["anyOf"]![0]!["enum"]!.AsArray().Select(t => t!.GetValue<string>())
            .ShouldBe(ActivityCatalogue.BuiltIn.Types.Select(t => t.Name), ignoreOrder: true);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SelfAssessment.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
