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

    /// <summary>A statement that lets every sequence go on where it stands now.</summary>
    private const string Sequences =
        """
        select coalesce(string_agg(format('select setval(%L, %s, true)', format('public.%I', sequencename), last_value), '; '), 'select 1')
        from pg_sequences where schemaname = 'public' and last_value is not null
        """;

    /// <summary>Head and end of a binary copy without a row.</summary>
    private const int EmptyCopy = 21;

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

    public override async Task<Func<TestDatabase, Task>> KeepAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        var kept = new List<(string Table, string Columns, byte[] Rows)>();
        foreach (var (table, columns) in await TablesAsync(connection))
        {
            using var rows = new MemoryStream();
            await using (var from = await connection.BeginRawBinaryCopyAsync($"""copy (select {columns} from public."{table}") to stdout (format binary)"""))
            {
                await from.CopyToAsync(rows);
            }

            kept.Add((table, columns, rows.ToArray()));
        }

        var goOn = await ScalarAsync(connection, Sequences);
        return other => ((PostgresTestDatabase)other).BecomeAsync(kept, goOn);
    }

    private async Task BecomeAsync(IReadOnlyList<(string Table, string Columns, byte[] Rows)> kept, string goOn)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "begin; set local session_replication_role = replica; " + string.Concat(kept.Select(k => $"""delete from public."{k.Table}"; """)));
        foreach (var (table, columns, rows) in kept.Where(k => k.Rows.Length > EmptyCopy))
        {
            await using var to = await connection.BeginRawBinaryCopyAsync($"""copy public."{table}"({columns}) from stdin (format binary)""");
            await to.WriteAsync(rows);
        }

        await ExecuteAsync(connection, goOn + "; commit;");
    }

    private static async Task<IReadOnlyList<(string Table, string Columns)>> TablesAsync(NpgsqlConnection connection)
    {
        await using var asked = new NpgsqlCommand(
            """
            select t.table_name, string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position)
            from information_schema.tables t join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
            where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' group by t.table_name
            """,
            connection);
        await using var found = await asked.ExecuteReaderAsync();
        var tables = new List<(string, string)>();
        while (await found.ReadAsync())
        {
            if (!_lasting.Contains(found.GetString(0)))
            {
                tables.Add((found.GetString(0), found.GetString(1)));
            }
        }

        return tables;
    }

    private static async Task<string> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync())!;
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
