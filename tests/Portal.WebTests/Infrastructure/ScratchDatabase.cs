using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.WebTests.Infrastructure;

/// <summary>
/// A data directory and a real, empty database of the present model; gone after the test. SQLite, or with TEST_DATABASE=postgres a database
/// of its own on the server that TEST_POSTGRES names.
/// </summary>
public sealed class ScratchDatabase : IAsyncDisposable
{
    private const string TemplateName = "scratch_template";
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private ScratchDatabase(string directory, string connection)
    {
        Directory = directory;
        Connection = connection;
    }

    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres";

    public string Directory { get; }

    public string Connection { get; }

    /// <summary>What the portal must be told to use it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("DataDirectory", Directory),
        new("Database:Provider", IsPostgres ? "postgres" : "sqlite"),
        new("Database:ConnectionString", Connection),
    ];

    /// <summary>On the server, and without tables, to be filled by migrations.</summary>
    public static async Task<ScratchDatabase> CreateEmptyAsync()
    {
        var name = $"scratch_{Guid.CreateVersion7():N}";
        await OnServerAsync($"create database {name}");
        return new ScratchDatabase(System.IO.Directory.CreateTempSubdirectory("portal-test-").FullName, OnServer(name));
    }

    public static async Task<ScratchDatabase> CreateAsync()
    {
        var template = await Template.Value;
        var directory = System.IO.Directory.CreateTempSubdirectory("portal-test-").FullName;
        if (IsPostgres)
        {
            var name = $"scratch_{Guid.CreateVersion7():N}";
            await OnServerAsync($"create database {name} template {TemplateName}");
            return new ScratchDatabase(directory, OnServer(name));
        }

        var file = Path.Combine(directory, "portal.db");
        File.Copy(template, file);
        return new ScratchDatabase(directory, $"Data Source={file}");
    }

    public async ValueTask DisposeAsync()
    {
        if (IsPostgres)
        {
            await OnServerAsync($"drop database {new NpgsqlConnectionStringBuilder(Connection).Database} with (force)");
        }
        else
        {
            await using var pool = new SqliteConnection(Connection);
            SqliteConnection.ClearPool(pool);
        }

        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory("portal-template-").FullName, "portal.db");
        if (IsPostgres)
        {
            await OnServerAsync($"drop database if exists {TemplateName} with (force)");
        }

        await using PortalDbContext db = IsPostgres
            ? new PostgresPortalDbContext(
                new DbContextOptionsBuilder<PostgresPortalDbContext>().UseNpgsql(OnServer(TemplateName) + ";Pooling=false").Options, new AccessScope())
            : new SqlitePortalDbContext(
                new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options, new AccessScope());
        var creator = db.Database.GetService<IRelationalDatabaseCreator>();
        await creator.CreateAsync();
        await creator.CreateTablesAsync();
        Migration views = IsPostgres ? new Portal.Web.Persistence.Migrations.Postgres.JournalOfBursts() : new Portal.Web.Persistence.Migrations.Sqlite.JournalOfBursts();
        await db.Database.ExecuteSqlRawAsync(views.UpOperations.OfType<SqlOperation>().Last().Sql);
        return file;
    }

    private static string OnServer(string? database = null)
    {
        var server = new NpgsqlConnectionStringBuilder(
            Environment.GetEnvironmentVariable("TEST_POSTGRES") ?? throw new InvalidOperationException("TEST_POSTGRES must name the server."));
        server.Database = database ?? server.Database;
        server.MaxPoolSize = 20;
        server.Timeout = 300; // Thousands may wait for one of these connections.
        return server.ConnectionString;
    }

    private static async Task OnServerAsync(string command)
    {
        await using var connection = new NpgsqlConnection(OnServer());
        await connection.OpenAsync();
        await using var statement = new NpgsqlCommand(command, connection);
        await statement.ExecuteNonQueryAsync();
    }
}
