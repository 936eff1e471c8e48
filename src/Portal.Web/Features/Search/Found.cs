using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;

namespace Portal.Web.Features.Search;

/// <summary>What a result is.</summary>
public enum FoundWhat
{
    Evidence,
    Answer,
    Judgement,
    Comment,
    Criterion,
}

/// <summary>The order of results.</summary>
public enum FoundOrder
{
    /// <summary>In the title before in the text, then the most pages.</summary>
    Best,
    Newest,
}

/// <summary>Something that was found and that the present person may see.</summary>
/// <param name="What">What it is.</param>
/// <param name="Subject">Id of the item, answer, judgement or comment; empty for a criterion.</param>
/// <param name="Place">Where a text of a self-assessment stands; the framework, version and id of a criterion.</param>
/// <param name="InTitle">True where title or description of an item have it.</param>
/// <param name="Pages">Pages of an item that have it.</param>
/// <param name="Judgements">The judgements it bears on: code and title.</param>
public sealed record Found(
    FoundWhat What, Guid Subject, string? Place, Id<Body>? Body, DateOnly? Day, EvidenceKind? Kind, bool InTitle, int Pages, IReadOnlyList<(string Code, string Title)> Judgements);

/// <summary>All that was found.</summary>
/// <param name="All">In no order.</param>
/// <param name="AreMore">True where there is more than is ever looked at.</param>
public sealed record Findings(IReadOnlyList<Found> All, bool AreMore)
{
    public static readonly Findings None = new([], false);
}

/// <summary>Which of the results are wanted; null for any.</summary>
public sealed record FoundFilter(Id<Body>? Body, FoundWhat? What, EvidenceKind? Kind, string? Judgement, int? Year)
{
    public bool IsEmpty => this == new FoundFilter(null, null, null, null, null);

    /// <param name="found">A result.</param>
    /// <param name="except">The part of the filter that is left out, to count what else could be chosen there.</param>
    public bool Lets(Found found, string? except = null) =>
        (except == "body" || Body is null || found.Body == Body)
        && (except == "what" || What is null || found.What == What)
        && (except == "kind" || Kind is null || found.Kind == Kind)
        && (except == "judgement" || Judgement is null || found.Judgements.Any(j => j.Code == Judgement))
        && (except == "year" || Year is null || found.Day?.Year == Year);
}

/// <summary>A choice by which results are narrowed.</summary>
/// <param name="Name">As the address names it.</param>
public sealed record Facet(string Name, string Title, IReadOnlyList<FacetValue> Values);

/// <summary>One value of it, and how many results have it.</summary>
public sealed record FacetValue(string Value, string Label, int Count, bool IsChosen);

internal static class FoundWords
{
    public static string Words(this FoundWhat what) => what switch
    {
        FoundWhat.Evidence => "Evidence",
        FoundWhat.Answer => "Answer",
        FoundWhat.Judgement => "Judgement",
        FoundWhat.Comment => "Comment",
        FoundWhat.Criterion => "Criterion",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
    };
}
