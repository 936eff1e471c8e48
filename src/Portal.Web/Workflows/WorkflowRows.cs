using Portal.Domain.Common;
using Portal.Domain.Matters;
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

    /// <summary>The self-assessment it is about; null where it is about a matter.</summary>
    public Id<SelfAssessment>? SelfAssessmentId { get; init; }

    /// <summary>The matter it is about; null where it is about a self-assessment.</summary>
    public Id<Matter>? MatterId { get; init; }

    public required string DefinitionId { get; init; }

    public required int DefinitionVersion { get; set; }

    public required string DefinitionHash { get; set; }

    /// <summary>What it belongs to in the words of the process; events can be limited to it.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>The case that started this one; null for one that a person started.</summary>
    public string? ParentId { get; init; }

    public required DateTime StartedAt { get; init; }

    /// <summary>What the sweep found wrong with it and could not mend; null when it is sound.</summary>
    public string? Trouble { get; set; }

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

    public required string ActivityId { get; set; }

    /// <summary>What kind of thing it waits for: the activity's type.</summary>
    public required string Name { get; init; }

    public required string Payload { get; set; }

    /// <summary>When a timer is due, in UTC; null for what people or jobs resume.</summary>
    public DateTime? DueAt { get; set; }

    public required DateTime CreatedAt { get; init; }
}

/// <summary>What one burst added to an instance's journal: all its lines as one row. Append-only; read line by line as <see cref="WorkflowJournalLine"/>.</summary>
public sealed class WorkflowJournalBurst : IBelongsToBody
{
    public required string InstanceId { get; init; }

    /// <summary>Place of its first line in the instance's journal.</summary>
    public required long First { get; init; }

    /// <summary>Place of its last line.</summary>
    public required long Last { get; init; }

    public required Id<Body> BodyId { get; init; }

    /// <summary>The lines in order, in the form of <see cref="JournalLines"/>.</summary>
    public required string Lines { get; init; }
}

/// <summary>One line of an instance's journal, as the database reads it out of its <see cref="WorkflowJournalBurst"/>. Never written.</summary>
public sealed class WorkflowJournalLine : IBelongsToBody
{
    /// <summary>In place of an activity's type: the case was ended without its state, which could not be used.</summary>
    public const string ByRows = "Portal.EndedByRows";

    public required string InstanceId { get; init; }

    /// <summary>Place in the instance's journal, from 1.</summary>
    public required long Sequence { get; init; }

    public required Id<Body> BodyId { get; init; }

    public required DateTime At { get; init; }

    /// <summary>Which run of the activity: the number behind the id of the case.</summary>
    public required string ExecutionId { get; init; }

    public required string ActivityId { get; init; }

    /// <summary>Where the activity stands in the definition: ids from the root down.</summary>
    public required string NodeId { get; init; }

    public required string ActivityType { get; init; }

    /// <summary>Started, Suspended, Resumed, Completed, Canceled or Faulted.</summary>
    public required string Event { get; init; }

    public string? Outcomes { get; init; }

    public string? Message { get; init; }

    /// <summary>Who decided it, where somebody did.</summary>
    public string? By { get; init; }
}

/// <summary>A step that failed and waits for somebody to decide; kept when it is decided.</summary>
public sealed class WorkflowIncident : IBelongsToBody
{
    public const int LongestDetail = 8000;

    public required string Id { get; init; }

    public required string InstanceId { get; init; }

    public required Id<Body> BodyId { get; init; }

    /// <summary>As the version has it on which the case is now.</summary>
    public required string ActivityId { get; set; }

    public required string ActivityType { get; init; }

    /// <summary>What failed, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>The exception with its stack, for whoever mends it.</summary>
    public string? Detail { get; init; }

    /// <summary>What the step was asked to do: its evaluated inputs as JSON.</summary>
    public string? Inputs { get; init; }

    public required DateTime OpenedAt { get; init; }

    public DateTime? ClosedAt { get; private set; }

    /// <summary>Who decided; null when the process itself went past it.</summary>
    public Id<Person>? ClosedBy { get; private set; }

    public IncidentDecision? Decision { get; private set; }

    /// <summary>Why it was decided so.</summary>
    public string? Reason { get; private set; }

    public void Close(IncidentDecision decision, Id<Person>? by, string? reason, DateTime at) =>
        (Decision, ClosedBy, Reason, ClosedAt) = (decision, by, reason, at);

    /// <summary>Its case still stands at the failed step.</summary>
    public void OpenAgain() => (Decision, ClosedBy, Reason, ClosedAt) = (null, null, null, null);
}

/// <summary>What became of an incident.</summary>
public enum IncidentDecision
{
    /// <summary>The step was run again.</summary>
    Retried,

    /// <summary>The step was left behind as if it had ended with an outcome.</summary>
    Skipped,

    /// <summary>Its branch or the whole case ended.</summary>
    Cancelled,
}

/// <summary>An event that no case waited for yet; delivered to the first that does, as Elsa's bookmark queue does.</summary>
public sealed class UndeliveredEvent : IBelongsToBody
{
    public required Guid Id { get; init; }

    public required Id<Body> BodyId { get; init; }

    public required string Name { get; init; }

    /// <summary>Only for cases with this correlation id; null for any.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only for this case; null for any.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What it tells, as JSON; null for nothing.</summary>
    public string? Payload { get; init; }

    public required DateTime PublishedAt { get; init; }
}

/// <summary>
/// Whose turn it is to start a case that may not run beside another: whoever starts one changes it in the same save. Starts share the turns by hash, so
/// there are never many.
/// </summary>
public sealed class ActivationTurn : IVersioned
{
    public required int Number { get; init; }

    /// <summary>How often it was taken.</summary>
    public long Taken { get; private set; }

    public int Version { get; private set; }

    public void Take() => Taken++;
}
