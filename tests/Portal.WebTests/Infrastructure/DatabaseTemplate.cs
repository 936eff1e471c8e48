using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Portal.WebTests.Infrastructure;

[assembly: AssemblyFixture(typeof(DatabaseTemplate))]

namespace Portal.WebTests.Infrastructure;

/// <summary>The database that all test classes copy, made once by the portal's own start in Development: migrations, reference data, demonstration.</summary>
public sealed class DatabaseTemplate : IAsyncLifetime
{
    private readonly PostgresServer? _server = PostgresServer.Asked();
    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"portal_template_{Environment.ProcessId}";

    /// <summary>Puts back what a PostgreSQL template holds.</summary>
    private Func<TestDatabase, Task> _reset = _ => Task.CompletedTask;

    public KeptScenes Scenes { get; } = new();

    public bool IsPostgres => _server is not null;

    private string File => _folder["template.db"];

    public async ValueTask InitializeAsync()
    {
        if (_server is not null)
        {
            await _server.ExecuteAsync($"""create database "{_name}" """);
        }

        var connection = _server?.StringOf(_name) ?? SqliteTestDatabase.StringOf(File);
        await using (var host = new PortalHost(new PortalSettings(IsPostgres ? "postgres" : "sqlite", connection, _folder.Path, "Development"), new FakeTimeProvider(PortalFixture.Start)))
        {
            host.StartServer();
        }

        SqliteConnection.ClearAllPools();
        if (_server is null)
        {
            await SqliteTestDatabase.CloseAsync(File);
        }
        else
        {
            _reset = await PostgresTestDatabase.KeepAsync(connection);
        }

        // A database that somebody is connected to cannot be copied.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>A copy for one test class.</summary>
    /// <param name="folder">Where a database file may lie.</param>
    public async Task<TestDatabase> CopyAsync(string folder)
    {
        if (_server is not null)
        {
            return await PostgresTestDatabase.CreateAsync(_server, _name, _reset);
        }

        var copy = new SqliteTestDatabase(File, Path.Combine(folder, "portal.db"));
        await copy.ResetAsync();
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.ExecuteAsync($"""drop database if exists "{_name}" with (force)""");
        }

        SqliteConnection.ClearAllPools();
        Scenes.Dispose();
        _folder.Dispose();
    }
}
