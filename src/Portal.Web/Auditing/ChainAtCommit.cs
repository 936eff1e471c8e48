using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Portal.Web.Persistence;

namespace Portal.Web.Auditing;

/// <summary>
/// Writes the entries of a transaction as the last thing before it is committed, and gives them their places then. So the trail is
/// waited for only as long as a commit takes, however long the transaction was, and nobody who waits for it holds what others need next.
/// </summary>
internal sealed class ChainAtCommit : DbTransactionInterceptor
{
    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is PortalDbContext db && db.Unchained.Of(eventData.TransactionId) is { Count: > 0 } entries)
        {
            await AuditTable.AppendAsync(transaction, db, entries, cancellationToken);
            db.Unchained.Written(entries);
        }

        return result;
    }

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        eventData.Context is PortalDbContext db && db.Unchained.Of(eventData.TransactionId).Count > 0
            ? throw new InvalidOperationException("What goes on the record is committed asynchronously.") : result;
}
