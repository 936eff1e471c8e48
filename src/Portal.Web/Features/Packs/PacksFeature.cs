using Portal.Web.Features.Packs.Contents;
using Portal.Web.Files.Downloads;
using Portal.Web.Jobs;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Packs;

/// <summary>Wires the evidence packs.</summary>
public static class PacksFeature
{
    public static IServiceCollection AddPacks(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<PackStore>()
        .AddSingleton(new PackTurns(Math.Max(1, configuration.GetValue("Packs:AtOnce", 1))))
        .AddSingleton(new WordsInFiles(configuration.GetValue("Packs:MostCharactersOfALook", 20_000_000L)))
        .AddScoped<PackSources>()
        .AddScoped<AssemblePack>()
        .AddScoped<MakeSupplement>()
        .AddScoped<RedactPack>()
        .AddScoped<RedactionCheck>()
        .AddScoped<StopPack>()
        .AddScoped<HandOverPack>()
        .AddScoped<PackLinks>()
        .AddDownloadsOf<PackDownloads>()
        .AddDownloadsOf<PackLinkDownloads>()
        .AddPortalJob<AssemblePackJob>(AssemblePackJob.Kind)
        .AddRecurringJob<SweepPacksJob>(SweepPacksJob.Name, SweepPacksJob.Cron)
        .AddWorkflowActivity<AssemblePackActivity>()
        .AddWorkflowActivity<HandOverPackActivity>();
}
