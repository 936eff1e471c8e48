using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>The portal on a port of this machine: a new SQLite database, the demonstration people, background work running.</summary>
internal sealed class PortalHost : WebApplicationFactory<Program>
{
    private readonly int _port = FreePort();
    private readonly string _data = Directory.CreateTempSubdirectory("portal-browser-tests-").FullName;

    private readonly IReadOnlyDictionary<string, string> _further;

    /// <param name="further">Configuration beside that of every journey.</param>
    public PortalHost(IReadOnlyDictionary<string, string>? further = null)
    {
        _further = further ?? new Dictionary<string, string>(StringComparer.Ordinal);
        UseKestrel(_port);
    }

    /// <summary>What the browser calls it; no slash at the end.</summary>
    public string Address => $"http://127.0.0.1:{_port}";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("DataDirectory", _data);
        builder.UseSetting("Database:Provider", "sqlite");
        builder.UseSetting("Portal:BaseUrl", Address);
        builder.UseSetting("Jobs:PollSeconds", "1");

        // Journeys run beside one another, and some hold a pack back for a while.
        builder.UseSetting("Jobs:Workers", "6");
        builder.UseSetting("Packs:AtOnce", "6");
        builder.UseSetting("Printing:Chromium", "none");
        foreach (var (key, setting) in _further)
        {
            builder.UseSetting(key, setting);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Errors));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IStartupFilter, PageNames>();
            services.AddSingleton<TimeProvider, RunningClock>();

            // Slow hashing protects real passwords; here it would only be waited for.
            services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1);
        });
    }

    /// <summary>What the portal wrote to its log as an error.</summary>
    public ErrorLog Errors { get; } = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    // Mails carry whole addresses, so the port must be known before the host is built.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
