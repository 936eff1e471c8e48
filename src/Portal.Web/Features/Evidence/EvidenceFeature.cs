using Portal.Web.Files.Downloads;
using Portal.Web.Jobs;

namespace Portal.Web.Features.Evidence;

/// <summary>Wires the evidence library.</summary>
public static class EvidenceFeature
{
    public static IServiceCollection AddEvidence(this IServiceCollection services) => services
        .AddScoped<AddEvidence>()
        .AddScoped<DescribeEvidence>()
        .AddScoped<LinkEvidence>()
        .AddScoped<ReplaceFile>()
        .AddScoped<TakeAttachments>()
        .AddScoped<WithdrawEvidence>()
        .AddScoped<Library>()
        .AddScoped<OpenCriteria>()
        .AddDownloadsOf<EvidenceDownloads>()
        .AddScoped<PersonalDataSigns>()
        .AddScoped<EvidenceUse>()
        .AddScoped<UploadReader>()
        .AddScoped<ArrivedFiles>()
        .AddScoped<FileKeeping>()
        .AddRecurringJob<SweepIncomingJob>(SweepIncomingJob.Name, SweepIncomingJob.Cron);
}
