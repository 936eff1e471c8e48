using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Portal.Benchmarks.Workflow;

/// <summary>The floor: the rows of one case written again under new ids, one bare transaction for each burst, with nothing read and nothing decided.</summary>
/// <param name="connectionString">The same database.</param>
/// <param name="written">What the portal wrote for a case.</param>
/// <param name="writing">On SQLite one writes at a time, as the portal does it; null on PostgreSQL.</param>
internal sealed class BareCase(string connectionString, WrittenCase written, SemaphoreSlim? writing)
{
    private readonly Dictionary<Guid, Guid> _tasks = [];
    private string _is = "";
    private int _burst;

    public async Task BurstAsync(CancellationToken ct)
    {
        if (_burst == 0)
        {
            _is = Guid.CreateVersion7().ToString("N");
            _tasks.Clear();
        }

        if (writing is not null)
        {
            await writing.WaitAsync(ct);
        }

        try
        {
            await WriteAsync(written.Bursts[_burst], ct);
        }
        finally
        {
            writing?.Release();
        }

        _burst = (_burst + 1) % written.Bursts.Count;
    }

    private async Task WriteAsync(IReadOnlyList<WrittenRows.Statement> statements, CancellationToken ct)
    {
        await using DbConnection connection = writing is null ? new NpgsqlConnection(connectionString) : new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
#pragma warning disable CA2100 // The portal's own statements, recorded.
            command.CommandText = statement.Sql;
#pragma warning restore CA2100
            foreach (var (name, content) in statement.Values)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = Renamed(content);
                command.Parameters.Add(parameter);
            }

            await command.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>The id of a case stands in the ids of all that belongs to it but its tasks.</summary>
    private object Renamed(object? content) => content switch
    {
        string text => text.Replace(written.CaseId, _is, StringComparison.Ordinal),
        Guid id when written.TaskIds.Contains(id) => _tasks.TryGetValue(id, out var task) ? task : _tasks[id] = Guid.CreateVersion7(),
        _ => content ?? DBNull.Value,
    };
}

/// <summary>What the portal wrote for one case, burst by burst.</summary>
/// <param name="CaseId">Its id.</param>
/// <param name="TaskIds">The ids of its tasks.</param>
/// <param name="JournalLines">Lines of its journal.</param>
/// <param name="Bursts">The statements of each burst.</param>
internal sealed record WrittenCase(string CaseId, IReadOnlySet<Guid> TaskIds, int JournalLines, IReadOnlyList<IReadOnlyList<WrittenRows.Statement>> Bursts);
