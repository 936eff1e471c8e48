using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.Web.Security;
using Portal.Web.Workflows;

namespace Portal.WorkflowNode;

/// <summary>The portal's background half in this process, wired as the product wires it, by the real clock, without its web server.</summary>
public sealed class NodePortal(WebApplication app) : IAsyncDisposable
{
    /// <summary>Of the settings that the process finds in its environment.</summary>
    public static NodePortal FromEnvironment()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddPersistence().AddSecurity().AddJobs().AddMail().AddReminders().AddWorkflows();
        builder.Services.AddStormActivities();
        return new NodePortal(builder.Build());
    }

    /// <summary>What it says when it has begun to serve.</summary>
    public const string Serves = "serves";

    /// <summary>Runs Hangfire's workers and what hands them their work, until the process ends.</summary>
    public async Task ServeAsync()
    {
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        Console.Out.WriteLine(Serves);
        await app.WaitForShutdownAsync();
    }

    /// <summary>Does something in a scope of its own that sees every body.</summary>
    public async Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> what)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        return await what(scope.ServiceProvider);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
