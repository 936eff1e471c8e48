using Npgsql;
using Respawn;
using Respawn.Graph;

namespace Portal.WebTests.Infrastructure;

/// <summary>A PostgreSQL database of its own, made from the template; between tests Respawn empties all but what the template brought.</summary>
public sealed class PostgresTestDatabase : TestDatabase
{
    /// <summary>What every installation and the demonstration have before the first self-assessment is opened.</summary>
    private static readonly string[] _brought =
    [
        "__EFMigrationsHistory", "DataProtectionKeys", "PublishedFramework", "PublishedWorkflow", "Bodies", "BoardAuthority", "People", "Posts", "PostHolding",
        "Reviews", "ReviewTeamMember", "AspNetUsers", "AspNetUserClaims", "AspNetUserLogins", "AspNetUserTokens", "AspNetUserPasskeys", "AspNetRoles",
        "AspNetRoleClaims", "AspNetUserRoles",
    ];

    private readonly PostgresServer _server;
    private readonly string _name;
    private Respawner? _respawner;

    private PostgresTestDatabase(PostgresServer server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = server.StringOf(name);
    }

    public override string Provider => "postgres";

    public override string ConnectionString { get; }

    public static async Task<PostgresTestDatabase> CreateAsync(PostgresServer server, string template)
    {
        var name = $"portal_{Guid.CreateVersion7():N}";
        await server.ExecuteAsync($"""create database "{name}" template "{template}" """);
        return new PostgresTestDatabase(server, name);
    }

    public override async Task ResetAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        _respawner ??= await Respawner.CreateAsync(connection, new RespawnerOptions
        {
            DbAdapter = DbAdapter.Postgres,
            SchemasToInclude = ["public"],
            TablesToIgnore = [.. _brought.Select(table => new Table("public", table))],
        });
        await _respawner.ResetAsync(connection);
    }

    public override async ValueTask DisposeAsync()
    {
        await using var any = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(any);
        await _server.ExecuteAsync($"""drop database if exists "{_name}" with (force)""");
    }
}
