using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Frameworks;

/// <summary>A version of a framework as the portal took it in. Once a self-assessment uses it, it never changes.</summary>
public sealed class PublishedFramework
{
    public required string Code { get; init; }

    public required int Version { get; init; }

    public required string Title { get; set; }

    /// <summary>SHA-256 of the canonical form, which tells a changed file from a reformatted one.</summary>
    public required string ContentHash { get; set; }

    /// <summary>The framework file.</summary>
    public required string Json { get; set; }

    public required DateTime PublishedAt { get; init; }

    /// <summary>The framework author who published it here; null where it came with the portal.</summary>
    public Id<Person>? PublishedBy { get; init; }
}
