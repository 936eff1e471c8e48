using Portal.Web.Workflows;

namespace Portal.Web.Features.Matters;

/// <summary>Wires the matters.</summary>
public static class MattersFeature
{
    public static IServiceCollection AddMatters(this IServiceCollection services) => services
        .AddScoped<MatterKinds>()
        .AddScoped<MatterReader>()
        .AddScoped<OpenMatter>()
        .AddScoped<AnswerTask>()
        .AddScoped<ReturnReader>()
        .AddScoped<ReturnPapers>()
        .AddScoped<WriteReturn>()
        .AddScoped<ChangeMatter>()
        .AddScoped<MoveMatter>()
        .AddScoped<WithdrawMatter>()
        .AddWorkflowActivity<MoveTaskActivity>();
}
