using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;

namespace Portal.WebTests.Infrastructure;

/// <summary>Everything the portal remembers, table by table, so that a test can say: nothing has changed.</summary>
public static class DatabaseFingerprint
{
    /// <returns>For each table the number of its rows and a hash over all of them.</returns>
    public static Task<IReadOnlyDictionary<string, string>> FingerprintAsync(this PortalFixture portal) => portal.ReadAsync(async db =>
    {
        var tables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct())
        {
            tables[table] = await OfTableAsync(db, table);
        }

        return (IReadOnlyDictionary<string, string>)tables;
    });

    private static async Task<string> OfTableAsync(PortalDbContext db, string table)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The name comes from the model.
        command.CommandText = $"select * from \"{table}\"";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(Row(reader));
        }

        return $"{rows.Count} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows.Order(StringComparer.Ordinal)))))}";
    }

    private static string Row(DbDataReader reader) => string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) switch
    {
        DBNull => "",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Array values => string.Join(',', values.Cast<object>()),
        var value => FormattableString.Invariant($"{value}"),
    }));
}
