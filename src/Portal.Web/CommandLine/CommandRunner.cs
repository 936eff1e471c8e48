using Microsoft.EntityFrameworkCore;
using Portal.Domain.Frameworks;
using Portal.Domain.Language;
using Portal.Domain.PersonalData;
using Portal.Domain.Reminders;
using Portal.Web.Auditing;
using Portal.Web.Files.Scanning;
using Portal.Web.Persistence;
using Portal.Web.Reading;
using Portal.Web.Searching;
using Portal.Web.Security;
using Portal.Web.Seeding;

namespace Portal.Web.CommandLine;

/// <summary>Runs the commands that need the portal's services.</summary>
public static class CommandRunner
{
    /// <returns>The exit code: 0 when it worked.</returns>
    public static Task<int> RunCommandAsync(this WebApplication app, PortalCommand command, CancellationToken ct) => command.Name switch
    {
        "migrate" => InScopeAsync(app, s => MigrateAsync(s, ct)),
        "seed" => InScopeAsync(app, s => SeedAsync(s, command.Arguments.Contains("--demo"), ct)),
        "walkthrough" => Walkthrough.RunAsync(app, command, Console.Out, ct),
        "workflow" => new WorkflowCommand(app, command, Console.Out, ct).RunAsync(),
        "search" => ReadingCommands.SearchAsync(app, command, Console.Out, ct),
        "verify-audit" => CustodyCommands.VerifyAuditAsync(app, command, Console.Out, ct),
        "verify-store" => CustodyCommands.VerifyStoreAsync(app, Console.Out, ct),
        "read-again" => ReadingCommands.ReadAgainAsync(app, command, Console.Out, ct),
        MoveStoreCommand.Name => MoveStoreCommand.RunAsync(app, Console.Out, ct),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.Name, null),
    };

    /// <summary>Makes the database and its reference data ready before the first request; in Development also the demonstration.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is behind: run <c>migrate</c> first.</exception>
    public static Task PrepareAsync(this WebApplication app, CancellationToken ct) => InScopeAsync(app, async services =>
    {
        services.GetRequiredService<ScanningOptions>().Check(app.Environment.IsDevelopment());
        var database = services.GetRequiredService<PortalDbContext>().Database;
        if (!services.GetRequiredService<DatabaseOptions>().IsPostgres || app.Environment.IsDevelopment())
        {
            await MigrateAsync(services, ct);
        }
        else if ((await database.GetPendingMigrationsAsync(ct)).Any())
        {
            throw new InvalidOperationException("The database is older than the program. Run the command “migrate” first.");
        }

        await SeedAsync(services, app.Environment.IsDevelopment(), ct);
        await services.GetRequiredService<ScanRequests>().CatchUpAsync(ct);
        await services.GetRequiredService<SearchRebuild>().WhereMissingAsync(ct);
        await services.GetRequiredService<FilesToRead>().AskForTheRestAsync(ct);
    });

    private static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        await db.Database.MigrateAsync(ct);
        await AuditTable.ChainOldAsync(db, ct);
    }

    private static async Task SeedAsync(IServiceProvider services, bool withDemo, CancellationToken ct)
    {
        _ = services.GetRequiredService<AnnexAQuestions>();
        _ = services.GetRequiredService<WorkingCalendars>();
        _ = services.GetRequiredService<PersonalDataRules>();
        _ = services.GetRequiredService<LanguageCoach>(); // A fault in its rules is told at the start, not to whoever writes first.
        await services.GetRequiredService<ReferenceData>().PublishAsync(ct);
        if (withDemo)
        {
            await services.GetRequiredService<DemoData>().SeedAsync(ct);
        }
    }

    internal static Task<int> InScopeAsync(WebApplication app, Func<IServiceProvider, Task> work) => InScopeAsync(app, async services =>
    {
        await work(services);
        return 0;
    });

    internal static async Task<int> InScopeAsync(WebApplication app, Func<IServiceProvider, Task<int>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        return await work(scope.ServiceProvider);
    }
}
