using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Jobs;

/// <summary>A database, and any number of portals on it which share one script of jobs.</summary>
public abstract class JobTest : IAsyncLifetime
{
    private readonly List<TestPortal> portals = [];
    private ScratchDatabase file = null!;

    protected Script Script { get; } = new();

    public async ValueTask InitializeAsync() => file = await ScratchDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var portal in portals)
        {
            await portal.DisposeAsync();
        }

        await file.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected TestPortal Portal(FakeTimeProvider? clock = null, Script? script = null, params (string Key, string Value)[] settings)
    {
        var portal = TestPortal.On(
            file,
            settings.ToDictionary(s => s.Key, s => (string?)s.Value),
            services => services.AddSingleton(script ?? Script).AddPortalJob<ScriptedJob>(ScriptedJob.Kind).AddRecurringJob<ScriptedJob>(ScriptedJob.Round, ScriptedJob.Never),
            clock);
        portals.Add(portal);
        return portal;
    }

    protected static Task RequestAsync(TestPortal portal, params string[] subjects) => portal.DoAsync(async services =>
    {
        foreach (var subject in subjects)
        {
            services.GetRequiredService<JobQueue>().Request(ScriptedJob.Kind, subject);
        }

        await services.GetRequiredService<PortalDbContext>().SaveChangesAsync();
    });

    protected static Task<int> RunDueAsync(TestPortal portal) => portal.App.Services.GetRequiredService<JobRunner>().RunDueAsync(default);

    /// <summary>What was requested, without the rounds of what comes by the clock.</summary>
    protected static Task<IReadOnlyList<JobRequest>> RowsAsync(TestPortal portal) =>
        portal.WithDbAsync<IReadOnlyList<JobRequest>>(async db => await db.Set<JobRequest>().AsNoTracking().Where(j => j.Kind != j.Subject).OrderBy(j => j.Subject).ToListAsync());
}
