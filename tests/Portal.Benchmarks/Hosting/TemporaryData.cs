using Microsoft.Data.Sqlite;
using Npgsql;
using Portal.Web.Files;

namespace Portal.Benchmarks.Hosting;

/// <summary>A data directory and a database that are gone when the run ends.</summary>
public sealed class TemporaryData : IAsyncDisposable
{
    private readonly string? _server;
    private readonly string? _name;

    private TemporaryData(string folder, string? server, string? name)
    {
        Folder = folder;
        _server = server;
        _name = name;
    }

    public string Folder { get; }

    public bool IsPostgres => _server is not null;

    public string ConnectionString => _server is null
        ? $"Data Source={new DataDirectory(Folder).Database}"
        : new NpgsqlConnectionStringBuilder(_server) { Database = _name }.ConnectionString;

    /// <summary>The portal's configuration for this data.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["DataDirectory"] = Folder,
        ["Database:Provider"] = IsPostgres ? "postgres" : "sqlite",
        ["Database:ConnectionString"] = IsPostgres ? ConnectionString : null,
        ["Jobs:RunServer"] = "false",
        ["Scanning:Off"] = "true",
    };

    /// <summary>Makes the folder and, for <c>--database postgres</c>, an empty database on the server of TEST_POSTGRES.</summary>
    public static async Task<TemporaryData> CreateAsync(Options options, string prefix, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory($"{prefix}-").FullName;
        if (options.Text("--database") is not "postgres")
        {
            return new TemporaryData(folder, null, null);
        }

        var server = Environment.GetEnvironmentVariable("TEST_POSTGRES")
            ?? throw new InvalidOperationException("Set TEST_POSTGRES, or run this under eng/postgres.sh.");
        var data = new TemporaryData(folder, server, Path.GetFileName(folder));
        await data.OnServerAsync($"create database \"{data._name}\"", ct);
        return data;
    }

    /// <summary>How far a commit is safe: what the database says of itself.</summary>
    public async Task<string> DurabilityAsync(CancellationToken ct)
    {
        if (!IsPostgres)
        {
            await using var sqlite = new SqliteConnection(ConnectionString);
            await sqlite.OpenAsync(ct);
            return $"SQLite, journal_mode={await ScalarAsync(sqlite, "pragma journal_mode", ct)}, synchronous={await ScalarAsync(sqlite, "pragma synchronous", ct)} (2 is FULL)";
        }

        await using var postgres = new NpgsqlConnection(ConnectionString);
        await postgres.OpenAsync(ct);
        return $"PostgreSQL, fsync={await ScalarAsync(postgres, "show fsync", ct)}, synchronous_commit={await ScalarAsync(postgres, "show synchronous_commit", ct)}";
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (IsPostgres)
        {
            NpgsqlConnection.ClearAllPools();
            await OnServerAsync($"drop database if exists \"{_name}\" with (force)", CancellationToken.None);
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<object?> ScalarAsync(System.Data.Common.DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(ct);
    }

    private async Task OnServerAsync(string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync(ct);
        await ScalarAsync(connection, sql, ct);
    }
}
