using Portal.Web.Jobs;

namespace Portal.Web.Reading;

/// <summary>Wires the reading of files.</summary>
public static class ReadingRegistration
{
    public static WebApplicationBuilder AddReading(this WebApplicationBuilder builder)
    {
        var limits = builder.Configuration.GetSection("Reading").Get<ReadingLimits>() ?? new ReadingLimits();
        limits.Check();
        builder.Services.AddSingleton(limits).AddSingleton<SeparateReader>().AddScoped<FilesToRead>().AddPortalJob<ReadFileJob>(ReadFileJob.Kind);
        return builder;
    }
}
