using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.WebTests.Infrastructure;

/// <summary>Counts what a host asks of its database: statements, and rows read.</summary>
public sealed class CountedStatements : IDbCommandInterceptor
{
    private static readonly string[] _writing = ["insert into ", "update ", "delete from "];

    private readonly List<string> _statements = [];
    private int _rows;

    /// <summary>Whether anything was written since this was last denied.</summary>
    public bool HaveChanged { get; set; }

    /// <summary>What is asked while something is done that nothing else goes on beside.</summary>
    public async Task<Asked> WhileAsync(Func<Task> what)
    {
        lock (_statements)
        {
            _statements.Clear();
            _rows = 0;
        }

        await what();
        lock (_statements)
        {
            return new Asked([.. _statements], _rows);
        }
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Counted(command, result));

    public InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Counted(command, result);

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Counted(command, result));

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Counted(command, result);

    public InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        lock (_statements)
        {
            _rows += eventData.ReadCount;
        }

        return result;
    }

    private T Counted<T>(DbCommand command, T result)
    {
        lock (_statements)
        {
            _statements.Add(command.CommandText);
            HaveChanged |= _writing.Any(word => command.CommandText.Contains(word, StringComparison.OrdinalIgnoreCase));
        }

        return result;
    }

    /// <summary>What was asked.</summary>
    /// <param name="Statements">Their text.</param>
    /// <param name="Rows">Rows read by all of them.</param>
    public sealed record Asked(IReadOnlyList<string> Statements, int Rows);
}
