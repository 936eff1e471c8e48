using System.Text;
using System.Text.Json.Nodes;

namespace Portal.UnitTests.Seeding;

public sealed class FrameworkHash
{
    private readonly string _shipped = SeedFiles.Framework(SeedFiles.BoardReview).ContentHash;
    private readonly JsonObject _file = SeedFiles.Json(SeedFiles.BoardReview);

    [Fact]
    public void White_space_and_the_order_of_properties_do_not_matter()
    {
        var title = _file["title"]!.DeepClone();
        _file.Remove("title");
        _file.Add("title", title);
        _file.Remove("$schema");

        SeedFiles.Read(_file.ToJsonString()).ContentHash.ShouldBe(_shipped);
    }

    [Fact]
    public void The_way_a_character_is_escaped_and_a_byte_order_mark_do_not_matter()
    {
        var text = File.ReadAllText(SeedFiles.Path(SeedFiles.BoardReview)).Replace("LSCB-01", "\\u004cSCB-01", StringComparison.Ordinal);

        SeedFiles.Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]).ContentHash.ShouldBe(_shipped);
    }

    [Fact]
    public void One_changed_letter_or_another_order_of_criteria_matters()
    {
        var other = _file.DeepClone();
        other["judgements"]![0]!["criteria"]![0]!["text"] = "Other text.";
        var criteria = _file["judgements"]![0]!["criteria"]!.AsArray();
        var first = criteria[0]!;
        criteria.RemoveAt(0);
        criteria.Add(first);

        new[] { _shipped, SeedFiles.Read(other.ToJsonString()).ContentHash, SeedFiles.Read(_file.ToJsonString()).ContentHash }.ShouldBeUnique();
    }
}
