using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Portal.WebTests.Infrastructure;

/// <summary>What somebody can do who has the database and knows it: the refusals that the database itself makes are taken out of the way first.</summary>
public static class PastThePortal
{
    public static async Task WriteAsync(PortalFixture portal, string sql)
    {
        await using DbConnection connection = portal.IsPostgres ? new NpgsqlConnection(portal.Database.ConnectionString) : new SqliteConnection(portal.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of the tests.
        command.CommandText = portal.IsPostgres
            ? $"begin; set local session_replication_role = replica; {sql}; commit;"
            : $"""drop trigger if exists "AuditEntry_Unchanged"; drop trigger if exists "AuditEntry_Kept"; drop trigger if exists "AuditEntry_Added"; {sql};""";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
