using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Seeding;

/// <summary>The schema that editors use and the reader that decides say the same.</summary>
public sealed class FrameworkSchema
{
    private readonly JsonObject _schema = SeedFiles.Json("frameworks/framework.schema.json");

    [Fact]
    public void The_schema_defines_the_objects_the_reader_knows_and_no_others() =>
        _schema["$defs"]!.AsObject().Select(d => d.Key).Append("framework").ShouldBe(FrameworkShapes.All.Select(s => s.Name), ignoreOrder: true);

    [Fact]
    public void Every_object_has_the_same_properties_in_schema_and_reader()
    {
        foreach (var shape in FrameworkShapes.All)
        {
            var definition = shape == FrameworkShapes.Framework ? _schema : _schema["$defs"]![shape.Name]!.AsObject();

            Names(definition["required"]!.AsArray()).ShouldBe(shape.Required, ignoreOrder: true, shape.Name);
            definition["properties"]!.AsObject().Select(p => p.Key)
                .ShouldBe(shape.Required.Concat(shape.Optional), ignoreOrder: true, shape.Name);
            definition["additionalProperties"]!.GetValue<bool>().ShouldBeFalse(shape.Name);
        }
    }

    [Theory]
    [InlineData("$.properties.body", "$.body")]
    [InlineData("$.$defs.judgement.properties.kind", "$.judgements[0].kind")]
    [InlineData("$.properties.answeredBy", "$.answeredBy")]
    [InlineData("$.$defs.condition.properties.match", "$.limitingRules[0].when.match")]
    [InlineData("$.$defs.prompt.properties.kind", "$.prompts[0].kind")]
    public void The_choices_of_the_schema_are_those_of_the_reader(string inSchema, string inFile)
    {
        var file = SeedFiles.Json(SeedFiles.SingleInspection);
        file["answeredBy"] = "body";
        Find(file, inFile).ReplaceWith("none of them");

        var choices = Names(Find(_schema, inSchema)["enum"]!.AsArray());

        SeedFiles.FaultsOf(file).ShouldContain(new SeedFault(inFile, $"\"none of them\" is not one of {string.Join(", ", choices)}"));
    }

    private static IEnumerable<string> Names(JsonArray names) => names.Select(n => n!.GetValue<string>());

    private static JsonNode Find(JsonNode root, string path) =>
        path.Replace("[0]", ".0", StringComparison.Ordinal).Split('.').Skip(1)
            .Aggregate(root, (node, name) => node is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)]! : node[name]!);
}
