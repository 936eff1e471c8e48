using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Portal.WebTests.Infrastructure;

/// <summary>Ends a save the way a dying process does: after everything was prepared, before anything was written.</summary>
public sealed class FailingSaves : SaveChangesInterceptor
{
    private Func<bool>? _fails;

    /// <summary>Lets the save after <paramref name="passing"/> more saves fail, and those after it pass again.</summary>
    public void FailAfter(int passing)
    {
        var left = passing;
        _fails = () => left-- == 0;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (_fails?.Invoke() == true)
        {
            _fails = null;
            throw new PowerCut();
        }

        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }
}

/// <summary>The power went.</summary>
public sealed class PowerCut() : Exception("The power went.");
