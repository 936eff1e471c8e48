using Portal.Web.Files.Downloads;
using Portal.Web.Files.Fixity;
using Portal.Web.Files.Scanning;
using Portal.Web.Files.Stores;
using Portal.Web.Files.Uploads;

namespace Portal.Web.Files;

/// <summary>Wires the file store.</summary>
public static class FilesRegistration
{
    public static WebApplicationBuilder AddFiles(this WebApplicationBuilder builder)
    {
        var limits = new FileLimits(
            builder.Configuration.GetValue("Files:MostBytes", FileLimits.DefaultMostBytes),
            builder.Configuration.GetValue("Files:MostBytesOfABody", FileLimits.DefaultMostBytesOfABody),
            builder.Configuration.GetValue("Files:MostBytesOfAPart", FileLimits.DefaultMostBytesOfAPart));
        builder.Services.AddSingleton(limits);
        builder.Services.AddSingleton(s => new FileChecks(s.GetRequiredService<EvidenceStore>(), limits.MostBytes));
        builder.Services.AddStores(builder.Configuration).AddScanning(builder.Configuration).AddDownloads(builder.Configuration).AddUploads().AddFixity(builder.Configuration);
        return builder;
    }

    /// <summary>Where files come and leave.</summary>
    public static WebApplication MapFiles(this WebApplication app) => app.MapDownloads().MapUploads();
}
