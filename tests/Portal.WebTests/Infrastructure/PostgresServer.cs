using Npgsql;

namespace Portal.WebTests.Infrastructure;

/// <summary>The PostgreSQL server named by TEST_POSTGRES; <c>eng/postgres.sh</c> starts one and sets it.</summary>
public sealed class PostgresServer
{
    private readonly NpgsqlConnectionStringBuilder _server;

    private PostgresServer(string connectionString) => _server = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 20 };

    /// <summary>The server, where TEST_DATABASE says that the tests run on PostgreSQL.</summary>
    public static PostgresServer? Asked() => Environment.GetEnvironmentVariable("TEST_DATABASE") switch
    {
        null or "" or "sqlite" => null,
        "postgres" => new PostgresServer(Environment.GetEnvironmentVariable("TEST_POSTGRES")
            ?? throw new InvalidOperationException("TEST_DATABASE is postgres, but TEST_POSTGRES names no server. Run the tests through eng/postgres.sh.")),
        var other => throw new InvalidOperationException($"TEST_DATABASE is “{other}”; it can be sqlite or postgres."),
    };

    public string StringOf(string database) => new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = database }.ConnectionString;

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
