using System.Globalization;
using System.Text;
using System.Xml;

namespace Portal.Workflow.Diagrams;

/// <summary>
/// Writes a drawing as SVG that stands alone and may be put into a page with a strict content security policy: appearance by classes and plain
/// attributes, no style and no script. What a box has to say is said in words and by its border, not by colour alone.
/// </summary>
public static class DiagramSvg
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const string Ink = "#0b0c0c";
    private const string Paper = "#ffffff";

    /// <summary>The drawing.</summary>
    /// <param name="diagram">What to draw.</param>
    /// <param name="marks">What to say about it.</param>
    /// <param name="idPrefix">Begins the ids inside, so that several drawings may stand in one page.</param>
    public static string Write(WorkflowDiagram diagram, DiagramMarks? marks = null, string idPrefix = "workflow")
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, CheckCharacters = true }))
        {
            new Drawing(xml, diagram, marks ?? DiagramMarks.None, idPrefix).Write();
        }

        return text.ToString();
    }

    private sealed class Drawing(XmlWriter xml, WorkflowDiagram diagram, DiagramMarks marks, string prefix)
    {
        private readonly ILookup<string, DiagramEdge> _leaving = diagram.Edges.ToLookup(e => e.From, StringComparer.Ordinal);
        private readonly ILookup<string, DiagramEdge> _reaching = diagram.Edges.ToLookup(e => e.To, StringComparer.Ordinal);

        public void Write()
        {
            xml.WriteStartElement("svg", Namespace);
            Attributes(("class", "workflow-diagram"), ("role", "img"), ("aria-labelledby", $"{prefix}-title {prefix}-desc"));
            Attributes(("viewBox", $"0 0 {Number(diagram.Width)} {Number(diagram.Height)}"), ("width", Number(diagram.Width)), ("height", Number(diagram.Height)));
            Attributes(("font-family", "Arial, Helvetica, sans-serif"), ("font-size", "14"));
            Element("title", diagram.Title, ("id", prefix + "-title"));
            Element("desc", Description(), ("id", prefix + "-desc"));
            Definitions();
            Rectangle(new DiagramBox(0, 0, diagram.Width, diagram.Height), ("class", "workflow-diagram__paper"), ("fill", Paper));
            foreach (var node in diagram.Nodes.Where(n => n.IsContainer))
            {
                Node(node);
            }

            foreach (var edge in diagram.Edges)
            {
                Edge(edge);
            }

            foreach (var node in diagram.Nodes.Where(n => !n.IsContainer))
            {
                Node(node);
            }

            foreach (var edge in diagram.Edges.Where(e => e.Port is not (null or "Done")))
            {
                Port(edge);
            }

            xml.WriteEndElement();
        }

        private string Description()
        {
            var said = diagram.Nodes.Select(n => (n.Label, States: string.Join(", ", States(n)))).Where(n => n.States.Length > 0).Select(n => $"{n.Label}: {n.States}").ToList();
            var size = string.Create(CultureInfo.InvariantCulture, $"{diagram.Nodes.Count} activities, {diagram.Edges.Count} lines.");
            return said.Count == 0 ? size : $"{size} {string.Join("; ", said)}.";
        }

        private IEnumerable<string> States(DiagramNode node)
        {
            if (marks.Changes.TryGetValue(node.NodeId, out var change))
            {
                yield return change switch { ChangeKind.Added => "added", ChangeKind.Removed => "removed", _ => "changed" };
            }

            if (marks.Incidents.Contains(node.NodeId))
            {
                yield return "failed";
            }
            else if (marks.Open.Contains(node.NodeId))
            {
                yield return "open";
            }
            else if (marks.Done.Contains(node.NodeId))
            {
                yield return "done";
            }

            if (marks.Counts.TryGetValue(node.NodeId, out var count) && count > 0)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{count} here");
            }
        }

        private void Definitions()
        {
            xml.WriteStartElement("defs", Namespace);
            Arrow("arrow", "#505a5f");
            Arrow("arrow-taken", Ink);
            Pattern("hatch", "M0,8 L8,0", "#f6d7d2", "#942514");
            Pattern("dots", "M2,2 h1 M6,6 h1", "#fff7bf", "#594d00");
            xml.WriteEndElement();
        }

        private void Arrow(string id, string colour)
        {
            xml.WriteStartElement("marker", Namespace);
            Attributes(("id", $"{prefix}-{id}"), ("viewBox", "0 0 10 10"), ("refX", "9"), ("refY", "5"), ("markerWidth", "9"), ("markerHeight", "9"), ("orient", "auto"), ("markerUnits", "userSpaceOnUse"));
            Element("path", null, ("d", "M0,0 L10,5 L0,10 z"), ("fill", colour));
            xml.WriteEndElement();
        }

        private void Pattern(string id, string lines, string ground, string colour)
        {
            xml.WriteStartElement("pattern", Namespace);
            Attributes(("id", $"{prefix}-{id}"), ("width", "8"), ("height", "8"), ("patternUnits", "userSpaceOnUse"));
            Element("rect", null, ("width", "8"), ("height", "8"), ("fill", ground));
            Element("path", null, ("d", lines), ("stroke", colour), ("stroke-width", "1"));
            xml.WriteEndElement();
        }

        private void Node(DiagramNode node)
        {
            var states = States(node).ToList();
            var classes = string.Join(' ', states.Select(s => s.EndsWith(" here", StringComparison.Ordinal) ? "counted" : s).Select(s => "workflow-diagram__node--" + s));
            xml.WriteStartElement("g", Namespace);
            Attributes(("class", $"workflow-diagram__node workflow-diagram__node--{(node.IsContainer ? "container" : "leaf")} {classes}".TrimEnd()), ("data-node", node.NodeId));
            Element("title", $"{node.Label} ({node.Type}{(states.Count == 0 ? string.Empty : "; " + string.Join(", ", states))})");
            Box(node, states);
            if (node.Caption is { } caption)
            {
                Text(node.Box.X, node.Box.Y - 7, Clean(caption), ("class", "workflow-diagram__caption"), ("fill", Ink), ("font-style", "italic"));
            }

            Words(node, states);
            xml.WriteEndElement();
        }

        private void Box(DiagramNode node, List<string> states)
        {
            var box = node.Box;
            var (fill, border, width, dashes) = Look(node, states);
            Rectangle(box, ("fill", fill), ("stroke", border), ("stroke-width", width), ("stroke-dasharray", dashes), ("rx", node.IsContainer ? "0" : "4"), ("class", "workflow-diagram__box"));
            if (states.Contains("failed") || states.Contains("open"))
            {
                var pattern = states.Contains("failed") ? "hatch" : "dots";
                Rectangle(new DiagramBox(box.X, box.Y, 12, box.Height), ("fill", $"url(#{prefix}-{pattern})"), ("class", "workflow-diagram__band"));
            }
        }

        private static (string Fill, string Border, string Width, string? Dashes) Look(DiagramNode node, List<string> states)
        {
            if (states.Contains("removed"))
            {
                return (Paper, "#942514", "2", "2 4");
            }

            if (states.Contains("added"))
            {
                return ("#cce2d8", "#005a30", "4", null);
            }

            if (states.Contains("changed"))
            {
                return ("#fff7bf", "#594d00", "3", "10 4");
            }

            if (states.Contains("failed"))
            {
                return (Paper, "#942514", "3", "6 3");
            }

            if (states.Contains("open"))
            {
                return (Paper, Ink, "4", null);
            }

            return states.Contains("done") ? ("#eeefef", Ink, "2", null) : (Paper, node.IsContainer ? "#b1b4b6" : "#505a5f", "1", null);
        }

        private void Words(DiagramNode node, List<string> states)
        {
            var box = node.Box;
            var lines = NodeText.Lines(node.Label);
            var y = box.Y + 22;
            var removed = states.Contains("removed") ? "line-through" : null;
            foreach (var line in node.IsContainer ? lines.Take(1) : lines)
            {
                Text(box.X + 18, y, Clean(line), ("class", "workflow-diagram__label"), ("fill", Ink), ("font-weight", "bold"), ("text-decoration", removed));
                y += NodeText.LineHeight;
            }

            Text(box.X + 18, y, NodeText.ShortType(Clean(node.Type)), ("class", "workflow-diagram__type"), ("fill", "#505a5f"), ("font-size", "13"));
            if (states.Count > 0)
            {
                var said = string.Join(", ", states);
                var (x, line) = node.IsContainer ? (box.Right - NodeText.Width(said) - 12, box.Y + 22) : (box.X + 18, y + NodeText.LineHeight);
                Text(x, line, said, ("class", "workflow-diagram__state"), ("fill", Ink), ("font-size", "13"));
            }
        }

        private void Edge(DiagramEdge edge)
        {
            var taken = marks.Taken.Contains(edge.Key);
            var gone = IsGone(edge.From) || IsGone(edge.To);
            var points = string.Join(' ', edge.Points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));
            xml.WriteStartElement("polyline", Namespace);
            var classes = "workflow-diagram__edge" + (taken ? " workflow-diagram__edge--taken" : string.Empty) + (edge.IsBackward ? " workflow-diagram__edge--back" : string.Empty) + (gone ? " workflow-diagram__edge--removed" : string.Empty);
            Attributes(("class", classes), ("points", points), ("fill", "none"), ("stroke", taken ? Ink : "#505a5f"), ("stroke-width", taken ? "4" : "1.5"));
            Attributes(("stroke-dasharray", gone ? "2 4" : edge.IsBackward && !taken ? "5 3" : null), ("marker-end", $"url(#{prefix}-{(taken ? "arrow-taken" : "arrow")})"), ("data-edge", edge.Key));
            xml.WriteEndElement();
        }

        private bool IsGone(string nodeId) => marks.Changes.TryGetValue(nodeId, out var change) && change == ChangeKind.Removed;

        /// <summary>The outcome, beside the line where it leaves; where more leave the source than reach the target, beside its other end.</summary>
        private void Port(DiagramEdge edge)
        {
            var fansOut = !edge.IsBackward && _leaving[edge.From].Count() > _reaching[edge.To].Count();
            var (from, to) = fansOut ? (edge.Points[^1], edge.Points[^2]) : (edge.Points[0], edge.Points[1]);
            var (dx, dy) = (to.X - from.X, to.Y - from.Y);
            var isLevel = Math.Abs(dy) < 8;
            var reach = isLevel ? 0 : Math.Min(0.5, 22 / Math.Abs(dy));
            Text(
                isLevel ? Math.Min(from.X, to.X) + 8 : from.X + (dx * reach) + 5,
                isLevel ? ((from.Y + to.Y) / 2) - 6 : from.Y + (dy * reach) + 5,
                Clean(edge.Port!),
                ("class", "workflow-diagram__port"),
                ("fill", Ink),
                ("font-size", "13"),
                ("stroke", Paper),
                ("stroke-width", "4"),
                ("paint-order", "stroke"));
        }

        private void Text(double x, double y, string text, params (string Name, string? Value)[] attributes) =>
            Element("text", text, [("x", Number(x)), ("y", Number(y)), .. attributes]);

        private void Rectangle(DiagramBox box, params (string Name, string? Value)[] attributes) =>
            Element("rect", null, [("x", Number(box.X)), ("y", Number(box.Y)), ("width", Number(box.Width)), ("height", Number(box.Height)), .. attributes]);

        private void Element(string name, string? text, params (string Name, string? Value)[] attributes)
        {
            xml.WriteStartElement(name, Namespace);
            Attributes(attributes);
            if (text is not null)
            {
                xml.WriteString(Clean(text));
            }

            xml.WriteEndElement();
        }

        private void Attributes(params (string Name, string? Value)[] attributes)
        {
            foreach (var (name, value) in attributes)
            {
                if (value is not null)
                {
                    xml.WriteAttributeString(name, Clean(value));
                }
            }
        }

        /// <summary>Names come from files of others and may hold what XML does not allow.</summary>
        private static string Clean(string text)
        {
            if (text.All(c => XmlConvert.IsXmlChar(c)))
            {
                return text;
            }

            var clean = new StringBuilder();
            for (var i = 0; i < text.Length; i++)
            {
                if (XmlConvert.IsXmlChar(text[i]))
                {
                    clean.Append(text[i]);
                }
                else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    clean.Append(text[i]).Append(text[++i]);
                }
                else
                {
                    clean.Append('\uFFFD');
                }
            }

            return clean.ToString();
        }

        private static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);
    }
}
