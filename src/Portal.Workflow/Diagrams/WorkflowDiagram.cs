using System.Runtime.InteropServices;

namespace Portal.Workflow.Diagrams;

/// <summary>A definition as a drawing: boxes and lines with places, no appearance.</summary>
/// <param name="Title">Name of the definition with its version.</param>
/// <param name="Width">Width of the whole.</param>
/// <param name="Height">Height of the whole.</param>
/// <param name="Nodes">Boxes; a container comes before what is inside it.</param>
/// <param name="Edges">Lines.</param>
public sealed record WorkflowDiagram(string Title, double Width, double Height, IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges);

/// <summary>One activity as a box.</summary>
/// <param name="NodeId">Where it stands in the definition.</param>
/// <param name="ParentId">Node id of the container around it; null for the root.</param>
/// <param name="ActivityId">Its id.</param>
/// <param name="Label">Its name as people read it.</param>
/// <param name="Type">Its type.</param>
/// <param name="Caption">Which of its container's places it fills: then, else, a case; null if there is only one.</param>
/// <param name="Box">Its place.</param>
/// <param name="IsContainer">True if boxes are drawn inside it.</param>
public sealed record DiagramNode(string NodeId, string? ParentId, string ActivityId, string Label, string Type, string? Caption, DiagramBox Box, bool IsContainer);

/// <summary>A line from one box to another.</summary>
/// <param name="Key">Names it within the diagram.</param>
/// <param name="From">Node id of its source.</param>
/// <param name="To">Node id of its target.</param>
/// <param name="Port">The outcome it stands for; null for the order of a sequence.</param>
/// <param name="Points">Its bends, both ends included.</param>
/// <param name="IsBackward">True if it closes a loop.</param>
public sealed record DiagramEdge(string Key, string From, string To, string? Port, IReadOnlyList<DiagramPoint> Points, bool IsBackward);

/// <summary>A place.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DiagramPoint(double X, double Y);

/// <summary>A rectangle.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DiagramBox(double X, double Y, double Width, double Height)
{
    /// <summary>Right side.</summary>
    public double Right => X + Width;

    /// <summary>Lower side.</summary>
    public double Bottom => Y + Height;

    /// <summary>Middle between left and right.</summary>
    public double CentreX => X + (Width / 2);

    /// <summary>Middle between top and bottom.</summary>
    public double CentreY => Y + (Height / 2);

    /// <summary>True if the two share some of their area.</summary>
    public bool Overlaps(DiagramBox other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    internal DiagramBox Moved(double x, double y) => this with { X = X + x, Y = Y + y };
}
