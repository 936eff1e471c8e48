using System.Text.Json.Nodes;
using Portal.Workflow.Definitions;

namespace Portal.UnitTests.Workflow;

public sealed class RunningTheRecordedCases(ITestOutputHelper output)
{
    public static TheoryData<string> All => RecordedCases.All();

    [Theory]
    [MemberData(nameof(All))]
    public void A_recorded_case_runs_as_in_real_Elsa(string name)
    {
        var folder = RecordedCases.Folder(name);
        if (RecordedCases.OutOfScope(folder) is { } reason)
        {
            Assert.Skip($"{name} is out of scope: {reason}.");
        }

        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")).Replace("<A.1>", "A.1", StringComparison.Ordinal))!["steps"]!.AsArray();
        var divergence = new Divergence();
        try
        {
            Compare(new CasePlayer(folder), expected, divergence);
        }
        catch (DefinitionRefused refused) when (IsRefusedOnPurpose(refused, folder, expected))
        {
            Assert.Skip($"{name} is refused when it is read, as promised: {string.Join("; ", refused.Faults.Select(f => $"{f.Path}: {f.Reason}"))}");
        }
        catch (DefinitionRefused refused)
        {
            Assert.Fail($"{name} is refused, but runs in real Elsa:{string.Concat(refused.Faults.Select(f => $"\n  {f.Path}: {f.Reason}"))}");
        }
        catch (NotSupportedException beyond)
        {
            Assert.Skip($"{name} cannot be played: {beyond.Message}.");
        }

        foreach (var (label, why) in divergence.Reasons)
        {
            output.WriteLine($"{name}, instance {label} differs on purpose: {why}");
        }

        if (RecordedCases.Shipped.Contains(name))
        {
            RecordedCases.Differing.ContainsKey(name).ShouldBe(divergence.Reasons.Count > 0, "the cases that differ are listed with their reasons");
        }
    }

    [Fact]
    public void Every_case_that_differs_on_purpose_is_there_and_has_a_reason()
    {
        RecordedCases.Differing.ShouldAllBe(l => l.Value.Length > 10);
        RecordedCases.Differing.Keys.ShouldBeSubsetOf(RecordedCases.Folders.Select(f => Path.GetFileName(f)!));
    }

    [Fact]
    public void A_record_that_says_otherwise_fails_with_the_step_and_both_sides()
    {
        var folder = RecordedCases.Folder("04-flow-decision");
        var changed = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!["steps"]!.AsArray();
        changed[1]!["instances"]!["B"]!["subStatus"] = "Suspended";

        var failure = Should.Throw<ShouldAssertException>(() => Compare(new CasePlayer(folder), changed, new Divergence()));

        failure.Message.ShouldContain("step 1");
        failure.Message.ShouldContain("Suspended");
    }

    private static void Compare(CasePlayer player, JsonArray expected, Divergence divergence)
    {
        var open = new Dictionary<string, int>();
        var i = 0;
        foreach (var played in player.Steps())
        {
            var step = expected[i]!.AsObject();
            var name = $"step {i}: {step["step"]?.ToJsonString()}";
            divergence.Follow(step, played);
            var (theirs, ours) = CaseComparison.Sides(step, played, open);
            ours.ShouldBe(theirs, name);
            i++;
        }

        i.ShouldBe(expected.Count);
    }

    /// <summary>What real Elsa would stumble over when it gets there, or drop in silence, or what this product does not do at all.</summary>
    private static bool IsRefusedOnPurpose(DefinitionRefused refused, string folder, JsonArray expected)
    {
        var text = expected.ToJsonString();
        return RecordedCases.IsTrap(folder) || text.Contains("\"Faulted\"", StringComparison.Ordinal)
            || refused.Faults.All(f => f.Reason.Contains("out of scope", StringComparison.Ordinal)
                || f.Reason.StartsWith("The activity type", StringComparison.Ordinal)
                || f.Reason.StartsWith("The flowchart has no activity", StringComparison.Ordinal));
    }
}
