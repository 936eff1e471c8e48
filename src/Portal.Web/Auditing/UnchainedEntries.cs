using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;

namespace Portal.Web.Auditing;

/// <summary>Entries of the trail that a unit of work saves, until the transaction is committed in which they get their places (<see cref="ChainAtCommit"/>).</summary>
internal sealed class UnchainedEntries
{
    /// <summary>The transaction is null where the save begins one of its own: then it is the next that is committed.</summary>
    private readonly List<(Guid? Transaction, AuditEntry Entry)> _waiting = [];

    /// <summary>Those to be written before a transaction is committed, in the order in which they were recorded.</summary>
    public IReadOnlyList<AuditEntry> Of(Guid transaction) => [.. _waiting.Where(w => w.Transaction is null || w.Transaction == transaction).Select(w => w.Entry)];

    public void Written(IReadOnlyList<AuditEntry> entries) => _waiting.RemoveAll(w => entries.Contains(w.Entry));

    /// <summary>Saves everything else; the entries follow at the end of the transaction.</summary>
    public async Task<int> SaveAsync(PortalDbContext db, Func<Task<int>> save, CancellationToken ct)
    {
        var added = db.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        if (added.Count == 0)
        {
            return await save();
        }

        var behaviour = db.Database.AutoTransactionBehavior;
        var outer = db.Database.CurrentTransaction?.TransactionId;
        _waiting.RemoveAll(w => w.Transaction != outer || outer is null); // of a transaction that was given up
        _waiting.AddRange(added.Select(e => (outer, e)));
        added.ForEach(e => db.Entry(e).State = EntityState.Detached);
        var saved = false;
        try
        {
            db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
            var rows = await save();
            if (outer is null)
            {
                await WriteAloneAsync(db, ct);
            }

            saved = true;
            return rows + added.Count;
        }
        finally
        {
            db.Database.AutoTransactionBehavior = behaviour;
            if (!saved)
            {
                Written(added);
                db.AddRange(added); // so that the same save can be made again
            }
        }
    }

    /// <summary>Where there was nothing else to save, no transaction has been committed.</summary>
    private async Task WriteAloneAsync(PortalDbContext db, CancellationToken ct)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await transaction.CommitAsync(ct);
        if (_waiting.Count > 0)
        {
            throw new InvalidOperationException($"This database was opened without {nameof(ChainAtCommit)}, so that nothing can go on the record.");
        }
    }
}
