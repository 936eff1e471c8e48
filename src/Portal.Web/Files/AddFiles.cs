using Portal.Web.Files.Downloads;
using Portal.Web.Files.Scanning;

namespace Portal.Web.Files;

/// <summary>Wires the file store.</summary>
public static class FilesRegistration
{
    /// <summary>Most bytes of one file: 250 MB, room for a recording of a meeting; configuration key <c>Files:MostBytes</c>.</summary>
    public const long DefaultMostBytes = 250_000_000;

    public static WebApplicationBuilder AddFiles(this WebApplicationBuilder builder)
    {
        var mostBytes = builder.Configuration.GetValue("Files:MostBytes", DefaultMostBytes);
        builder.Services.AddSingleton(s => new EvidenceStore(s.GetRequiredService<DataDirectory>().Root));
        builder.Services.AddSingleton(s => new FileChecks(s.GetRequiredService<EvidenceStore>(), mostBytes));
        builder.Services.AddScanning(builder.Configuration).AddDownloads(builder.Configuration);
        return builder;
    }

    /// <summary>Where files leave.</summary>
    public static WebApplication MapFiles(this WebApplication app) => app.MapDownloads();
}
