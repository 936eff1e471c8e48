using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Benchmarks.Workflow;

/// <summary>Keeps every statement that writes, with its values, so that the same rows can be written again without the portal.</summary>
internal sealed class WrittenRows : DbCommandInterceptor
{
    private readonly List<Statement> _statements = [];

    /// <summary>Begins anew.</summary>
    /// <returns>What was kept so far.</returns>
    public IReadOnlyList<Statement> Take()
    {
        var taken = _statements.ToList();
        _statements.Clear();
        return taken;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData.CommandSource == CommandSource.SaveChanges)
        {
            _statements.Add(new Statement(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => new Value(p.ParameterName, p.Value))]));
        }

        return ValueTask.FromResult(result);
    }

    /// <summary>One statement with its values.</summary>
    public sealed record Statement(string Sql, IReadOnlyList<Value> Values);

    /// <summary>A value by the name of its parameter.</summary>
    public sealed record Value(string Name, object? Content);
}
