using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.WebTests.Infrastructure;

/// <summary>The portal's background half, wired as the product wires it, with a clock that stands still. Two of them on one file are two nodes.</summary>
public sealed class TestPortal : IAsyncDisposable
{
    /// <summary>A Monday at nine, in a week without bank holidays; UK time is UTC.</summary>
    public static readonly DateTimeOffset MondayMorning = new(2015, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private TestPortal(WebApplication app, FakeTimeProvider clock)
    {
        App = app;
        Clock = clock;
    }

    public WebApplication App { get; }

    public FakeTimeProvider Clock { get; }

    public static TestPortal On(
        ScratchDatabase file, IReadOnlyDictionary<string, string?>? configuration = null, Action<IServiceCollection>? services = null, FakeTimeProvider? clock = null)
    {
        clock ??= new FakeTimeProvider(MondayMorning);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = file.Directory, EnvironmentName = "Test" });
        builder.Configuration.AddInMemoryCollection(file.Settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Portal:BaseUrl"] = "https://portal.example",
            ["Jobs:RunServer"] = "false",
        });
        builder.Configuration.AddInMemoryCollection(configuration ?? new Dictionary<string, string?>());
        builder.Logging.ClearProviders();

        // Hangfire keeps one host's loggers for the whole process, so they must outlive that host.
        builder.Services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddPersistence().AddSecurity().AddJobs().AddMail().AddReminders().AddWorkflows();
        services?.Invoke(builder.Services);
        return new TestPortal(builder.Build(), clock);
    }

    /// <summary>Does something in a scope of its own that sees every body.</summary>
    public async Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> what)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        return await what(scope.ServiceProvider);
    }

    public Task DoAsync(Func<IServiceProvider, Task> what) => DoAsync(async services =>
    {
        await what(services);
        return true;
    });

    public Task<T> WithDbAsync<T>(Func<PortalDbContext, Task<T>> what) => DoAsync(services => what(services.GetRequiredService<PortalDbContext>()));

    public async ValueTask DisposeAsync() => await App.DisposeAsync();
}
