using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Language;
using Portal.Web.Files.Downloads;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Seeding;

namespace Portal.WebTests.Infrastructure;

/// <summary>What a host is pointed at.</summary>
public sealed record PortalSettings(string Provider, string ConnectionString, string DataDirectory, string Environment = "Testing", long? MostBytesOfAFile = null, int? ScannerPort = null, string? DownloadOrigin = null, long? MostBytesOfABody = null)
{
    /// <summary>Azure Blob Storage in place of the data directory.</summary>
    public (string ConnectionString, string Container)? Storage { get; init; }

    /// <summary>Whether Chromium and LibreOffice are there to make the bundles of packs; without them packs are made without one, and sooner.</summary>
    public bool Prints { get; init; }

    /// <summary>With what a mail server brings delivery reports; none are taken without.</summary>
    public string? BounceSecret { get; init; }
}

/// <summary>The portal itself in this process, with a clock that stands still and no background work of its own.</summary>
public sealed class PortalHost(PortalSettings settings, FakeTimeProvider clock) : WebApplicationFactory<Program>
{
    /// <summary>Reading the rules of the coach and trying each on its examples takes longer than all else a host begins with.</summary>
    private static readonly Lazy<LanguageCoach> _coach = new(() => LanguageRulesFile.Read(SeedFolder.LanguageRules));

    private GivenLately _given = new(clock);

    /// <summary>Saves that this host's databases are told to refuse.</summary>
    public FailingSaves Saves { get; } = new();

    /// <summary>What this host asks of its database.</summary>
    public CountedStatements Statements { get; } = new();

    /// <summary>Forgets what it remembers of its database, which was exchanged.</summary>
    public void Forget()
    {
        Services.GetRequiredService<FrameworkCache>().Forget();
        _given = new GivenLately(clock);
        Statements.HaveChanged = false;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(settings.Environment);
        builder.UseSetting("DataDirectory", settings.DataDirectory);
        builder.UseSetting("Database:Provider", settings.Provider);
        builder.UseSetting("Database:ConnectionString", settings.ConnectionString);
        builder.UseSetting("Jobs:RunServer", "false");
        builder.UseSetting(settings.ScannerPort is null ? "Scanning:Off" : "Scanning:Host", settings.ScannerPort is null ? "true" : "127.0.0.1");
        builder.UseSetting("Scanning:Port", $"{settings.ScannerPort ?? 3310}");
        if (settings.MostBytesOfAFile is { } most)
        {
            builder.UseSetting("Files:MostBytes", most.ToString(CultureInfo.InvariantCulture));
        }

        builder.UseSetting("Files:DownloadOrigin", settings.DownloadOrigin);
        if (settings.MostBytesOfABody is { } mostOfABody)
        {
            builder.UseSetting("Files:MostBytesOfABody", mostOfABody.ToString(CultureInfo.InvariantCulture));
        }

        if (settings.Storage is { } storage)
        {
            builder.UseSetting("Storage:Provider", "azure");
            builder.UseSetting("Storage:ConnectionString", storage.ConnectionString);
            builder.UseSetting("Storage:Container", storage.Container);
        }

        if (!settings.Prints)
        {
            builder.UseSetting("Printing:Chromium", "none");
            builder.UseSetting("Printing:LibreOffice", "none");
        }

        builder.UseSetting("Printing:Folder", Path.Combine(settings.DataDirectory, "printing"));

        builder.UseSetting("Mail:BounceSecret", settings.BounceSecret);
        builder.UseSetting("Portal:BaseUrl", "https://localhost");
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton(_ => _coach.Value);
            services.AddTransient(_ => _given);

            // Hangfire keeps the first host's loggers for the whole process, so they must outlive that host.
            services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
            services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(Saves, Statements));
            services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(Saves, Statements));

            // Slow hashing protects real passwords; here it would only be waited for.
            services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1);
        });
    }
}
