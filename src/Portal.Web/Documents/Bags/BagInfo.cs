namespace Portal.Web.Documents.Bags;

/// <summary>What <c>bag-info.txt</c> says of a bag beside the figures the writer counts itself (RFC 8493, 2.2.2).</summary>
public sealed record BagInfo
{
    /// <summary>The body whose evidence this is.</summary>
    public required string SourceOrganization { get; init; }

    /// <summary>The number the sender knows the pack by.</summary>
    public required string ExternalIdentifier { get; init; }

    public required DateOnly BaggingDate { get; init; }

    /// <summary>The program that made the bag.</summary>
    public required string BagSoftwareAgent { get; init; }

    /// <summary>Further elements in order; a label may come more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Further { get; init; } = [];
}
