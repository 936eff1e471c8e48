using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Seeding;

/// <summary>Whatever happens to a good file, the reader either reads it or refuses it with faults. Nothing else comes out of it.</summary>
public sealed class MutatedFrameworkFiles
{
    private static readonly string[] _files = [SeedFiles.SingleInspection, SeedFiles.BoardReview];
    private static readonly string[] _texts = [.. _files.Select(f => File.ReadAllText(SeedFiles.Path(f)))];
    private static readonly byte[][] _bytes = [.. _texts.Select(Encoding.UTF8.GetBytes)];
    private static readonly string[] _values =
        ["null", "true", "0", "-1", "1.5", "1e400", "99999999999", "\"\"", "\" \"", "\"x\"", "[]", "{}", "[[]]", "[null]", "{\"x\":1}"];

    [Fact]
    public void Without_a_property_it_must_have_a_file_is_refused_at_that_property() =>
        (from file in Gen.Int[0, 1] from pick in Gen.Int[0, int.MaxValue] select (file, pick)).Sample(
            it =>
            {
                var root = JsonNode.Parse(_texts[it.file])!;
                var required = Objects(root, FrameworkShapes.Framework)
                    .SelectMany(o => o.Shape.Required.Select(name => (o.Node, Name: name, Place: $"{o.Node.GetPath()}.{name}")))
                    .ToList();
                var (owner, property, place) = required[it.pick % required.Count];
                owner.Remove(property);

                SeedFiles.FaultsOf(root).ShouldContain(new SeedFault(place, "is missing"));
            },
            iter: 300);

    [Fact]
    public void With_an_id_given_twice_a_file_is_refused_at_the_second() =>
        (from file in Gen.Int[0, 1] from list in Gen.Int[0, 3] from pick in Gen.Int[0, 1000] select (file, list, pick)).Sample(
            it =>
            {
                var root = JsonNode.Parse(_texts[it.file])!;
                var items = it.list switch
                {
                    0 => root["scale"]!.AsArray(),
                    1 => root["judgements"]!.AsArray(),
                    2 => root["prompts"]!.AsArray(),
                    _ => root["judgements"]!.AsArray()[^1]!["criteria"]!.AsArray(),
                };
                items.Add(items[it.pick % items.Count]!.DeepClone());
                var path = items[^1]!.GetPath();

                SeedFiles.FaultsOf(root)
                    .ShouldContain(f => f.Place.StartsWith(path) && f.Reason.EndsWith("is given twice", StringComparison.Ordinal));
            },
            iter: 200);

    [Fact]
    public void Cut_off_anywhere_a_file_is_refused() =>
        (from file in Gen.Int[0, 1] from at in Gen.Double[0, 1] select (file, at)).Sample(
            it =>
            {
                var end = _bytes[it.file].AsSpan().LastIndexOf((byte)'}');
                Should.Throw<SeedFileRefused>(() => SeedFiles.Read(_bytes[it.file][..(int)(it.at * end)])).Faults.ShouldNotBeEmpty();
            },
            iter: 300);

    [Fact]
    public void With_any_value_put_in_any_place_a_file_is_read_or_refused() =>
        (from file in Gen.Int[0, 1]
         from picks in Gen.Int[0, int.MaxValue].Array[1, 4]
         from value in Gen.Int[0, _values.Length - 1].Select(i => _values[i])
         select (file, picks, value)).Sample(
            it =>
            {
                var root = JsonNode.Parse(_texts[it.file])!;
                foreach (var pick in it.picks)
                {
                    var places = Places(root).ToList();
                    if (places.Count > 0)
                    {
                        places[pick % places.Count](JsonNode.Parse(it.value));
                    }
                }

                ShouldBeReadOrRefused(Encoding.UTF8.GetBytes(root.ToJsonString()));
            },
            iter: 500);

    [Fact]
    public void With_any_bytes_changed_a_file_is_read_or_refused() =>
        (from file in Gen.Int[0, 1]
         from changes in Gen.Select(Gen.Double[0, 0.999999], Gen.Byte).Array[1, 5]
         select (file, changes)).Sample(
            it =>
            {
                var bytes = _bytes[it.file].ToArray();
                foreach (var (at, value) in it.changes)
                {
                    bytes[(int)(at * bytes.Length)] = value;
                }

                ShouldBeReadOrRefused(bytes);
            },
            iter: 500);

    private static void ShouldBeReadOrRefused(byte[] content)
    {
        try
        {
            SeedFiles.Read(content).ContentHash.Length.ShouldBe(64);
        }
        catch (SeedFileRefused refused)
        {
            refused.Faults.ShouldNotBeEmpty();
            refused.Faults.ShouldAllBe(f => f.Place.StartsWith('$') && f.Reason.Length > 0);
        }
    }

    /// <summary>Every object of a file with the shape it is held to, found by the names of the properties that hold them.</summary>
    private static IEnumerable<(JsonObject Node, ObjectShape Shape)> Objects(JsonNode? node, ObjectShape shape)
    {
        if (node is JsonArray array)
        {
            return array.SelectMany(item => Objects(item, shape));
        }

        if (node is not JsonObject it)
        {
            return [];
        }

        return it.SelectMany(p => ShapeUnder(p.Key) is { } inner ? Objects(p.Value, inner) : []).Prepend((it, shape));
    }

    private static ObjectShape? ShapeUnder(string property) => property switch
    {
        "scale" => FrameworkShapes.Grade,
        "judgements" => FrameworkShapes.Judgement,
        "criteria" => FrameworkShapes.Criterion,
        "limitingRules" => FrameworkShapes.LimitingRule,
        "when" => FrameworkShapes.Condition,
        "effect" => FrameworkShapes.Effect,
        "outcomeTable" => FrameworkShapes.OutcomeTable,
        "rows" => FrameworkShapes.OutcomeRow,
        "outcomes" or "notAllJudged" => FrameworkShapes.Outcome,
        "prompts" => FrameworkShapes.Prompt,
        "annexALists" => FrameworkShapes.AnnexAList,
        _ => null,
    };

    private static IEnumerable<Action<JsonNode?>> Places(JsonNode? node) => node switch
    {
        JsonObject it => it.ToList().SelectMany(p => Places(p.Value).Prepend(value => it[p.Key] = value)),
        JsonArray it => Enumerable.Range(0, it.Count).SelectMany(i => Places(it[i]).Prepend(value => it[i] = value)),
        _ => [],
    };
}
