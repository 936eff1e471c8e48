using System.Text.Json;
using Portal.Workflow.Definitions;
using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Diagrams;

/// <summary>Places for the activities of one flowchart, and lines for its connections.</summary>
internal static class FlowchartLayout
{
    private const double Largest = 3;

    public static Block Arrange(ActivityNode flowchart, IReadOnlyList<Block> blocks)
    {
        var graph = FlowGraph.Of(flowchart);
        var edges = Edges(flowchart);
        return Drawn(flowchart, blocks, Room(edges)) is { } places ? Designed(flowchart, graph, edges, blocks, places) : LayeredLayout.Arrange(flowchart, graph, edges, blocks);
    }

    /// <summary>Lines between the same two activities are one line with all their ports.</summary>
    private static List<(string Source, string Target, string Ports)> Edges(ActivityNode flowchart) =>
    [
        .. flowchart.Connections.GroupBy(c => (c.Source, c.Target)).Select(g => (g.Key.Source, g.Key.Target, string.Join(", ", g.Select(c => c.SourcePort).Distinct(StringComparer.Ordinal)))),
    ];

    /// <summary>Boxes beside each other leave room for the longest text on a line between them.</summary>
    private static double Room(List<(string Source, string Target, string Ports)> edges) =>
        edges.Where(e => e.Ports != "Done").Select(e => NodeText.Width(e.Ports) + 16).Append(40).Max();

    /// <summary>The designer's places, spread out as far as our boxes need it; null if there are none, or they lie upon each other.</summary>
    private static List<DiagramBox>? Drawn(ActivityNode flowchart, IReadOnlyList<Block> blocks, double room)
    {
        var given = flowchart.Activities.Select(Position).OfType<DiagramPoint>().ToList();
        if (given.Count < flowchart.Activities.Count)
        {
            return null;
        }

        for (var scale = 1.0; scale <= Largest; scale += 0.25)
        {
            var boxes = given.Select((p, i) => new DiagramBox(p.X * scale, p.Y * scale, blocks[i].Width, blocks[i].Height)).ToList();
            if (!AnyTooClose(boxes, room))
            {
                var (left, top) = (boxes.Min(b => b.X), boxes.Min(b => b.Y));
                return [.. boxes.Select(b => b.Moved(-left, -top))];
            }
        }

        return null;
    }

    private static DiagramPoint? Position(ActivityNode node)
    {
        if (node.Metadata is not { ValueKind: JsonValueKind.Object } metadata
            || !metadata.TryGetProperty("designer", out var designer) || designer.ValueKind != JsonValueKind.Object
            || !designer.TryGetProperty("position", out var position) || position.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return position.TryGetProperty("x", out var x) && x.ValueKind == JsonValueKind.Number && position.TryGetProperty("y", out var y) && y.ValueKind == JsonValueKind.Number
            && double.IsFinite(x.GetDouble()) && double.IsFinite(y.GetDouble()) && Math.Max(Math.Abs(x.GetDouble()), Math.Abs(y.GetDouble())) < 100_000
            ? new DiagramPoint(x.GetDouble(), y.GetDouble())
            : null;
    }

    /// <summary>Sweeps from left to right, so that thousands of boxes are no burden.</summary>
    private static bool AnyTooClose(List<DiagramBox> boxes, double room)
    {
        var wide = boxes.Select(b => new DiagramBox(b.X, b.Y, b.Width + room, b.Height + 32)).OrderBy(b => b.X).ToList();
        for (var i = 0; i < wide.Count; i++)
        {
            for (var j = i + 1; j < wide.Count && wide[j].X < wide[i].Right; j++)
            {
                if (wide[i].Overlaps(wide[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static Block Designed(
        ActivityNode flowchart, FlowGraph graph, List<(string Source, string Target, string Ports)> edges, IReadOnlyList<Block> blocks, List<DiagramBox> places)
    {
        var (nodes, lines) = (new List<DiagramNode>(), new List<DiagramEdge>());
        var boxes = new Dictionary<string, DiagramBox>(StringComparer.Ordinal);
        for (var i = 0; i < blocks.Count; i++)
        {
            blocks[i].PlaceAt(places[i].X, places[i].Y, nodes, lines);
            boxes[flowchart.Activities[i].Id] = places[i];
        }

        var (right, bottom) = (places.Max(p => p.Right), places.Max(p => p.Bottom));
        var lane = 0;
        foreach (var (source, target, ports) in edges)
        {
            var backward = !graph.IsForward(source, target);
            var points = backward ? Around(boxes[source], boxes[target], right + (++lane * 14)) : Straight(boxes[source], boxes[target]);
            lines.Add(Line(flowchart, source, target, ports, points, backward));
        }

        var width = lane == 0 ? right : right + (lane * 14) + 8;
        return new Block(width, bottom + (lane == 0 ? 0 : 24), nodes, lines);
    }

    internal static DiagramEdge Line(ActivityNode flowchart, string source, string target, string ports, IReadOnlyList<DiagramPoint> points, bool backward)
    {
        var (from, to) = ($"{flowchart.NodeId}:{source}", $"{flowchart.NodeId}:{target}");
        return new DiagramEdge($"{from}>{to}", from, to, ports, points, backward);
    }

    private static DiagramPoint[] Straight(DiagramBox from, DiagramBox to)
    {
        if (to.Y >= from.Bottom)
        {
            return [new(from.CentreX, from.Bottom), new(to.CentreX, to.Y)];
        }

        if (to.Bottom <= from.Y)
        {
            return [new(from.CentreX, from.Y), new(to.CentreX, to.Bottom)];
        }

        return to.X >= from.Right
            ? [new(from.Right, from.CentreY), new(to.X, to.CentreY)]
            : [new(from.X, from.CentreY), new(to.Right, to.CentreY)];
    }

    /// <summary>Out below the source, along the right side of all and in from above the target.</summary>
    internal static DiagramPoint[] Around(DiagramBox from, DiagramBox to, double lane, double? below = null, double? above = null)
    {
        var (down, up) = (below ?? from.Bottom + 12, above ?? to.Y - 12);
        var (start, end) = (from.X + (from.Width * 0.75), to.X + (to.Width * 0.75));
        return [new(start, from.Bottom), new(start, down), new(lane, down), new(lane, up), new(end, up), new(end, to.Y)];
    }
}
