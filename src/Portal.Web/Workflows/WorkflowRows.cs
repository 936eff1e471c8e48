using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Web.Workflows;

/// <summary>A published version of a workflow definition; never changed, so that running instances stay on what they began with.</summary>
public sealed class PublishedWorkflow
{
    public required string DefinitionId { get; init; }

    public required int Version { get; init; }

    /// <summary>SHA-256 of the definition, which pins it.</summary>
    public required string ContentHash { get; init; }

    public required string Json { get; init; }

    public required DateTime PublishedAt { get; init; }
}

/// <summary>One running or ended case of a workflow: its whole state in one row, saved together with what it changed.</summary>
public sealed class WorkflowInstance : IVersioned, IBelongsToBody
{
    public required string Id { get; init; }

    public required Id<Body> BodyId { get; init; }

    public required Id<SelfAssessment> SelfAssessmentId { get; init; }

    public required string DefinitionId { get; init; }

    public required int DefinitionVersion { get; init; }

    public required string DefinitionHash { get; init; }

    public required DateTime StartedAt { get; init; }

    /// <summary>Elsa's sub-status: Executing, Suspended, Finished, Cancelled or Faulted.</summary>
    public string SubStatus { get; set; } = "";

    /// <summary>The runtime's state as versioned JSON.</summary>
    public string State { get; set; } = "";

    public int Version { get; private set; }
}

/// <summary>Something an instance waits for; gone once it is used or cancelled.</summary>
public sealed class WorkflowBookmark : IBelongsToBody
{
    public required string Id { get; init; }

    public required string InstanceId { get; init; }

    public required Id<Body> BodyId { get; init; }

    public required string ActivityId { get; init; }

    /// <summary>What kind of thing it waits for: the activity's type.</summary>
    public required string Name { get; init; }

    public required string Payload { get; init; }

    /// <summary>When a timer is due, in UTC; null for what people or jobs resume.</summary>
    public DateTime? DueAt { get; init; }

    public required DateTime CreatedAt { get; init; }
}

/// <summary>One line of an instance's journal. Append-only.</summary>
public sealed class WorkflowJournalLine : IBelongsToBody
{
    public required string InstanceId { get; init; }

    /// <summary>Place in the instance's journal, from 1.</summary>
    public required long Sequence { get; init; }

    public required Id<Body> BodyId { get; init; }

    public required DateTime At { get; init; }

    public required string ActivityId { get; init; }

    public required string ActivityType { get; init; }

    /// <summary>Started, Suspended, Resumed, Completed, Canceled or Faulted.</summary>
    public required string Event { get; init; }

    public string? Outcomes { get; init; }

    public string? Message { get; init; }
}
