using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.Persistence.Writing;
using Portal.Web.Security;

namespace Portal.Web.Persistence;

/// <summary>Wires the database: one model, the provider chosen by configuration.</summary>
public static class PersistenceRegistration
{
    public static WebApplicationBuilder AddPersistence(this WebApplicationBuilder builder)
    {
        var directory = new DataDirectory(builder.Configuration["DataDirectory"] ?? "data");
        var database = builder.Configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        builder.Services.AddSingleton(directory);
        builder.Services.AddSingleton(database);
        // The form of the sign-in tables follows from the account rules, so whoever has the database has the rules.
        builder.Services.Configure<IdentityOptions>(AccountRules.Apply);
        builder.Services.AddScoped<AccessScope>();

        // The options are the same for every unit of work, so they are made once.
        if (database.IsPostgres)
        {
            builder.Services.AddDbContext<PostgresPortalDbContext>(o => o.UseNpgsql(database.PreparingConnectionString).AddInterceptors(new ChainAtCommit()), optionsLifetime: ServiceLifetime.Singleton);
            builder.Services.AddScoped<PortalDbContext>(s => s.GetRequiredService<PostgresPortalDbContext>());
        }
        else
        {
            builder.Services.AddSingleton<WriteTurns>();
            builder.Services.AddDbContext<SqlitePortalDbContext>((s, o) => o
                .UseSqlite(
                    database.ConnectionString ?? $"Data Source={directory.Database}",
                    // A list is one parameter, as on PostgreSQL: with one for each of its items the SQL of nearly every query, which the isolation of bodies filters by such lists, would be made anew each time.
                    sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                .AddInterceptors(new TakingTurns(s.GetRequiredService<WriteTurns>()), new ChainAtCommit())
                .ReplaceService<IRelationalTransactionFactory, TurnEndingTransactions>(), optionsLifetime: ServiceLifetime.Singleton);
            builder.Services.AddScoped<PortalDbContext>(s => s.GetRequiredService<SqlitePortalDbContext>());
        }

        builder.Services.AddDataProtection().SetApplicationName("self-assessment-portal").PersistKeysToDbContext<PortalDbContext>();
        builder.Services.AddHealthChecks().AddDbContextCheck<PortalDbContext>();
        return builder;
    }
}
