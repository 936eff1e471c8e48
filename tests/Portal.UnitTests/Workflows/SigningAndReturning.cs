using Portal.Web.Workflows;
using Portal.Workflow.Definitions;

namespace Portal.UnitTests.Workflows;

/// <summary>Every order in which chair and director can sign and return, up to two returns, through the pure engine.</summary>
public sealed class SigningAndReturning(ITestOutputHelper output)
{
    private const int MostRounds = 3;

    public static TheoryData<string> Files => ["authority-self-assessment.json", "lscb-self-assessment.json"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_way_of_signing_and_returning_reaches_the_end(string file)
    {
        var definition = Read(file);
        var (ends, longest) = (new List<Walk>(), 0);
        var open = new Stack<Walk>([Walk.Begin(definition, areas: 2)]);
        while (open.TryPop(out var walk))
        {
            ShouldAskWhatTheRoundAllows(walk);
            if (walk.HasFinished || walk.Ran.Count(s => s == "freeze") > MostRounds)
            {
                longest = Math.Max(longest, walk.Steps.Count);
                if (walk.HasFinished)
                {
                    ends.Add(walk);
                    ShouldHaveEndedOnce(walk);
                }

                continue;
            }

            walk.Choices.ShouldNotBeEmpty($"Nobody is asked anything after {string.Join(", ", walk.Steps)}");
            foreach (var (bookmark, outcome) in walk.Choices.Where(c => c.Outcome != HumanTask.Of(c.Bookmark).OverdueOutcome))
            {
                open.Push(walk.Answer(bookmark, outcome));
            }
        }

        output.WriteLine($"{file}: {ends.Count} ways to the end, at most {longest} answers");

        // Two orders of assessing the areas; in each round four ways to return and two to sign: 2 + 4 × 2 + 16 × 2.
        ends.Count.ShouldBe(2 * 42);
    }

    [Fact]
    public void The_chair_signs_and_the_director_returns_then_both_sign_in_either_order()
    {
        foreach (var file in Files)
        {
            foreach (var order in new string[][] { ["chair-signs", "director-signs"], ["director-signs", "chair-signs"] })
            {
                var walk = Play(Walk.Begin(Read(file), 1), ["assign-work:Assigned", "assess-area:Assessed", "check-readiness:Ready", "chair-signs:Sign"]);
                walk.Asked.ShouldBe(["director-signs"]);
                walk = Play(walk, ["director-signs:Return"]);
                walk.Asked.ShouldBe(["rework"]);
                walk = Play(walk, ["rework:Ready"]);
                walk.Asked.ShouldBe(["chair-signs", "director-signs"], ignoreOrder: true, "Both are asked afresh: the first signature counts no more.");

                walk = Play(walk, [$"{order[0]}:Sign"]);
                walk.HasFinished.ShouldBeFalse();
                walk = Play(walk, [$"{order[1]}:Sign"]);

                walk.HasFinished.ShouldBeTrue();
            }
        }
    }

    private static void ShouldAskWhatTheRoundAllows(Walk walk)
    {
        var signing = walk.Asked.Where(a => a is "chair-signs" or "director-signs").ToList();
        if (walk.Asked.Contains("rework"))
        {
            walk.Asked.ShouldBe(["rework"], $"after {string.Join(", ", walk.Steps)}");
        }

        signing.Distinct().Count().ShouldBe(signing.Count, $"after {string.Join(", ", walk.Steps)}");
    }

    private static void ShouldHaveEndedOnce(Walk walk)
    {
        var rounds = walk.Steps.Count(s => s.EndsWith(":Return", StringComparison.Ordinal)) + 1;
        walk.Ran.ShouldBe([.. Enumerable.Repeat("freeze", rounds), "submit-version", "assemble-pack", "hand-over"], string.Join(", ", walk.Steps));
        walk.Steps.TakeLast(2).ShouldBe(["chair-signs:Sign", "director-signs:Sign"], ignoreOrder: true);
        walk.State.Bookmarks.ShouldBeEmpty();
    }

    private static Walk Play(Walk walk, IEnumerable<string> steps) => steps.Aggregate(walk, (at, step) =>
    {
        var (bookmark, outcome) = at.Choices.First(c => $"{c.Bookmark.ActivityId}:{c.Outcome}" == step);
        return at.Answer(bookmark, outcome);
    });

    private static WorkflowDefinition Read(string file) => ShippedProcesses.Read(ShippedProcesses.Files.Single(f => Path.GetFileName(f) == file));
}
