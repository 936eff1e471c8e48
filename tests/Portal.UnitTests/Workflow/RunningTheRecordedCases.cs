using System.Text.Json.Nodes;

namespace Portal.UnitTests.Workflow;

public sealed class RunningTheRecordedCases
{
    public static TheoryData<string> Followed => RecordedCases.Followed();

    [Theory]
    [MemberData(nameof(Followed))]
    public void A_recorded_case_runs_as_in_real_Elsa(string name)
    {
        var folder = RecordedCases.Folder(name);
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")).Replace("<A.1>", "A.1", StringComparison.Ordinal))!["steps"]!.AsArray();

        var played = new CasePlayer(folder).Play();

        played.Count.ShouldBe(expected.Count);
        var open = new Dictionary<string, int>();
        for (var i = 0; i < played.Count; i++)
        {
            var (theirs, ours) = CaseComparison.Sides(expected[i]!.AsObject(), played[i], open);
            ours.ShouldBe(theirs, $"step {i}: {expected[i]!["step"]}");
        }
    }

    [Fact]
    public void Every_case_that_differs_on_purpose_is_there_and_has_a_reason()
    {
        RecordedCases.Differing.ShouldAllBe(l => l.Value.Length > 10);
        RecordedCases.Differing.Keys.ShouldBeSubsetOf(RecordedCases.Folders.Select(f => Path.GetFileName(f)!));
    }
}
