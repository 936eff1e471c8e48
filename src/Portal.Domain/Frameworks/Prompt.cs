namespace Portal.Domain.Frameworks;

/// <summary>Points to think about beside the criteria. Nobody has to answer them.</summary>
public sealed record Prompt
{
    public required string Id { get; init; }

    public required PromptKind Kind { get; init; }

    /// <summary>Code of the judgement it belongs to; null for the framework as a whole.</summary>
    public string? Judgement { get; init; }

    /// <summary>Code of the grade it describes, where it describes one.</summary>
    public string? Grade { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<string> Points { get; init; }

    public required string Source { get; init; }
}

/// <summary>What a <see cref="Prompt"/> is for.</summary>
public enum PromptKind
{
    /// <summary>What bodies of one grade had in common in the first inspections.</summary>
    WhatSeparatedGrades,

    /// <summary>A theme that reports speak of though it is no criterion.</summary>
    Optional,
}
