using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Portal.Workflow.Definitions;
using Portal.Workflow.Diagrams;
using Portal.Workflow.Engine;

namespace Portal.UnitTests.Workflow;

public sealed class DrawingDefinitions
{
    private static readonly DateTime At = new(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Files =>
        [.. RecordedCases.Folders.SelectMany(f => Directory.GetFiles(f, "*.v1.json")).Where(f => !f.EndsWith("wA0.v1.json", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_activity_has_a_box_of_its_own_and_every_connection_a_line(string file)
    {
        var definition = Read(File.ReadAllText(file));

        var diagram = DiagramLayout.Of(definition);

        diagram.Nodes.Select(n => n.NodeId).ShouldBe(definition.Activities.Select(a => a.NodeId), ignoreOrder: true);
        ShouldNotOverlap(diagram);
        ShouldDrawEveryConnection(definition, diagram);
        XDocument.Parse(DiagramSvg.Write(diagram)).Root!.Name.ShouldBe(Svg + "svg");
    }

    [Fact]
    public void A_line_over_several_layers_crosses_no_box()
    {
        var diagram = DiagramLayout.Of(Read(Flows.Definition(Flows.Flowchart(
            "flow",
            [Flows.Task("a"), Flows.Task("b"), Flows.Task("c"), Flows.Task("d"), Flows.Task("e")],
            "a.Done b",
            "b.Done c",
            "c.Done d",
            "a.Skip d",
            "a.Far e",
            "d.Done e",
            "d.Again a",
            "c.Again b"))));

        var leaves = diagram.Nodes.Where(n => !n.IsContainer).ToList();
        foreach (var edge in diagram.Edges)
        {
            foreach (var (from, to) in edge.Points.Zip(edge.Points.Skip(1)))
            {
                for (var t = 0.02; t < 0.99; t += 0.02)
                {
                    var (x, y) = (from.X + ((to.X - from.X) * t), from.Y + ((to.Y - from.Y) * t));
                    leaves.Where(n => n.Box.X < x && x < n.Box.Right && n.Box.Y < y && y < n.Box.Bottom).ShouldBeEmpty($"{edge.Key} at {x},{y}");
                }
            }
        }

        diagram.Edges.Count(e => e.IsBackward).ShouldBe(2);
    }

    [Fact]
    public void The_places_of_the_designer_are_kept_where_they_leave_room()
    {
        var placed = Place(Flows.Flowchart("flow", [Flows.Task("a"), Flows.Task("b"), Flows.Task("c")], "a.Done b", "b.Done c"), (0, 0), (400, 0), (400, 300));
        var crowded = Place(Flows.Flowchart("flow", [Flows.Task("a"), Flows.Task("b"), Flows.Task("c")], "a.Done b", "b.Done c"), (0, 0), (1, 0), (2, 0));

        var (a, b, c) = (Box(placed, "a"), Box(placed, "b"), Box(placed, "c"));
        (b.X - a.X, b.Y - a.Y, c.X - a.X, c.Y - a.Y).ShouldBe((400, 0, 400, 300));
        ShouldNotOverlap(crowded);
        Box(crowded, "b").Y.ShouldBeGreaterThan(Box(crowded, "a").Bottom, "boxes upon each other are laid out anew");
    }

    [Fact]
    public void The_same_definition_is_drawn_the_same_each_time()
    {
        var file = File.ReadAllText(Path.Combine(RecordedCases.Folder("B0-assessment-process"), "wB0.v1.json"));

        DiagramSvg.Write(DiagramLayout.Of(Read(file))).ShouldBe(DiagramSvg.Write(DiagramLayout.Of(Read(file))));
    }

    [Fact]
    public void A_drawing_has_title_and_description_and_neither_script_nor_style()
    {
        var task = Flows.Task("t");
        task["name"] = "Sign <b>\"now\"</b> & \u0001 \uD83D\uDE00 ]]>";
        var svg = DiagramSvg.Write(DiagramLayout.Of(Read(Flows.Definition(Flows.Sequence("seq", task)))), idPrefix: "one");

        var root = XDocument.Parse(svg).Root!;
        root.Attribute("aria-labelledby")!.Value.ShouldBe("one-title one-desc");
        root.Element(Svg + "title")!.Value.ShouldBe("Test, version 1");
        root.Element(Svg + "desc")!.Value.ShouldBe("2 activities, 0 lines.");
        root.DescendantsAndSelf().Attributes().ShouldAllBe(a => a.Name.LocalName != "style" && !a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        root.Descendants().Select(e => e.Name.LocalName).ShouldNotContain("script");
        root.Descendants().Select(e => e.Name.LocalName).ShouldNotContain("style");
        root.Descendants(Svg + "title").Select(t => t.Value).ShouldContain(t => t.StartsWith("Sign <b>\"now\"</b> & \uFFFD \uD83D\uDE00", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_an_instance_stands_and_which_way_it_came_is_said_in_words_and_not_by_colour_alone()
    {
        var definition = Read(Flows.Definition(Flows.Flowchart(
            "flow",
            [Flows.Fork("fork", "x", "y"), Flows.Activity("f", "Portal.Fail", ("message", Flows.Input("String", "Literal", "boom"))), Flows.Task("t"), Flows.Task("u")],
            "fork.x f",
            "fork.y t",
            "t.Done u")));
        var engine = new WorkflowEngine(CaseHost.Catalogue);
        var begun = engine.Advance(definition, null, new Signal.Start(At, "A"));
        var faulted = engine.Advance(definition, begun.State, new Signal.ActivityFaulted(At, begun.ToRun!.ExecutionId, "boom"));
        var journal = begun.Effects.Concat(faulted.Effects).OfType<Effect.JournalWritten>().Select(w => w.Entry);

        var marks = DiagramMarks.Of(definition, faulted.State, journal);
        var root = XDocument.Parse(DiagramSvg.Write(DiagramLayout.Of(definition), marks)).Root!;

        root.Element(Svg + "desc")!.Value.ShouldBe("5 activities, 3 lines. fork: done; f: failed; t: open.");
        marks.Taken.ShouldBe(["Workflow1:flow:fork>Workflow1:flow:f", "Workflow1:flow:fork>Workflow1:flow:t"], ignoreOrder: true);
        Texts(root, "f").ShouldContain("failed");
        Texts(root, "t").ShouldContain("open");
        Group(root, "f").Descendants(Svg + "rect").Select(r => r.Attribute("fill")!.Value).ShouldContain("url(#workflow-hatch)");
        root.Descendants(Svg + "polyline").Count(p => p.Attribute("class")!.Value.Contains("--taken", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void Instances_are_counted_where_they_stand()
    {
        var definition = Read(Flows.Definition(Flows.Sequence("seq", Flows.Task("t"), Flows.Task("u"))));
        var engine = new WorkflowEngine(CaseHost.Catalogue);
        var states = Enumerable.Range(0, 3).Select(n => engine.Advance(definition, null, new Signal.Start(At, "A" + n)).State).ToList();
        states[2] = engine.Advance(definition, states[2], new Signal.Resume(At, states[2].Bookmarks[0].Id)).State;

        var marks = DiagramMarks.Of(states);

        marks.Counts.ShouldBe(new Dictionary<string, int> { ["Workflow1:seq:t"] = 2, ["Workflow1:seq:u"] = 1 }, ignoreOrder: true);
        Texts(XDocument.Parse(DiagramSvg.Write(DiagramLayout.Of(definition), marks)).Root!, "t").ShouldContain("2 here");
    }

    [Fact]
    public void Two_versions_differ_by_what_they_do_and_not_by_where_it_is_drawn()
    {
        var old = Flows.Flowchart("flow", [Flows.Task("a"), Flows.Task("b"), Flows.Task("c")], "a.Done b", "b.Done c");
        var newer = Flows.Flowchart("flow", [Flows.Task("a"), Flows.Task("b"), Flows.Record("d")], "a.Done b", "b.Done d");
        newer["activities"]![0]!["metadata"] = JsonNode.Parse("""{"designer":{"position":{"x":5,"y":5}}}""");
        newer["activities"]![1]!["title"]!["expression"]!["value"] = "Sign it";

        var (before, now) = (Read(Flows.Definition(old)), Read(Flows.Definition(newer)));
        var diff = DefinitionDiff.Between(before, now);

        diff.Changes.Select(c => (c.ActivityId, c.Kind, string.Join(", ", c.What))).ShouldBe(
            [("flow", ChangeKind.Changed, "its connections"), ("b", ChangeKind.Changed, "the input 'title'"), ("d", ChangeKind.Added, ""), ("c", ChangeKind.Removed, "")]);
        DefinitionDiff.Between(before, before).IsEmpty.ShouldBeTrue();
        Texts(XDocument.Parse(DiagramSvg.Write(DiagramLayout.Of(now), diff.Marks)).Root!, "d").ShouldContain("added");
        Texts(XDocument.Parse(DiagramSvg.Write(DiagramLayout.Of(before), diff.Marks)).Root!, "c").ShouldContain("removed");
    }

    [Fact]
    public void What_a_version_no_longer_has_is_drawn_where_it_stood_with_the_lines_that_led_there()
    {
        var before = Read(Flows.Definition(Flows.Sequence(
            "seq",
            Flows.Task("first"),
            Flows.Flowchart("stage", [Flows.Activity("start", "Elsa.Start"), Flows.Task("a"), Flows.Sequence("gone", Flows.Task("inside")), Flows.Task("c")], "start.Done a", "a.Done gone", "gone.Done c"),
            Flows.Task("last"))));
        var now = Read(Flows.Definition(Flows.Sequence(
            "seq",
            Flows.Flowchart("stage", [Flows.Activity("start", "Elsa.Start"), Flows.Task("a"), Flows.Task("b"), Flows.Task("c")], "start.Done a", "a.Done b", "b.Done c"),
            Flows.Task("last"))));

        var drawing = DiagramLayout.Of(BothVersions.Of(before, now));

        ShouldNotOverlap(drawing);
        drawing.Nodes.Select(n => n.ActivityId).ShouldBe(["seq", "first", "stage", "start", "a", "gone", "inside", "b", "c", "last"]);
        drawing.Edges.Select(e => $"{e.From[(e.From.LastIndexOf(':') + 1)..]}>{e.To[(e.To.LastIndexOf(':') + 1)..]}")
            .ShouldBe(["first>stage", "start>a", "a>b", "b>c", "a>gone", "gone>c", "stage>last"], ignoreOrder: true);
        var svg = XDocument.Parse(DiagramSvg.Write(drawing, DefinitionDiff.Between(before, now).Marks)).Root!;
        foreach (var (id, said) in new[] { ("first", "removed"), ("gone", "removed"), ("inside", "removed"), ("b", "added"), ("stage", "changed") })
        {
            Texts(svg, id).ShouldContain(said, id);
        }

        svg.Descendants(Svg + "polyline").Where(l => l.Attribute("class")!.Value.Contains("removed")).Count().ShouldBe(3);
    }

    [Fact]
    public void A_body_another_took_the_place_of_a_case_that_is_gone_and_a_root_that_is_another_are_drawn_too()
    {
        JsonObject Loop(JsonObject body) => Flows.Sequence("seq", Flows.Activity("w", "Elsa.While", ("condition", Flows.Input("Boolean", "Literal", "true")), ("body", body)));
        JsonObject Cases(params string[] labels) => Flows.Sequence("seq", Flows.Activity("s", "Elsa.Switch", ("cases", new JsonArray([.. labels.Select(l => new JsonObject
        {
            ["label"] = l, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "true" }, ["activity"] = Flows.Task(l),
        })]))));

        Drawn(Loop(Flows.Task("old")), Loop(Flows.Task("new"))).ShouldBe(["seq", "w", "old", "new"], ignoreOrder: true);
        Drawn(Cases("one", "two"), Cases("one")).ShouldBe(["seq", "s", "one", "two"]);
        Drawn(Flows.Sequence("was", Flows.Task("a")), Flows.Sequence("now", Flows.Task("a"))).ShouldBe(["versions", "now", "a", "was", "a"]);

        IEnumerable<string> Drawn(JsonObject before, JsonObject now)
        {
            var drawing = DiagramLayout.Of(BothVersions.Of(Read(Flows.Definition(before)), Read(Flows.Definition(now))));
            ShouldNotOverlap(drawing);
            return drawing.Nodes.Select(n => n.ActivityId);
        }
    }

    [Fact]
    public void Every_shipped_process_compared_with_nothing_of_its_last_stage_is_drawn_without_overlaps()
    {
        foreach (var shipped in Portal.UnitTests.Workflows.ShippedProcesses.Files.Select(Portal.UnitTests.Workflows.ShippedProcesses.Read).Where(d => d.Root.Activities.Count > 1))
        {
            var shorter = shipped with { Root = shipped.Root with { Activities = [.. shipped.Root.Activities.SkipLast(1)] } };

            ShouldNotOverlap(DiagramLayout.Of(BothVersions.Of(shipped, shorter)));
        }
    }

    [Fact]
    public void Ten_thousand_activities_are_laid_out_in_seconds()
    {
        var activities = Enumerable.Range(0, 10_000).Select(n => Flows.Activity($"n{n}", "Elsa.FlowNode")).ToList();
        var definition = Read(Flows.Definition(Flows.Flowchart("flow", activities, [.. Enumerable.Range(1, 9_999).Select(n => $"n{(n - 1) / 2}.Done n{n}")])));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        DiagramSvg.Write(DiagramLayout.Of(definition)).Length.ShouldBeGreaterThan(1_000_000);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    private static void ShouldNotOverlap(WorkflowDiagram diagram)
    {
        var whole = new DiagramBox(0, 0, diagram.Width, diagram.Height);
        foreach (var node in diagram.Nodes)
        {
            (node.Box.X >= whole.X && node.Box.Y >= whole.Y && node.Box.Right <= whole.Right && node.Box.Bottom <= whole.Bottom).ShouldBeTrue($"{node.NodeId} is outside");
            if (diagram.Nodes.SingleOrDefault(p => p.NodeId == node.ParentId) is { } parent)
            {
                (node.Box.X >= parent.Box.X && node.Box.Y >= parent.Box.Y && node.Box.Right <= parent.Box.Right && node.Box.Bottom <= parent.Box.Bottom).ShouldBeTrue($"{node.NodeId} is outside {parent.NodeId}");
            }

            diagram.Nodes.Where(o => o.ParentId == node.ParentId && o != node && o.Box.Overlaps(node.Box)).ShouldBeEmpty(node.NodeId);
        }

        foreach (var point in diagram.Edges.SelectMany(e => e.Points))
        {
            (point.X >= 0 && point.Y >= 0 && point.X <= diagram.Width && point.Y <= diagram.Height).ShouldBeTrue($"{point} is outside");
        }
    }

    private static void ShouldDrawEveryConnection(WorkflowDefinition definition, WorkflowDiagram diagram)
    {
        foreach (var activity in definition.Activities)
        {
            foreach (var connection in activity.Connections)
            {
                var edge = diagram.Edges.Single(e => e.From == $"{activity.NodeId}:{connection.Source}" && e.To == $"{activity.NodeId}:{connection.Target}");
                edge.Port!.Split(", ").ShouldContain(connection.SourcePort);
                edge.Points.Count.ShouldBeGreaterThan(1);
            }
        }
    }

    private static WorkflowDiagram Place(JsonObject flow, params (int X, int Y)[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            flow["activities"]![i]!["metadata"] = JsonNode.Parse(JsonSerializer.Serialize(new { designer = new { position = new { x = places[i].X, y = places[i].Y } } }));
        }

        return DiagramLayout.Of(Read(Flows.Definition(flow)));
    }

    private static DiagramBox Box(WorkflowDiagram diagram, string activity) => diagram.Nodes.Single(n => n.ActivityId == activity).Box;

    private static XElement Group(XElement root, string activity) =>
        root.Descendants(Svg + "g").Single(g => g.Attribute("data-node")!.Value.EndsWith(":" + activity, StringComparison.Ordinal));

    private static IEnumerable<string> Texts(XElement root, string activity) => Group(root, activity).Elements(Svg + "text").Select(t => t.Value);

    private static WorkflowDefinition Read(string json) => new DefinitionReader(CaseHost.Catalogue) { IsLenient = true }.Read(json);
}
