using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.WebTests.Infrastructure;

/// <summary>Ends a save the way a dying process does: after everything was prepared, before anything was written.</summary>
public sealed class FailingSaves : SaveChangesInterceptor
{
    private Func<DbContext, bool>? _fails;

    /// <summary>True while a save is still to fail.</summary>
    public bool AreToFail => _fails is not null;

    /// <summary>Lets the save after <paramref name="passing"/> more saves fail, and those after it pass again.</summary>
    public void FailAfter(int passing)
    {
        var left = passing;
        _fails = _ => left-- == 0;
    }

    /// <summary>Lets the first save fail in which a <typeparamref name="T"/> has become what <paramref name="isReached"/> says.</summary>
    public void FailOnce<T>(Func<T, bool> isReached)
        where T : class =>
        _fails = db => db.ChangeTracker.Entries<T>().Any(e => e.State is EntityState.Added or EntityState.Modified && isReached(e.Entity));

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (_fails is { } fails && eventData.Context is { } db && fails(db))
        {
            _fails = null;
            throw new PowerCut();
        }

        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }
}

/// <summary>The power went.</summary>
public sealed class PowerCut() : Exception("The power went.");
