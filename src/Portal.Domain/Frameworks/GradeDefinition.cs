namespace Portal.Domain.Frameworks;

/// <summary>One grade of a framework's scale. The code is stable; the label is what this version of the framework calls it.</summary>
/// <param name="Code">Such as "requires-improvement".</param>
/// <param name="Number">Place on the scale: 1 is best.</param>
/// <param name="Label">Such as "Requires improvement".</param>
public sealed record GradeDefinition(string Code, int Number, string Label);
