using Portal.Workflow.Definitions;

namespace Portal.Workflow.Diagrams;

/// <summary>
/// Finds places for all activities of a definition: those of the designer where it has them and they leave room, else layers from top to bottom.
/// The same definition always gives the same diagram.
/// </summary>
public static class DiagramLayout
{
    internal const double Margin = 24;
    internal const double Gap = 64;
    internal const double Beside = 40;

    private const double Header = 58;
    private const double CaptionHeight = 22;
    private const double StateRoom = 110;

    /// <summary>The diagram of a definition.</summary>
    public static WorkflowDiagram Of(WorkflowDefinition definition)
    {
        var block = Arrange(definition.Root, parentId: null, caption: null);
        return new WorkflowDiagram(
            $"{definition.Name}, version {definition.Version}",
            block.Width + (2 * Margin),
            block.Height + (2 * Margin),
            [.. block.Nodes.Select(n => n with { Box = n.Box.Moved(Margin, Margin) })],
            [.. block.Edges.Select(e => Moved(e, Margin, Margin))]);
    }

    internal static DiagramEdge Moved(DiagramEdge edge, double x, double y) =>
        edge with { Points = [.. edge.Points.Select(p => new DiagramPoint(p.X + x, p.Y + y))] };

    private static Block Arrange(ActivityNode node, string? parentId, string? caption)
    {
        var inside = Inside(node);
        if (inside is null)
        {
            var (width, height) = NodeText.Size(node);
            return new Block(width, height, [Node(node, parentId, caption, new DiagramBox(0, 0, width, height), isContainer: false)], []);
        }

        var least = NodeText.Size(node).Width + StateRoom;
        var box = new DiagramBox(0, 0, Math.Max(least, inside.Width + (2 * Margin)), inside.Height + Header + Margin);
        var left = (box.Width - inside.Width) / 2;
        return new Block(
            box.Width,
            box.Height,
            [Node(node, parentId, caption, box, isContainer: true), .. inside.Nodes.Select(n => n with { Box = n.Box.Moved(left, Header) })],
            [.. inside.Edges.Select(e => Moved(e, left, Header))]);
    }

    /// <summary>What is inside a container, or null if nothing is.</summary>
    private static Block? Inside(ActivityNode node)
    {
        if (!node.Children.Any())
        {
            return null;
        }

        return node.Type switch
        {
            "Elsa.Flowchart" => FlowchartLayout.Arrange(node, [.. node.Activities.Select(a => Arrange(a, node.NodeId, caption: null))]),
            "Elsa.Sequence" => Below(node, [.. node.Activities.Select(a => Arrange(a, node.NodeId, caption: null))]),
            _ => SideBySide([.. Places(node).Select(p => Arrange(p.Activity, node.NodeId, p.Caption))]),
        };
    }

    private static IEnumerable<(ActivityNode Activity, string? Caption)> Places(ActivityNode node)
    {
        var ports = node.Ports.OrderBy(p => p.Key == "default").ThenByDescending(p => p.Key, StringComparer.Ordinal);
        return node.Activities.Select(a => (a, (string?)null))
            .Concat(node.Cases.Where(c => c.Activity is not null).Select(c => (c.Activity!, (string?)c.Label)))
            .Concat(ports.Select(p => (p.Value, p.Key == "body" ? null : p.Key)));
    }

    private static Block Below(ActivityNode node, List<Block> steps)
    {
        var width = steps.Max(s => s.Width);
        var (nodes, edges) = (new List<DiagramNode>(), new List<DiagramEdge>());
        var y = 0.0;
        DiagramBox? before = null;
        for (var i = 0; i < steps.Count; i++)
        {
            var x = (width - steps[i].Width) / 2;
            steps[i].PlaceAt(x, y, nodes, edges);
            var box = new DiagramBox(x, y, steps[i].Width, steps[i].Height);
            if (before is { } above)
            {
                var (from, to) = (node.Activities[i - 1].NodeId, node.Activities[i].NodeId);
                edges.Add(new DiagramEdge($"{from}>{to}", from, to, null, [new(above.CentreX, above.Bottom), new(box.CentreX, box.Y)], IsBackward: false));
            }

            before = box;
            y = box.Bottom + Beside;
        }

        return new Block(width, y - Beside, nodes, edges);
    }

    private static Block SideBySide(List<Block> branches)
    {
        var (nodes, edges) = (new List<DiagramNode>(), new List<DiagramEdge>());
        var top = branches.Exists(b => b.Nodes[0].Caption is not null) ? CaptionHeight : 0;
        var x = 0.0;
        foreach (var branch in branches)
        {
            branch.PlaceAt(x, top, nodes, edges);
            x += Math.Max(branch.Width, NodeText.Width(branch.Nodes[0].Caption ?? string.Empty)) + Beside;
        }

        return new Block(x - Beside, branches.Max(b => b.Height) + top, nodes, edges);
    }

    private static DiagramNode Node(ActivityNode node, string? parentId, string? caption, DiagramBox box, bool isContainer) =>
        new(node.NodeId, parentId, node.Id, NodeText.Label(node), node.Type, caption, box, isContainer);
}

/// <summary>Boxes and lines with places of their own, its first box being the outermost.</summary>
internal sealed record Block(double Width, double Height, IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges)
{
    public void PlaceAt(double x, double y, List<DiagramNode> nodes, List<DiagramEdge> edges)
    {
        nodes.AddRange(Nodes.Select(n => n with { Box = n.Box.Moved(x, y) }));
        edges.AddRange(Edges.Select(e => DiagramLayout.Moved(e, x, y)));
    }
}
