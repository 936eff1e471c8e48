using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.Web.Features.Administration;

/// <summary>What administrators read for the states of a case.</summary>
public static class CaseWords
{
    /// <summary>The states, in the order a case passes through them.</summary>
    public static readonly IReadOnlyList<string> States = [.. Enum.GetNames<SubStatus>()];

    /// <summary>In place of a state: running cases with a failed step that waits for a decision.</summary>
    public const string WithFailedStep = "failed-step";

    /// <summary>In place of a state: cases with which the regular check found something wrong.</summary>
    public const string InTrouble = "in-trouble";

    /// <summary>What a list of cases can be narrowed to: first what somebody has to see to, then the states.</summary>
    public static readonly IReadOnlyList<string> Standings = [WithFailedStep, InTrouble, .. States];

    public static string Of(string subStatus) => subStatus switch
    {
        WithFailedStep => "With a failed step to decide on",
        InTrouble => "In trouble",
        nameof(SubStatus.Executing) => "Being carried out",
        nameof(SubStatus.Suspended) => "Waiting",
        nameof(SubStatus.Finished) => "Finished",
        nameof(SubStatus.Cancelled) => "Ended early",
        nameof(SubStatus.Faulted) => "Stopped by a fault",
        _ => subStatus,
    };

    public static string Of(IncidentDecision? decision) => decision switch
    {
        null => "Waits for a decision",
        IncidentDecision.Retried => "Run again",
        IncidentDecision.Skipped => "Skipped",
        _ => "Given up",
    };

    public static string Colour(string subStatus) => subStatus switch
    {
        nameof(SubStatus.Finished) => "green",
        nameof(SubStatus.Cancelled) => "grey",
        nameof(SubStatus.Faulted) => "red",
        _ => "blue",
    };
}
