using Portal.Web.Jobs;

namespace Portal.Web.Files.Scanning;

/// <summary>Wires the virus scanner.</summary>
public static class ScanningRegistration
{
    public static IServiceCollection AddScanning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Scanning").Get<ScanningOptions>() ?? new ScanningOptions());
        services.AddSingleton<ClamdClient>().AddSingleton<VirusScanner>();
        services.AddScoped<ScanRequests>().AddScoped<ScanFile>().AddPortalJob<ScanFileJob>(ScanFileJob.Kind);
        services.AddHealthChecks().AddCheck<ScannerHealth>("virus scanner");
        return services;
    }
}
