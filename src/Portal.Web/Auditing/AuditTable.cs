using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Web.Persistence;

namespace Portal.Web.Auditing;

/// <summary>The table of the trail, where more is asked of it than the model can say: one writes to it at a time, and only behind its end.</summary>
internal static class AuditTable
{
    private const int Batch = 500;

    /// <summary>The turn at the end of the trail on PostgreSQL; any number that nothing else of the portal takes.</summary>
    /// <remarks>The second statement sees what whoever had the turn before has committed. On SQLite whoever is in a transaction has the only turn there is (ADR 0012).</remarks>
    private const string TakeTurn = "select pg_advisory_xact_lock(5041554449540); ";

    private const string ReadHead = """select "Number", "Hash" from "AuditEntry" order by "Number" desc limit 1""";

    private const string Insert =
        """
        insert into "AuditEntry" ("Id", "BodyId", "PersonId", "Action", "Subject", "Reason", "At", "Number", "Previous", "Hash")
        values (@id, @body, @person, @action, @subject, @reason, @at, @number, @previous, @hash)
        """;

    /// <summary>Puts entries behind the end of the trail, within a transaction that is about to be committed.</summary>
    public static async Task AppendAsync(DbTransaction transaction, PortalDbContext db, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        var head = await HeadAsync(transaction, db, ct);
        if (head.Hash.Length == 0)
        {
            throw new InvalidOperationException("Entries from before the trail was chained have not got their places yet. Run the command “migrate” first.");
        }

        foreach (var entry in entries)
        {
            head = entry.Follow(head);
            await using var insert = Command(transaction, Insert);
            foreach (var (name, value) in Values(entry))
            {
                Add(insert, name, value);
            }

            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Gives their places to entries that were written before the trail was chained, oldest first. They are numbered by the migration.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> ChainOldAsync(PortalDbContext db, CancellationToken ct)
    {
        if (!await Old(db).AnyAsync(ct))
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await HeadAsync(transaction.GetDbTransaction(), db, ct); // takes the turn
        var head = await db.Set<AuditEntry>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).Where(e => e.Hash != "").OrderByDescending(e => e.Number)
            .Select(e => new AuditHead(e.Number, e.Hash)).FirstOrDefaultAsync(ct) ?? AuditHead.Beginning;
        var chained = 0;
        List<AuditEntry> some;
        do
        {
            var after = head.Number;
            some = await Old(db).Where(e => e.Number > after).OrderBy(e => e.Number).Take(Batch).ToListAsync(ct);
            foreach (var entry in some)
            {
                head = entry.Follow(head);
                await db.Database.ExecuteSqlAsync($"""update "AuditEntry" set "Previous" = {entry.Previous}, "Hash" = {entry.Hash} where "Number" = {entry.Number} and "Hash" = ''""", ct);
            }

            chained += some.Count;
        }
        while (some.Count == Batch);
        await transaction.CommitAsync(ct);
        return chained;
    }

    private static IQueryable<AuditEntry> Old(PortalDbContext db) =>
        db.Set<AuditEntry>().IgnoreQueryFilters([PortalDbContext.BodyFilter]).AsNoTracking().Where(e => e.Hash == "");

    private static async Task<AuditHead> HeadAsync(DbTransaction transaction, PortalDbContext db, CancellationToken ct)
    {
        await using var command = Command(transaction, db.Database.IsNpgsql() ? TakeTurn + ReadHead : ReadHead);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (reader.FieldCount < 2)
        {
            await reader.NextResultAsync(ct);
        }

        return await reader.ReadAsync(ct) ? new AuditHead(reader.GetInt64(0), reader.GetString(1)) : AuditHead.Beginning;
    }

    private static IEnumerable<(string Name, object? Value)> Values(AuditEntry entry) =>
    [
        ("id", entry.Id), ("body", entry.BodyId.Value), ("person", entry.PersonId?.Value), ("action", entry.Action), ("subject", entry.Subject), ("reason", entry.Reason),
        ("at", entry.At), ("number", entry.Number), ("previous", entry.Previous), ("hash", entry.Hash),
    ];

    private static DbCommand Command(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // One of the texts above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }
}
