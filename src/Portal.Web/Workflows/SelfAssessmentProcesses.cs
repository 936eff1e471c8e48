using Portal.Domain.People;

namespace Portal.Web.Workflows;

/// <summary>Which workflow definition drives whose self-assessment.</summary>
internal static class SelfAssessmentProcesses
{
    /// <summary>From opening to the handed-over pack.</summary>
    public static string For(BodyKind kind) => kind == BodyKind.SafeguardingBoard ? "lscb-self-assessment" : "authority-self-assessment";

    /// <summary>From opening again what was submitted to the next handed-over pack.</summary>
    public static string OfReopened(BodyKind kind) => "reopened-" + For(kind);
}
