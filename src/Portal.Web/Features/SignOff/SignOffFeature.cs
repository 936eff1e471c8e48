using Portal.Web.Workflows;

namespace Portal.Web.Features.SignOff;

/// <summary>Wires sign-off.</summary>
public static class SignOffFeature
{
    public static IServiceCollection AddSignOff(this IServiceCollection services) => services
        .AddScoped<FreezeVersion>()
        .AddScoped<SubmitSelfAssessment>()
        .AddScoped<DecideSignOff>()
        .AddScoped<ReopenSubmission>()
        .AddScoped<PresentVersion>()
        .AddWorkflowActivity<FreezeVersionActivity>()
        .AddWorkflowActivity<SubmitSelfAssessmentActivity>();
}
