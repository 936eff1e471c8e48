using Portal.Web.Jobs;

namespace Portal.Web.Files.Fixity;

/// <summary>Wires the reading again of stored files.</summary>
public static class FixityRegistration
{
    public static IServiceCollection AddFixity(this IServiceCollection services, IConfiguration configuration)
    {
        var options = (configuration.GetSection("Fixity").Get<FixityOptions>() ?? new FixityOptions()).Checked();
        services.AddSingleton(options);
        services.AddScoped<CheckFile>()
            .AddRecurringJob<CheckFilesJob>(CheckFilesJob.Name, options.Cron)
            .AddRecurringJob<SweepOrphansJob>(SweepOrphansJob.Name, SweepOrphansJob.Cron);
        services.AddHealthChecks().AddCheck<FixityHealth>("stored files");
        return services;
    }
}
