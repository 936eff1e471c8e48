using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflows;

/// <summary>Every order in which people can answer, up to two returns, through the pure engine.</summary>
public sealed class WalkingTheShippedProcesses(ITestOutputHelper output)
{
    private const int MostRounds = 3;

    public static TheoryData<string> Files => [.. ShippedProcesses.Files.Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_loads_without_faults_or_warnings(string file)
    {
        var definition = Read(file);

        definition.Warnings.ShouldBeEmpty();
        definition.DefinitionId.ShouldBe(Path.GetFileNameWithoutExtension(file));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_way_of_signing_and_returning_reaches_the_end_and_every_connection_is_taken(string file)
    {
        var definition = Read(file);
        var (ends, longest) = (new List<Walk>(), 0);
        var open = new Stack<Walk>([Walk.Begin(definition, areas: 2)]);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var entered = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var walk))
        {
            ShouldAskWhatTheRoundAllows(walk);
            if (walk.HasFinished || walk.Ran.Count(s => s == "freeze") > MostRounds)
            {
                Cover(definition, walk, taken, entered);
                longest = Math.Max(longest, walk.Steps.Count);
                if (walk.HasFinished)
                {
                    ends.Add(walk);
                    ShouldHaveEndedOnce(walk);
                }

                continue;
            }

            walk.Choices.ShouldNotBeEmpty($"Nobody is asked anything after {string.Join(", ", walk.Steps)}");
            foreach (var (bookmark, outcome) in walk.Choices)
            {
                open.Push(walk.Answer(bookmark, outcome));
            }
        }

        var connections = definition.Activities.SelectMany(Connections).ToList();
        var activities = definition.Activities.Select(a => a.NodeId).ToList();
        output.WriteLine(
            $"{file}: {ends.Count} ways to the end, at most {longest} answers; {connections.Count(taken.Contains)} of {connections.Count} connections, "
            + $"{activities.Count(entered.Contains)} of {activities.Count} activities");
        connections.Except(taken).ShouldBeEmpty();
        activities.Except(entered).ShouldBeEmpty();

        // Two orders of assessing the areas; in each round four ways to return and two to sign: 2 + 4 × 2 + 16 × 2.
        ends.Count.ShouldBe(2 * 42);
    }

    [Fact]
    public void The_chair_signs_and_the_director_returns_then_both_sign_in_either_order()
    {
        foreach (var file in ShippedProcesses.Files)
        {
            foreach (var order in new string[][] { ["chair-signs", "director-signs"], ["director-signs", "chair-signs"] })
            {
                var walk = Play(Walk.Begin(ShippedProcesses.Read(file), 1), ["assign-work:Assigned", "assess-area:Assessed", "check-readiness:Ready", "chair-signs:Sign"]);
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

    private static void Cover(WorkflowDefinition definition, Walk walk, HashSet<string> taken, HashSet<string> entered)
    {
        foreach (var entry in walk.Journal)
        {
            if (entry.Event == JournalEvent.Started)
            {
                entered.Add(entry.NodeId);
            }
            else if (entry.Event == JournalEvent.Completed)
            {
                var outcomes = entry.Outcomes.Count == 0 ? ["Done"] : entry.Outcomes;
                var parent = definition.Activities.FirstOrDefault(a => a.Children.Any(c => c.NodeId == entry.NodeId));
                foreach (var connection in parent?.Connections.Where(c => c.Source == entry.ActivityId && outcomes.Contains(c.SourcePort)) ?? [])
                {
                    var target = parent!.Children.Single(c => c.Id == connection.Target).NodeId;
                    if (walk.Journal.Any(later => later.Sequence > entry.Sequence && later.Event == JournalEvent.Started && later.NodeId == target))
                    {
                        taken.Add(Key(parent, connection));
                    }
                }
            }
        }
    }

    private static Walk Play(Walk walk, IEnumerable<string> steps) => steps.Aggregate(walk, (at, step) =>
    {
        var (bookmark, outcome) = at.Choices.First(c => $"{c.Bookmark.ActivityId}:{c.Outcome}" == step);
        return at.Answer(bookmark, outcome);
    });

    private static IEnumerable<string> Connections(ActivityNode node) => node.Connections.Select(c => Key(node, c));

    private static string Key(ActivityNode flowchart, Connection connection) => $"{flowchart.NodeId}: {connection.Source}.{connection.SourcePort} → {connection.Target}";

    private static WorkflowDefinition Read(string file) => ShippedProcesses.Read(ShippedProcesses.Files.Single(f => Path.GetFileName(f) == file));
}
