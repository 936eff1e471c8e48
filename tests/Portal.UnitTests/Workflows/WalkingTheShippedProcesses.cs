using Portal.Domain.People;
using Portal.Web.Features.Matters;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflows;

/// <summary>
/// Every shipped process through every outcome: from each situation that can come about, everything that can happen is tried once. Two areas are
/// assessed and two agencies asked, so that what happens side by side is met in both orders.
/// </summary>
public sealed class WalkingTheShippedProcesses
{
    /// <summary>What was walked of each process, one file each: <c>eng/test.sh</c> prints them, since nobody sees the output of a test that passes.</summary>
    private static readonly string _walked = Path.Combine(AppContext.BaseDirectory, "walked");

    /// <summary>Far more situations than any of them has: a process that has more grows without end.</summary>
    private const int MostSituations = 20_000;

    private static readonly string[] _expected =
    [
        "authority-self-assessment", "evidence-request", "extension-request", "improvement-plan", "lscb-self-assessment",
        "reopened-authority-self-assessment", "reopened-lscb-self-assessment", "review", "section-11-return",
    ];

    /// <summary>The outcomes after which a part of a process is over and the next begins.</summary>
    private static readonly Dictionary<string, string[]> _endTheirPart = new(StringComparer.Ordinal)
    {
        ["authority-self-assessment"] = ["assign-work: Assigned", "assess-area: Assessed", "check-readiness: Ready"],
        ["lscb-self-assessment"] = ["assign-work: Assigned", "assess-area: Assessed", "check-readiness: Ready"],
        ["reopened-authority-self-assessment"] = ["revise-text: Ready"],
        ["reopened-lscb-self-assessment"] = ["revise-text: Ready"],
        ["evidence-request"] = [],
        ["extension-request"] = [],
        ["improvement-plan"] = ["agree-plan: Agree"],
        ["review"] =
        [
            "lists: Supplied", "lists-late: Received", "lists-late: Go on without them", "present: Will present", "present: Declines", "present: No answer",
            "audits: Returned", "audits-late: Go on without them", "on-site: Done", "feedback: Given", "moderate: Agree", "panel: Decided",
            "accuracy: Nothing wrong", "accuracy: No answer", "answer: Answered", "publish: Published",
            "authority-publishes: Published", "report-late: Close without it", "statement: Sent", "statement-late: Close without it",
        ],
        ["section-11-return"] = ["moderate: Accept", "exempt: Agree", "chase: Close without a return"],
    };

    public static TheoryData<string> Files => [.. ShippedProcesses.Files.Select(f => Path.GetFileName(f))];

    [Fact]
    public void All_are_there() =>
        ShippedProcesses.Files.Select(f => Path.GetFileNameWithoutExtension(f)).ShouldBe(_expected);

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_loads_without_faults_or_warnings_and_says_what_its_steps_are(string file)
    {
        var definition = Read(file);

        definition.Warnings.ShouldBeEmpty();
        definition.DefinitionId.ShouldBe(Path.GetFileNameWithoutExtension(file));
        definition.Activities.Where(a => string.IsNullOrWhiteSpace(a.Name) || a.Metadata is null).Select(a => a.NodeId)
            .ShouldBeEmpty("Every step has a name for people and a place in the designer.");
        definition.Activities.Where(a => a.Type == HumanTask.Name && !a.Inputs.ContainsKey("dueWorkingDays")).Select(a => a.NodeId)
            .ShouldBeEmpty("Every task has a due rule.");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_connection_is_taken_every_step_entered_and_an_end_can_be_reached_from_everywhere(string file)
    {
        var definition = Read(file);
        var (taken, entered) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        var graph = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var open = new Queue<Walk>(Beginnings(definition));
        while (open.TryDequeue(out var walk))
        {
            ShippedProcesses.Cover(definition, walk.Journal, taken, entered);
            if (graph.ContainsKey(walk.Situation))
            {
                continue;
            }

            graph.Count.ShouldBeLessThan(MostSituations);
            var next = walk.HasFinished ? [] : walk.Choices.Select(c => walk.Answer(c.Bookmark, c.Outcome)).ToList();
            graph[walk.Situation] = [.. next.Select(n => n.Situation)];
            next.ForEach(open.Enqueue);
            if (walk.HasFinished)
            {
                var result = walk.State.Output[WorkflowRunner.ResultOutput]?.ToString() ?? "finished";
                ends[result] = ends.GetValueOrDefault(result) + 1;
                walk.State.Bookmarks.ShouldBeEmpty();
            }
            else
            {
                next.ShouldNotBeEmpty($"Nobody is asked anything after {string.Join(", ", walk.Steps)}");
                var cancelled = walk.Cancel();
                (cancelled.SubStatus, cancelled.Bookmarks.Count).ShouldBe((SubStatus.Cancelled, 0), $"It can be withdrawn after {string.Join(", ", walk.Steps)}");
            }
        }

        var connections = ShippedProcesses.Connections(definition);
        var activities = definition.Activities.Select(a => a.NodeId).ToList();
        Print(
            definition.DefinitionId,
            $"connections walked {connections.Count(taken.Contains)} of {connections.Count} ({100 * connections.Count(taken.Contains) / connections.Count} %), "
            + $"steps {activities.Count(entered.Contains)} of {activities.Count}, {graph.Count} situations, ends: {string.Join("; ", ends.Keys.Order(StringComparer.Ordinal))}");
        connections.Except(taken).ShouldBeEmpty();
        activities.Except(entered).ShouldBeEmpty();
        FromWhichNoEndIsReached(graph).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_outcome_that_a_task_offers_leads_on_or_is_known_to_end_its_part(string file)
    {
        var definition = Read(file);
        var ending = new List<string>();
        foreach (var chart in definition.Activities.Where(a => a.Connections.Count > 0))
        {
            foreach (var task in chart.Children.Where(c => c.Type == HumanTask.Name))
            {
                var ports = chart.Connections.Where(c => c.Source == task.Id).Select(c => c.SourcePort).ToHashSet(StringComparer.Ordinal);
                ports.Except(Offered(task)).ShouldBeEmpty($"{task.NodeId} never ends with these");
                ending.AddRange(Offered(task).Except(ports).Select(outcome => $"{task.Id}: {outcome}"));
            }
        }

        ending.ShouldBe(_endTheirPart[definition.DefinitionId], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Whoever_opens_a_matter_is_somebody_the_portal_knows(string file)
    {
        if (MatterKind.Of(Read(file)) is not { } kind)
        {
            file.ShouldEndWith("self-assessment.json");
            return;
        }

        if (kind.Opens == OpensFrom.Page)
        {
            kind.StartedBy.ShouldNotBeEmpty();
            kind.StartedBy.ShouldBeSubsetOf([PostRole.Chair, PostRole.BoardManager, PostRole.DirectorOfChildrensServices, PostRole.DataOfficer]);
        }

        kind.Bodies.ShouldNotBeEmpty();
    }

    private static void Print(string process, string walked)
    {
        Directory.CreateDirectory(_walked);
        File.WriteAllText(Path.Combine(_walked, process + ".txt"), $"{process}: {walked}{Environment.NewLine}");
    }

    /// <summary>The portal's own steps end in one way in each walk; with one beginning for each way, all are met.</summary>
    private static IEnumerable<Walk> Beginnings(WorkflowDefinition definition)
    {
        var own = definition.Activities.Select(a => a.Type).Where(t => t.StartsWith("Portal.", StringComparison.Ordinal) && t != HumanTask.Name).Distinct()
            .Select(name => ShippedProcesses.Catalogue.Types.Single(t => t.Name == name)).ToList();
        return own.SelectMany(type => type.Outcomes.Select(outcome => new Dictionary<string, string> { [type.Name] = outcome }))
            .DefaultIfEmpty([]).Select(answers => Walk.Begin(definition, areas: 2, answers));
    }

    private static IEnumerable<string> Offered(ActivityNode task)
    {
        var outcomes = System.Text.Json.JsonSerializer.Deserialize<string[]>(task.Inputs["outcomes"].Expression.Text)!;
        return task.Inputs.TryGetValue("overdueOutcome", out var overdue) ? outcomes.Append(overdue.Expression.Text) : outcomes;
    }

    private static IEnumerable<string> FromWhichNoEndIsReached(Dictionary<string, IReadOnlyList<string>> graph)
    {
        var before = graph.SelectMany(g => g.Value.Select(next => (From: g.Key, To: next))).ToLookup(e => e.To, e => e.From, StringComparer.Ordinal);
        var reaching = graph.Where(g => g.Value.Count == 0).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var open = new Queue<string>(reaching);
        while (open.TryDequeue(out var situation))
        {
            foreach (var earlier in before[situation].Where(reaching.Add))
            {
                open.Enqueue(earlier);
            }
        }

        return graph.Keys.Except(reaching);
    }

    private static WorkflowDefinition Read(string file) => ShippedProcesses.Read(ShippedProcesses.Files.Single(f => Path.GetFileName(f) == file));
}
