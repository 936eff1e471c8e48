using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Persistence.Writing;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Persistence;

/// <summary>How those who write to the SQLite file at the same time get their turns. On SQLite whatever the other tests run on.</summary>
public sealed class WritingOneAfterAnother : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<AsyncServiceScope> _scopes = [];
    private WebApplication _portal = null!;

    private WriteTurns Turns => _portal.Services.GetRequiredService<WriteTurns>();

    public async ValueTask InitializeAsync()
    {
        _portal = Start();
        await Db().Database.MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var scope in _scopes)
        {
            await scope.DisposeAsync();
        }

        await _portal.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task While_one_writes_the_others_wait_without_holding_a_thread_and_then_write()
    {
        var first = Db();
        var transaction = await first.Database.BeginTransactionAsync();
        Add(first, "first");
        await first.SaveChangesAsync();

        var saving = SaveAsync("second");
        var changing = Db().People.Where(p => p.Name == "first").ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, "changed"));
        var beginning = Db().Database.BeginTransactionAsync();
        (saving.IsCompleted, changing.IsCompleted, beginning.IsCompleted).ShouldBe((false, false, false));
        (await Db().People.CountAsync()).ShouldBe(0, "Reading waits for nobody.");

        await transaction.CommitAsync();
        await transaction.DisposeAsync();
        await saving;
        (await changing).ShouldBe(1);
        await (await beginning).DisposeAsync();
        (await Db().People.Select(p => p.Name).ToListAsync()).ShouldBe(["changed", "second"], ignoreOrder: true);
    }

    [Fact]
    public async Task Turns_come_in_the_order_in_which_they_were_asked_for()
    {
        var writing = await Turns.TakeAsync(default);
        var order = new List<int>();
        var waiting = Enumerable.Range(1, 20).Select(async number =>
        {
            using var turn = await Turns.TakeAsync(default);
            order.Add(number);
        }).ToList();

        writing.Dispose();
        await Task.WhenAll(waiting);

        order.ShouldBe(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task Whoever_stops_waiting_takes_no_turn()
    {
        var writing = await Turns.TakeAsync(default);
        using var stop = new CancellationTokenSource();
        var db = Db();
        Add(db, "late");
        var saving = db.SaveChangesAsync(stop.Token);

        await stop.CancelAsync();

        await saving.ShouldThrowAsync<OperationCanceledException>();
        writing.Dispose();
        ShouldBeFree();
    }

    [Theory]
    [InlineData("committed")]
    [InlineData("rolled back")]
    [InlineData("left")]
    [InlineData("left with its context")]
    [InlineData("broken by a refused save")]
    public async Task However_a_transaction_ends_the_next_may_write(string how)
    {
        var db = Db();
        var transaction = await db.Database.BeginTransactionAsync();
        Add(db, "one");
        await db.SaveChangesAsync();
        await EndAsync(transaction, db, how);

        ShouldBeFree();
        await SaveAsync("next");
    }

    [Fact]
    public async Task A_refused_save_or_statement_holds_nobody_up()
    {
        await SaveAsync("one");

        await SaveAsync("one").ShouldThrowAsync<DbUpdateException>();
        await Db().People.ExecuteUpdateAsync(set => set.SetProperty(p => p.Email, (string)null!)).ShouldThrowAsync<Exception>();

        ShouldBeFree();
    }

    [Fact]
    public async Task Where_another_process_writes_for_too_long_a_transaction_cannot_begin_and_holds_nobody_up()
    {
        await using var portal = Start(";Default Timeout=1");
        await using var scope = portal.Services.CreateAsyncScope();
        await using var other = new SqliteConnection($"Data Source={_folder["turns.db"]}");
        await other.OpenAsync();
        await using var itsTransaction = await other.BeginTransactionAsync();

        await scope.ServiceProvider.GetRequiredService<PortalDbContext>().Database.BeginTransactionAsync().ShouldThrowAsync<SqliteException>();

        portal.Services.GetRequiredService<WriteTurns>().TakeAsync(default).IsCompletedSuccessfully.ShouldBeTrue();
    }

    private static Task EndAsync(IDbContextTransaction transaction, PortalDbContext db, string how) => how switch
    {
        "committed" => CommittedAsync(transaction),
        "rolled back" => RolledBackAsync(transaction),
        "left with its context" => db.DisposeAsync().AsTask(),
        "broken by a refused save" => RefusedAsync(transaction, db),
        _ => transaction.DisposeAsync().AsTask(),
    };

    private static async Task CommittedAsync(IDbContextTransaction transaction)
    {
        await transaction.CommitAsync();
        await transaction.DisposeAsync();
    }

    private static async Task RolledBackAsync(IDbContextTransaction transaction)
    {
        await transaction.RollbackAsync();
        await transaction.DisposeAsync();
    }

    private static async Task RefusedAsync(IDbContextTransaction transaction, PortalDbContext db)
    {
        await using (transaction)
        {
            Add(db, "one");
            await db.SaveChangesAsync().ShouldThrowAsync<DbUpdateException>();
        }
    }

    private static void Add(PortalDbContext db, string name) => db.People.Add(Person.Named(name, $"{name}@example.org"));

    private Task<int> SaveAsync(string name)
    {
        var db = Db();
        Add(db, name);
        return db.SaveChangesAsync();
    }

    private void ShouldBeFree()
    {
        var turn = Turns.TakeAsync(default);
        turn.IsCompletedSuccessfully.ShouldBeTrue("The turn before this one has not ended.");
        turn.Result.Dispose();
    }

    private PortalDbContext Db()
    {
        var scope = _portal.Services.CreateAsyncScope();
        _scopes.Add(scope);
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        return scope.ServiceProvider.GetRequiredService<PortalDbContext>();
    }

    private WebApplication Start(string further = "")
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _folder.Path });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DataDirectory"] = _folder.Path,
            ["Database:Provider"] = "sqlite",
            ["Database:ConnectionString"] = $"Data Source={_folder["turns.db"]}{further}",
        });
        builder.Logging.ClearProviders();
        return builder.AddPersistence().Build();
    }
}
