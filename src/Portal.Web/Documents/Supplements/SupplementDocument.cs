using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Web.Documents.PackIndex;
using Portal.Web.Documents.Papers;
using Portal.Web.Time;

namespace Portal.Web.Documents.Supplements;

/// <summary>What was added after submission, and not before in another supplement; laid into the supplement as <c>supplement.json</c>.</summary>
internal sealed record SupplementDocument
{
    public const string Name = "supplement.json";

    /// <summary>Name and version of this form.</summary>
    public string Form { get; init; } = "supplement/1";

    /// <summary>From 1 beside each signed version.</summary>
    public required int Number { get; init; }

    public required NamedCode Body { get; init; }

    public required FrameworkReference Framework { get; init; }

    public required DateOnly PeriodFrom { get; init; }

    public required DateOnly PeriodTo { get; init; }

    /// <summary>When the version beside which it stands was submitted; UTC.</summary>
    public required DateTime SubmittedAt { get; init; }

    /// <summary>What was signed of that version.</summary>
    public required string SignedContentHash { get; init; }

    /// <summary>SHA-256 of the pack beside which it stands.</summary>
    public required string PackSha256 { get; init; }

    /// <summary>In the order of their numbers.</summary>
    public required IReadOnlyList<LateSection> Additions { get; init; }

    /// <summary>Who wrote the criteria and under which terms.</summary>
    public required string Attribution { get; init; }

    [JsonIgnore]
    public string Title => $"Supplement {Number} to the self-assessment and evidence";

    /// <summary>The day of the last addition: no clock goes in.</summary>
    [JsonIgnore]
    public DateTime Dated => Additions.Max(a => a.Entry.AddedAt);

    [JsonIgnore]
    public string Period => $"{PeriodFrom.Words()} to {PeriodTo.Words()}";

    /// <summary>What the crate says of it.</summary>
    [JsonIgnore]
    public CrateAbout Crate => new()
    {
        Name = $"{Title} of {Body.Name}",
        Description = $"What {Body.Name} added after its self-assessment against {Framework.Title} was signed and submitted. It is no part of what was signed.",
        Identifier = $"sha256:{SignedContentHash}#supplement-{Number}",
        PublishedAt = Dated,
        PeriodFrom = PeriodFrom,
        PeriodTo = PeriodTo,
        Body = Body,
        Attribution = Attribution,
        Evidence = Additions.ToDictionary(a => a.File, a => a.Entry, StringComparer.Ordinal),
    };

    public string ToJson() => JsonSerializer.Serialize(this, DocumentJson.Format);
}

/// <summary>One item that was added late.</summary>
/// <param name="Entry">The evidence; what it shows is what it adds.</param>
/// <param name="File">Its path below <c>data/</c>.</param>
/// <param name="Criterion">Id and title of the criterion that it supports.</param>
/// <param name="Passage">Page or passage; null for the whole document.</param>
/// <param name="Reason">Why it was not there in time.</param>
/// <param name="Post">The post on the day of whoever added it.</param>
internal sealed record LateSection(EvidenceEntry Entry, string File, string Criterion, string? Passage, string Reason, string Post)
{
    [JsonIgnore]
    public PackEvidence Evidence => new(Entry.Number, Entry.MarkedTitle, Entry.Kind, Entry.Describes, Entry.Shows, File, Entry.Sha256, Entry.Size);

    [JsonIgnore]
    public string Added => $"Added late on {Entry.AddedAt.Words()} by {Entry.AddedBy}, {Post}. Not part of what was signed.";
}
