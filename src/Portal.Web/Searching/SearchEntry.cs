using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;

namespace Portal.Web.Searching;

/// <summary>What a text is that can be found.</summary>
public enum SearchSource
{
    /// <summary>A page of a file. Whose it is follows from the items that hold the file.</summary>
    Page,

    /// <summary>Title and description of an item of evidence.</summary>
    Item,

    Answer,

    Judgement,

    /// <summary>Private to the body.</summary>
    Comment,

    /// <summary>A criterion of a published framework: for everybody.</summary>
    Criterion,
}

/// <summary>
/// A text in the index of the search: its words, not the text. Written in the same save as the text, read through the databases' own
/// full-text indexes (<see cref="IFullTextIndex"/>).
/// </summary>
public sealed class SearchEntry
{
    /// <summary>Words of one entry; a longer text has several, so that a database can keep the places of all.</summary>
    public const int MostWords = 2_000;

    /// <summary>Words that are at the end of one entry and at the beginning of the next, so that no phrase is cut.</summary>
    public const int Overlap = 20;

    public long Id { get; private set; }

    /// <summary>Names the text, such as <c>answer:…</c>.</summary>
    public required string Key { get; init; }

    public int Part { get; init; }

    public required SearchSource Source { get; init; }

    /// <summary>Whose it is; null for pages and criteria.</summary>
    public Id<Body>? BodyId { get; init; }

    /// <summary>Id of the item, answer, judgement or comment.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>The file a page belongs to.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Number of the page.</summary>
    public int Page { get; init; }

    /// <summary>Where a text of a self-assessment stands: its id, a slash, and the criterion or judgement. For a criterion its framework and version.</summary>
    public string? Place { get; init; }

    /// <summary>The day it is of.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>Of an item of evidence.</summary>
    public EvidenceKind? Kind { get; set; }

    /// <summary>Its words, folded.</summary>
    public required string Words { get; set; }

    /// <summary>The stems of its words.</summary>
    public required string Stems { get; set; }
}
