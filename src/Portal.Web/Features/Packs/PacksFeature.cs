using Portal.Web.Files.Downloads;
using Portal.Web.Jobs;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Packs;

/// <summary>Wires the evidence packs.</summary>
public static class PacksFeature
{
    public static IServiceCollection AddPacks(this IServiceCollection services) => services
        .AddSingleton<PackStore>()
        .AddScoped<AssemblePack>()
        .AddScoped<HandOverPack>()
        .AddScoped<PackLinks>()
        .AddDownloadsOf<PackDownloads>()
        .AddDownloadsOf<PackLinkDownloads>()
        .AddPortalJob<AssemblePackJob>(AssemblePackJob.Kind)
        .AddWorkflowActivity<AssemblePackActivity>()
        .AddWorkflowActivity<HandOverPackActivity>();
}
