namespace Portal.Domain.Presentations;

/// <summary>A slide as it is drawn from the signed text, before anybody has edited it.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Title">Its title; each slide has one.</param>
/// <param name="Statements">What it says.</param>
/// <param name="JudgementCode">The judgement it is about; null for the whole.</param>
/// <param name="Hidden">Whether it waits to be shown, as what goes on over many slides does.</param>
/// <param name="Minutes">How long it takes.</param>
public sealed record DrawnSlide(SlideKind Kind, string Title, IReadOnlyList<Statement> Statements, string? JudgementCode = null, bool Hidden = false, int Minutes = 1);
