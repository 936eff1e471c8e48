using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.CommandLine;
using Portal.Web.Documents.Printing;
using Portal.Web.Features;
using Portal.Web.Files;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reading;
using Portal.Web.Reminders;
using Portal.Web.Searching;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.Workflows;

namespace Portal.Benchmarks.Hosting;

/// <summary>The portal's services in this process, without its web server.</summary>
public sealed class LocalPortal(WebApplication app) : IAsyncDisposable
{
    public static LocalPortal On(TemporaryData data) => On(data.Settings);

    /// <param name="settings">The portal's configuration.</param>
    /// <param name="services">What is added to the portal's own services.</param>
    public static LocalPortal On(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration["Printing:Chromium"] ??= "none"; // What packs are measured by is their bytes, unless a bundle is asked for.
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Logging:LogLevel:Default"] = "Warning",
            ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Error",
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddPersistence().AddSecurity().AddFiles().AddReading().AddPrinting().AddSearching().AddJobs().AddMail().AddWorkflows().AddSeeding().AddReminders().AddFeatures();
        services?.Invoke(builder.Services);
        return new LocalPortal(builder.Build());
    }

    /// <summary>Makes the schema, the reference data and the demonstration.</summary>
    public async Task SeedAsync(CancellationToken ct)
    {
        await AsPortalAsync(s => s.GetRequiredService<PortalDbContext>().Database.MigrateAsync(ct));
        await app.RunCommandAsync(new PortalCommand("seed", ["--demo"]), ct);
    }

    /// <summary>Works as the portal itself, which sees every body.</summary>
    public async Task AsPortalAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        await work(scope.ServiceProvider);
    }

    /// <summary>Works as a person, with what their posts let them see.</summary>
    public async Task<T> AsAsync<T>(string email, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<PortalDbContext>().People.AsNoTracking().SingleAsync(p => p.Email == email);
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().BecomeAsync(person.Id, CancellationToken.None);
        return await work(scope.ServiceProvider);
    }

    public AsyncServiceScope Scope() => app.Services.CreateAsyncScope();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
