using System.Reflection;
using System.Text.Json.Nodes;

namespace Portal.UnitTests.GovUk;

/// <summary>One of the examples published with GOV.UK Frontend: options of a component and the markup they give.</summary>
internal sealed record Fixture(string Component, string Name, JsonObject Given, string Html)
{
    private static readonly string Folder = typeof(Fixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "GovUkComponents").Value!;

    public static IEnumerable<Fixture> Of(string component)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, component, "fixtures.json")))!;
        return file["fixtures"]!.AsArray().Select(fixture => new Fixture(
            component, fixture!["name"]!.ToString(), fixture["options"]!.AsObject(), fixture["html"]!.ToString()));
    }
}
