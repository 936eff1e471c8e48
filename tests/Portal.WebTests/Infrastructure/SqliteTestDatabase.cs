using Microsoft.Data.Sqlite;

namespace Portal.WebTests.Infrastructure;

/// <summary>A SQLite file, copied page by page from the template; so is each reset, also while the portal holds connections.</summary>
public sealed class SqliteTestDatabase(string template, string file) : TestDatabase
{
    public override string Provider => "sqlite";

    public override string ConnectionString { get; } = StringOf(file);

    public static string StringOf(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    /// <summary>Puts a template's write-ahead log into its file: two who copied at once would otherwise both begin by recovering it, and one be refused.</summary>
    public static async Task CloseAsync(string template)
    {
        await using var connection = new SqliteConnection(StringOf(template));
        await connection.OpenAsync();
        await using var journal = connection.CreateCommand();
        journal.CommandText = "pragma journal_mode = delete";
        (await journal.ExecuteScalarAsync()).ShouldBe("delete");
    }

    public override Task ResetAsync() => BecomeAsync(template);

    public override async Task<Func<TestDatabase, Task>> KeepAsync()
    {
        var kept = Path.Combine(Path.GetDirectoryName(template)!, $"{Guid.CreateVersion7():N}.db");
        await using (var from = new SqliteConnection(ConnectionString))
        await using (var to = new SqliteConnection(StringOf(kept)))
        {
            await from.OpenAsync();
            await to.OpenAsync();
            from.BackupDatabase(to);
        }

        await CloseAsync(kept);
        return other => ((SqliteTestDatabase)other).BecomeAsync(kept);
    }

    private async Task BecomeAsync(string whole)
    {
        await using var from = new SqliteConnection(StringOf(whole));
        await using var to = new SqliteConnection(ConnectionString);
        await from.OpenAsync();
        await to.OpenAsync();
        from.BackupDatabase(to);
        await using var journal = to.CreateCommand();
        journal.CommandText = "pragma journal_mode = wal";
        await journal.ExecuteNonQueryAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await using var any = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(any);
    }
}
