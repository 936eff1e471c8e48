using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.Web.Features.Administration;

/// <summary>What administrators read for the states of a case.</summary>
public static class CaseWords
{
    /// <summary>The states, in the order a case passes through them.</summary>
    public static readonly IReadOnlyList<string> States = [.. Enum.GetNames<SubStatus>()];

    public static string Of(string subStatus) => subStatus switch
    {
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
