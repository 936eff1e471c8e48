using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Web.Persistence;

namespace Portal.Web.Jobs;

/// <summary>Wires background work. With SQLite Hangfire remembers in memory, with PostgreSQL in the same database; the requests are the portal's own rows in both.</summary>
public static class JobsRegistration
{
    public const string DashboardPath = "/administration/jobs/hangfire";

    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Jobs").Get<JobOptions>() ?? new JobOptions();
        options.Check();
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<JobBell>();
        services.AddSingleton<JobRunner>();
        services.AddScoped<JobQueue>();
        services.AddScoped<JobLedger>();
        services.AddTransient<RequestedWork>();
        services.AddTransient<RecurringWork>();

        // Registered before Hangfire's own, which are static: two portals in one process (tests) must not share them.
        services.AddSingleton<JobStorage>(s => Storage(s.GetRequiredService<DatabaseOptions>()));
        services.AddSingleton<JobActivator>(s => new AspNetCoreJobActivator(s.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire((s, hangfire) => hangfire
            .UseLogProvider(new HangfireLog(s.GetRequiredService<ILoggerFactory>()))
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        if (options.RunServer)
        {
            services.AddHangfireServer(server => server.WorkerCount = options.Workers);
            services.AddHostedService<RecurringSchedule>();
            services.AddHostedService<JobPump>();
        }

        return builder;
    }

    /// <summary>Shows Hangfire's own pages to administrators (policy <c>Administrator</c>) and to nobody else.</summary>
    public static WebApplication MapJobsDashboard(this WebApplication app)
    {
        var options = new DashboardOptions
        {
            Authorization = [],
            AppPath = "/administration/jobs",
            DashboardTitle = "Background work",
            DisplayStorageConnectionString = false,
        };
        app.MapHangfireDashboard(DashboardPath, options, app.Services.GetRequiredService<JobStorage>()).RequireAuthorization("Administrator");
        return app;
    }

    private static JobStorage Storage(DatabaseOptions database) => database.IsPostgres
        ? new PostgreSqlStorage(
            new NpgsqlConnectionFactory(
                database.ConnectionString ?? throw new InvalidOperationException("Database:ConnectionString must be set for PostgreSQL."),
                new PostgreSqlStorageOptions()),
            new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromSeconds(2) })
        : new InMemoryStorage();
}
