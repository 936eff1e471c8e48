using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Portal.Benchmarks.WriteArea;

/// <summary>The rows of the floor: read in one statement; what changed is written with one row of history each, in one transaction, as durably as the portal's.</summary>
public sealed class FloorRows(string connectionString, bool postgres)
{
    private const string Select = "select id, version, know, how_known, difference, next, strength, grade from answers where owner = @owner order by id";
    private const string Update = "update answers set version = version + 1, know = @know, how_known = @how, difference = @difference, next = @next where owner = @owner and id = @id and version = @version";
    private const string Insert = "insert into revisions (id, owner, subject, content) values (@key, @owner, @id, @content)";

    /// <summary>Makes the tables, with 15 answers for each user.</summary>
    public async Task PrepareAsync(int users, Func<int, FloorRow> row, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        foreach (var statement in (string[])[
            .. postgres ? Array.Empty<string>() : ["pragma journal_mode=wal"],
            "create table answers (owner integer, id text, version integer not null, know text not null, how_known text not null, difference text not null, next text not null, strength text, grade text, primary key (owner, id))",
            $"create table revisions (id {(postgres ? "uuid" : "text")} primary key, owner integer not null, subject text not null, content text not null)"])
        {
            await using var command = Command(connection, statement);
            await command.ExecuteNonQueryAsync(ct);
        }

        for (var owner = 0; owner < users; owner++)
        {
            for (var number = 0; number < 15; number++)
            {
                await using var command = Command(
                    connection, "insert into answers (owner, id, version, know, how_known, difference, next) values (@owner, @id, 1, @know, @how, @difference, @next)");
                Fill(command, owner, row(number));
                await command.ExecuteNonQueryAsync(ct);
            }
        }
    }

    public async Task<IReadOnlyList<FloorRow>> ReadAsync(int owner, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        return await ReadAsync(connection, owner, ct);
    }

    public async Task SaveAsync(int owner, IReadOnlyList<FloorRow> typed, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        var present = (await ReadAsync(connection, owner, ct)).ToDictionary(r => r.Id, StringComparer.Ordinal);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var row in typed.Where(t => Text(t) != Text(present[t.Id])))
        {
            await using var update = Command(connection, Update, transaction);
            Fill(update, owner, row);
            Add(update, "version", row.Version);
            if (await update.ExecuteNonQueryAsync(ct) == 0)
            {
                throw new InvalidOperationException("Somebody else has saved.");
            }

            await using var insert = Command(connection, Insert, transaction);
            Add(insert, "key", Guid.CreateVersion7());
            Add(insert, "owner", owner);
            Add(insert, "id", row.Id);
            Add(insert, "content", JsonSerializer.Serialize(row));
            await insert.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static async Task<IReadOnlyList<FloorRow>> ReadAsync(DbConnection connection, int owner, CancellationToken ct)
    {
        await using var command = Command(connection, Select);
        Add(command, "owner", owner);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<FloorRow>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new FloorRow
            {
                Id = reader.GetString(0),
                Version = reader.GetInt32(1),
                Know = reader.GetString(2),
                HowKnown = reader.GetString(3),
                Difference = reader.GetString(4),
                Next = reader.GetString(5),
            });
        }

        return rows;
    }

    /// <remarks>A browser sends other line ends, and the floor tidies nothing else.</remarks>
    private static string Text(FloorRow row) => string.Join('\n', row.Know, row.HowKnown, row.Difference, row.Next).ReplaceLineEndings("\n");

    private static void Fill(DbCommand command, int owner, FloorRow row)
    {
        Add(command, "owner", owner);
        Add(command, "id", row.Id);
        Add(command, "know", row.Know);
        Add(command, "how", row.HowKnown);
        Add(command, "difference", row.Difference);
        Add(command, "next", row.Next);
    }

    private static DbCommand Command(DbConnection connection, string text, DbTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the constants above.
        command.CommandText = text;
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        DbConnection connection = postgres ? new NpgsqlConnection(connectionString) : new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        return connection;
    }
}
