using Portal.Domain.People;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Which workflow definition drives whose self-assessment.</summary>
internal static class Processes
{
    public static string For(BodyKind kind) => kind == BodyKind.SafeguardingBoard ? "lscb-self-assessment" : "authority-self-assessment";
}
