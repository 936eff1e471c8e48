using Portal.Web.Jobs;
using Portal.Web.Retention;

namespace Portal.Web.Features.Retention;

/// <summary>Wires how long evidence is kept, and how it is disposed of.</summary>
public static class RetentionFeature
{
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton((configuration.GetSection("Retention").Get<RetentionOptions>() ?? new RetentionOptions()).Checked())
        .AddScoped<RetentionFacts>()
        .AddScoped<RetentionPosts>()
        .AddScoped<DisposedItems>()
        .AddScoped<KeepEvidence>()
        .AddScoped<DisposalNotices>()
        .AddScoped<ProposeDisposal>()
        .AddScoped<DecideDisposal>()
        .AddScoped<WithdrawDisposal>()
        .AddScoped<RemoveContent>()
        .AddPortalJob<RemoveDisposedJob>(RemoveDisposedJob.Kind);
}
