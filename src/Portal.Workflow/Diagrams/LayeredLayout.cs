using Portal.Workflow.Definitions;
using Portal.Workflow.Flowcharts;

namespace Portal.Workflow.Diagrams;

/// <summary>
/// Layers from top to bottom: an activity stands below everything that leads to it; within a layer activities are ordered by where their neighbours
/// stand, to keep crossings few. A line over several layers has a place of its own in each, so that it crosses no box.
/// </summary>
internal sealed class LayeredLayout
{
    private const int Sweeps = 4;
    private const double LaneWidth = 14;
    private const double Channel = 20;

    /// <summary>Places that lines over several layers may take in all; those beyond go around, or a drawing would grow with the square of its size.</summary>
    private const int MostPlaces = 20_000;

    private readonly List<Item> _items = [];
    private readonly List<List<Item>> _layers = [];
    private int _places;

    private LayeredLayout(ActivityNode flowchart, FlowGraph graph, IReadOnlyList<Block> blocks)
    {
        var layer = Longest(flowchart, graph);
        for (var i = 0; i < blocks.Count; i++)
        {
            Add(new Item(flowchart.Activities[i].Id, blocks[i].Width, blocks[i].Height), layer[flowchart.Activities[i].Id]);
        }
    }

    public static Block Arrange(ActivityNode flowchart, FlowGraph graph, List<(string Source, string Target, string Ports)> edges, IReadOnlyList<Block> blocks)
    {
        var layout = new LayeredLayout(flowchart, graph, blocks);
        var byId = layout._items.ToDictionary(i => i.Id!, StringComparer.Ordinal);
        var ways = edges
            .Where(e => graph.IsForward(e.Source, e.Target) && layout.HasRoom(byId[e.Source], byId[e.Target]))
            .ToDictionary(e => e, e => layout.Lead(byId[e.Source], byId[e.Target]));
        layout.Order();
        layout.Place();

        var (nodes, lines) = (new List<DiagramNode>(), new List<DiagramEdge>());
        for (var i = 0; i < blocks.Count; i++)
        {
            var item = byId[flowchart.Activities[i].Id];
            blocks[i].PlaceAt(item.X, item.Y, nodes, lines);
        }

        var right = layout._items.Max(i => i.X + i.Width);
        var lane = 0;
        foreach (var edge in edges)
        {
            if (ways.TryGetValue(edge, out var way))
            {
                lines.Add(FlowchartLayout.Line(flowchart, edge.Source, edge.Target, edge.Ports, Points(way), backward: false));
                continue;
            }

            var (from, to) = (byId[edge.Source], byId[edge.Target]);
            var points = FlowchartLayout.Around(from.Box, to.Box, right + (++lane * LaneWidth), layout.Bottom(from.Layer) + Channel, to.Y - Channel);
            lines.Add(FlowchartLayout.Line(flowchart, edge.Source, edge.Target, edge.Ports, points, backward: !graph.IsForward(edge.Source, edge.Target)));
        }

        return new Block(right + (lane == 0 ? 0 : (lane * LaneWidth) + 8), layout.Bottom(layout._layers.Count - 1) + (lane == 0 ? 0 : Channel + 8), nodes, lines);
    }

    /// <summary>Length of the longest way from the start; what cannot be reached stands below all else.</summary>
    private static Dictionary<string, int> Longest(ActivityNode flowchart, FlowGraph graph)
    {
        var layer = flowchart.Activities.ToDictionary(a => a.Id, _ => 0, StringComparer.Ordinal);
        var waiting = flowchart.Activities.ToDictionary(a => a.Id, a => Sources(graph, a.Id).Count, StringComparer.Ordinal);
        var ready = new Queue<string>(flowchart.Activities.Where(a => waiting[a.Id] == 0).Select(a => a.Id));
        while (ready.TryDequeue(out var at))
        {
            foreach (var target in graph.Outbound(at).Where(graph.IsForward).Select(e => e.Connection.Target).Distinct(StringComparer.Ordinal))
            {
                layer[target] = Math.Max(layer[target], layer[at] + 1);
                if (--waiting[target] == 0)
                {
                    ready.Enqueue(target);
                }
            }
        }

        var last = layer.Values.Max();
        foreach (var activity in flowchart.Activities.Where(a => !graph.Reachable.Contains(a.Id)))
        {
            layer[activity.Id] = last + 1;
        }

        return layer;
    }

    private static HashSet<string> Sources(FlowGraph graph, string id) => graph.InboundForward(id).Select(e => e.Connection.Source).ToHashSet(StringComparer.Ordinal);

    private static List<DiagramPoint> Points(List<Item> way)
    {
        var points = new List<DiagramPoint>();
        for (var i = 0; i < way.Count; i++)
        {
            var (item, centre) = (way[i], way[i].X + (way[i].Width / 2));
            if (i > 0)
            {
                points.Add(new DiagramPoint(i == way.Count - 1 ? item.Entry(way[i - 1]) : centre, item.Y));
            }

            if (i < way.Count - 1)
            {
                points.Add(new DiagramPoint(i == 0 ? item.Exit(way[1]) : centre, item.Id is null ? item.LayerBottom : item.Y + item.Height));
                if (i == 0 && item.LayerBottom > item.Y + item.Height)
                {
                    points.Add(new DiagramPoint(points[^1].X, item.LayerBottom));
                }
            }
        }

        return points;
    }

    private double Bottom(int layer) => _layers[layer].Max(i => i.Y + i.Height);

    private void Add(Item item, int layer)
    {
        while (_layers.Count <= layer)
        {
            _layers.Add([]);
        }

        item.Layer = layer;
        _layers[layer].Add(item);
        _items.Add(item);
    }

    private bool HasRoom(Item from, Item to) => _places + Math.Max(0, to.Layer - from.Layer - 1) <= MostPlaces;

    private List<Item> Lead(Item from, Item to)
    {
        var way = new List<Item> { from };
        for (var layer = from.Layer + 1; layer < to.Layer; layer++)
        {
            var place = new Item(null, LaneWidth, 0);
            Add(place, layer);
            _places++;
            way.Add(place);
        }

        way.Add(to);
        for (var i = 1; i < way.Count; i++)
        {
            way[i - 1].Below.Add(way[i]);
            way[i].Above.Add(way[i - 1]);
        }

        return way;
    }

    private void Order()
    {
        _layers.RemoveAll(l => l.Count == 0);
        for (var i = 0; i < _layers.Count; i++)
        {
            Number(i);
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var i = 1; i < _layers.Count; i++)
            {
                Sort(i, item => item.Above);
            }

            for (var i = _layers.Count - 2; i >= 0; i--)
            {
                Sort(i, item => item.Below);
            }
        }
    }

    private void Sort(int layer, Func<Item, List<Item>> neighbours)
    {
        _layers[layer] = [.. _layers[layer].OrderBy(i => neighbours(i) is { Count: > 0 } near ? near.Average(n => n.Place) : i.Place)];
        Number(layer);
    }

    private void Number(int layer)
    {
        for (var i = 0; i < _layers[layer].Count; i++)
        {
            _layers[layer][i].Place = i;
            _layers[layer][i].Layer = layer;
        }
    }

    private void Place()
    {
        var y = 0.0;
        foreach (var layer in _layers)
        {
            Spread(layer);
            var height = layer.Max(i => i.Height);
            foreach (var item in layer)
            {
                item.Y = y;
                item.LayerBottom = y + height;
            }

            y += height + DiagramLayout.Gap;
        }

        var left = _items.Min(i => i.X);
        foreach (var item in _items)
        {
            item.X -= left;
        }
    }

    /// <summary>As near below their neighbours as the order and the room between boxes allow.</summary>
    private static void Spread(List<Item> layer)
    {
        var wanted = layer.Select(i => (i.Above.Count > 0 ? i.Above.Average(a => a.X + (a.Width / 2)) : 0) - (i.Width / 2)).ToList();
        var shift = 0.0;
        for (var i = 0; i < layer.Count; i++)
        {
            layer[i].X = i == 0 ? wanted[0] : Math.Max(wanted[i], layer[i - 1].X + layer[i - 1].Width + DiagramLayout.Beside);
            shift += layer[i].X - wanted[i];
        }

        foreach (var item in layer)
        {
            item.X -= shift / layer.Count;
        }
    }

    /// <summary>An activity, or the place of a line that passes through (without id).</summary>
    private sealed class Item(string? id, double width, double height)
    {
        public string? Id => id;

        public double Width => width;

        public double Height => height;

        private Dictionary<Item, int>? _entries;
        private Dictionary<Item, int>? _exits;

        public int Layer { get; set; }

        public int Place { get; set; }

        public double X { get; set; }

        public double Y { get; set; }

        public double LayerBottom { get; set; }

        public List<Item> Above { get; } = [];

        public List<Item> Below { get; } = [];

        public DiagramBox Box => new(X, Y, width, height);

        /// <summary>Where a line from above enters: beside the others, in the order of where they come from. Not before all have their places.</summary>
        public double Entry(Item from) => Beside(_entries ??= Ordered(Above), from);

        /// <summary>Where a line to below leaves.</summary>
        public double Exit(Item to) => Beside(_exits ??= Ordered(Below), to);

        private static Dictionary<Item, int> Ordered(List<Item> neighbours) =>
            neighbours.OrderBy(n => n.X + (n.Width / 2)).Select((n, place) => (n, place)).ToDictionary(n => n.n, n => n.place);

        private double Beside(Dictionary<Item, int> ordered, Item other) => X + (Width * (ordered[other] + 1) / (ordered.Count + 1));
    }
}
