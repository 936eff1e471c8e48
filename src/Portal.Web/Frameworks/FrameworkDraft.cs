using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Frameworks;

/// <summary>A version of a framework that is being written. It may have faults; it is kept as it was typed.</summary>
public sealed class FrameworkDraft : IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>The framework file as it stands.</summary>
    public required string Json { get; set; }

    /// <summary>What it is called in lists: the title in the text, where it can be read.</summary>
    public required string Title { get; set; }

    public required Id<Person> ChangedBy { get; set; }

    public required DateTime ChangedAt { get; set; }

    public int Version { get; init; }
}
