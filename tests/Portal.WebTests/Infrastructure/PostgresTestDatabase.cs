using Npgsql;
using Respawn;
using Respawn.Graph;

namespace Portal.WebTests.Infrastructure;

/// <summary>A PostgreSQL database of its own, made from the template; between tests Respawn empties all but what the template brought, and that is put back.</summary>
public sealed class PostgresTestDatabase : TestDatabase
{
    /// <summary>What every installation and the demonstration have before the first self-assessment is opened.</summary>
    private static readonly string[] _brought =
    [
        "PublishedFramework", "PublishedWorkflow", "Bodies", "BoardAuthority", "People", "Posts", "PostHolding", "Reviews", "ReviewTeamMember", "AspNetUsers",
        "AspNetUserClaims", "AspNetUserLogins", "AspNetUserTokens", "AspNetUserPasskeys", "AspNetRoles", "AspNetRoleClaims", "AspNetUserRoles",
    ];

    /// <summary>What stays as it is, so that who has signed in stays so.</summary>
    private static readonly string[] _lasting = ["__EFMigrationsHistory", "DataProtectionKeys"];

    /// <summary>What the database refuses to empty, to Respawn too.</summary>
    private const string OnlyAddedTo = "AuditEntry";

    /// <summary>Columns that the database makes itself cannot be put back.</summary>
    private const string PutBackTheIndex =
        """
        insert into public."SearchEntries"("Id", "Key", "Part", "Source", "Place", "Day", "Page", "Words", "Stems")
        select "Id", "Key", "Part", "Source", "Place", "Day", "Page", "Words", "Stems" from kept."SearchEntries";
        """;

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

    /// <summary>Keeps, in a template, a copy of what it brought, for the resets of the databases made from it.</summary>
    public static async Task KeepAsync(PostgresServer server, string template)
    {
        await using var connection = new NpgsqlConnection(server.StringOf(template));
        await connection.OpenAsync();
        await ExecuteAsync(connection, "create schema kept; " + string.Concat(_brought.Append("SearchEntries").Select(t => $"""create table kept."{t}" as table public."{t}"; """)));
    }

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
            TablesToIgnore = [.. _brought.Concat(_lasting).Append(OnlyAddedTo).Select(table => new Table("public", table))],
        });
        await _respawner.ResetAsync(connection);

        // A test may have changed these too, such as who holds a post. As a replica, because they refer to each other in circles.
        await ExecuteAsync(connection, "begin; set local session_replication_role = replica; "
            + $"""delete from public."{OnlyAddedTo}"; """
            + string.Concat(_brought.Select(t => $"""delete from public."{t}"; insert into public."{t}" select * from kept."{t}"; """))
            + PutBackTheIndex + "commit;");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The names of the tables above, nothing from outside.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await using var any = new NpgsqlConnection(ConnectionString);
        NpgsqlConnection.ClearPool(any);
        await _server.ExecuteAsync($"""drop database if exists "{_name}" with (force)""");
    }
}
