using Npgsql;

namespace Portal.WebTests.Infrastructure;

/// <summary>A PostgreSQL database of its own, made from the template; a reset puts back what the template holds, table by table.</summary>
public sealed class PostgresTestDatabase : TestDatabase
{
    /// <summary>What stays as it is, so that who has signed in stays so.</summary>
    private static readonly string[] _lasting = ["__EFMigrationsHistory", "DataProtectionKeys"];

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
    private readonly Func<TestDatabase, Task> _reset;

    private PostgresTestDatabase(PostgresServer server, string name, Func<TestDatabase, Task> reset)
    {
        _server = server;
        _name = name;
        _reset = reset;
        ConnectionString = server.StringOf(name);
    }

    public override string Provider => "postgres";

    public override string ConnectionString { get; }

    /// <param name="server">Where it is.</param>
    /// <param name="template">A database that nobody is connected to.</param>
    /// <param name="reset">Puts back what the template holds.</param>
    public static async Task<PostgresTestDatabase> CreateAsync(PostgresServer server, string template, Func<TestDatabase, Task> reset)
    {
        var name = $"portal_{Guid.CreateVersion7():N}";
        await server.ExecuteAsync($"""create database "{name}" template "{template}" """);
        return new PostgresTestDatabase(server, name, reset);
    }

    public override Task ResetAsync() => _reset(this);

    public override Task<Func<TestDatabase, Task>> KeepAsync() => KeepAsync(ConnectionString);

    /// <summary>Keeps what a database holds now.</summary>
    /// <returns>Puts it into another one of the same tables.</returns>
    public static async Task<Func<TestDatabase, Task>> KeepAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
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

        await using var sequences = new NpgsqlCommand(Sequences, connection);
        var goOn = (string)(await sequences.ExecuteScalarAsync())!;
        return other => FillAsync(other.ConnectionString, kept, goOn);
    }

    /// <remarks>As a replica, because tables refer to each other in circles, and the audit trail refuses to be emptied.</remarks>
    private static async Task FillAsync(string database, IReadOnlyList<(string Table, string Columns, byte[] Rows)> kept, string goOn)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "begin; set local session_replication_role = replica; " + string.Concat(kept.Select(k => $"""delete from public."{k.Table}"; """)));
        foreach (var (table, columns, rows) in kept.Where(k => k.Rows.Length > EmptyCopy))
        {
            await using var to = await connection.BeginRawBinaryCopyAsync($"""copy public."{table}"({columns}) from stdin (format binary)""");
            await to.WriteAsync(rows);
        }

        await ExecuteAsync(connection, goOn + "; commit;");
    }

    /// <summary>Tables with the columns that the database does not make itself.</summary>
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

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Names of tables, columns and sequences as the database tells them, nothing from outside.
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
