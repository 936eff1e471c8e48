using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.Web.Persistence.Writing;

/// <summary>
/// Takes a turn before a transaction begins (EF Core begins one for every save on SQLite, see <see cref="SqlitePortalDbContext"/>), and
/// around a single statement that writes without one. A transaction's turn ends with it: <see cref="TurnEndingTransactions"/>.
/// </summary>
internal sealed class TakingTurns(WriteTurns turns) : IDbTransactionInterceptor, IDbCommandInterceptor
{
    // The transaction is begun here rather than by EF Core, which tells nobody when that fails: the turn would never end.
    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default) =>
        Begin(connection, eventData, await turns.TakeAsync(cancellationToken));

    public InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result) =>
        Begin(connection, eventData, turns.Take());

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (result.HasResult || !IsLoneWrite(command, eventData))
        {
            return result;
        }

        using var turn = await turns.TakeAsync(cancellationToken);
        return InterceptionResult<int>.SuppressWithResult(await command.ExecuteNonQueryAsync(cancellationToken));
    }

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (result.HasResult || !IsLoneWrite(command, eventData))
        {
            return result;
        }

        using var turn = turns.Take();
        return InterceptionResult<int>.SuppressWithResult(command.ExecuteNonQuery());
    }

    private static bool IsLoneWrite(DbCommand command, CommandEventData eventData) => command.Transaction is null
        && eventData.CommandSource is CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw;

    private static InterceptionResult<DbTransaction> Begin(DbConnection connection, TransactionStartingEventData eventData, IDisposable turn)
    {
        try
        {
            var transaction = connection.BeginTransaction(eventData.IsolationLevel);
            WriteTurns.Give(transaction, turn);
            return InterceptionResult<DbTransaction>.SuppressWithResult(transaction);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }
}
