using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Portal.Web.Persistence;

/// <summary>
/// Thrown by a part of a use case that failed for good and has made sure it will be passed over: the use case is to be run again on a clean context.
/// </summary>
public sealed class RunAgain(Exception cause) : Exception(cause.Message, cause);

/// <summary>What happens when two people save at once.</summary>
public static class Conflicts
{
    /// <summary>More than people who can meet at one record; it only ends a use case that would lose for ever.</summary>
    private const int MostAttempts = 20;

    /// <summary>Those who lost a race over the same record run again one after another, so that each loses to newcomers at most. Records share the turns by hash.</summary>
    private static readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs a use case that loads, changes and saves; when somebody else saved first, everything is read afresh and it runs again.</summary>
    /// <remarks>The use case sees the winner's data the second time, so its own rules decide: a second signature is added, a second use of a task is refused.</remarks>
    public static async Task<T> RetryOnConflictAsync<T>(this PortalDbContext db, Func<Task<T>> useCase)
    {
        SemaphoreSlim? turn = null;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await useCase();
                }
                catch (Exception lost) when (attempt < MostAttempts && IsLostRace(lost))
                {
                    turn ??= await TakeTurnAsync(SaveOf(lost)!);
                    db.ChangeTracker.Clear();
                }
                catch (RunAgain)
                {
                    db.ChangeTracker.Clear();
                    attempt--;
                }
            }
        }
        finally
        {
            turn?.Release();
        }
    }

    /// <inheritdoc cref="RetryOnConflictAsync{T}"/>
    public static Task RetryOnConflictAsync(this PortalDbContext db, Func<Task> useCase) => db.RetryOnConflictAsync(async () =>
    {
        await useCase();
        return true;
    });

    /// <summary>
    /// True when the save failed because somebody else saved the same record, made the one that may exist only once, or waited for this save
    /// while this one waited for theirs.
    /// </summary>
    public static bool IsLostRace(Exception exception) => SaveOf(exception) is { } save
        && (save is DbUpdateConcurrencyException || save.InnerException is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected }
            || (save.InnerException is { } inner && IsUniqueViolation(inner)));

    /// <summary>True when the database refused a statement because there is such a row already.</summary>
    public static bool IsUniqueViolation(Exception exception) => exception
        is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 }
        or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>The save that failed; EF puts what may pass by itself, such as a deadlock, into an exception of its own.</summary>
    private static DbUpdateException? SaveOf(Exception exception) => exception as DbUpdateException ?? (exception as InvalidOperationException)?.InnerException as DbUpdateException;

    /// <returns>Null for whoever has waited too long; he goes on without.</returns>
    private static async Task<SemaphoreSlim?> TakeTurnAsync(DbUpdateException lost)
    {
        var key = lost.Entries.Count > 0 ? lost.Entries[0].Metadata.FindPrimaryKey()!.Properties.Select(p => lost.Entries[0].Property(p).CurrentValue) : [];
        var turn = _turns[(uint)StringComparer.Ordinal.GetHashCode(string.Join('/', key)) % _turns.Length];
        return await turn.WaitAsync(_patience) ? turn : null;
    }
}
