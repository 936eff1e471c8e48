using Portal.Web.Jobs;

namespace Portal.Web.Files.Uploads;

/// <summary>Wires uploads that can be gone on with.</summary>
public static class UploadsRegistration
{
    public static IServiceCollection AddUploads(this IServiceCollection services) => services
        .AddSingleton<UploadStore>()
        .AddScoped<BodyQuota>()
        .AddScoped<OwnUploads>()
        .AddScoped<HeldAlready>()
        .AddRecurringJob<SweepUploadsJob>(SweepUploadsJob.Name, SweepUploadsJob.Cron);
}
