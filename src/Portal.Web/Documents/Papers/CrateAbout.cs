namespace Portal.Web.Documents.Papers;

/// <summary>What <see cref="CrateMetadata"/> says of a pack as a whole.</summary>
public sealed record CrateAbout
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>What it is known by, such as the SHA-256 of the text that was signed.</summary>
    public required string Identifier { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    public required DateOnly PeriodFrom { get; init; }

    public required DateOnly PeriodTo { get; init; }

    public required NamedCode Body { get; init; }

    /// <summary>Whose words the framework quotes, and under which licence.</summary>
    public required string Attribution { get; init; }

    /// <summary>The files that are evidence, by path below <c>data/</c>.</summary>
    public required IReadOnlyDictionary<string, EvidenceEntry> Evidence { get; init; }

    /// <summary>Who signed what it is about; empty where nobody did.</summary>
    public IReadOnlyList<SignedBy> Signatures { get; init; } = [];

    /// <summary>The file that was signed; null where it is not in the pack.</summary>
    public string? SignedFile { get; init; }
}
