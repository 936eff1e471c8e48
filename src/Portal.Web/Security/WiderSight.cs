namespace Portal.Web.Security;

/// <summary>
/// Lets the present person act where a process reaches beyond the records they may read: in a unit of work of its own with the sight of the
/// portal, so that nothing read there can reach the page that asked. Whether they may do it is decided before, by what they may see.
/// </summary>
public sealed class WiderSight(IServiceScopeFactory scopes, CurrentPerson me)
{
    /// <summary>Opens the unit of work; the present person acts in it.</summary>
    public async Task<AsyncServiceScope> OpenAsync(CancellationToken ct)
    {
        var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().BecomeAsync(me.Id, ct);
        scope.ServiceProvider.GetRequiredService<AccessScope>().OpenForPortal();
        return scope;
    }

    /// <summary>Does one thing in such a unit of work.</summary>
    public async Task<T> DoAsync<T>(Func<IServiceProvider, Task<T>> act, CancellationToken ct)
    {
        await using var scope = await OpenAsync(ct);
        return await act(scope.ServiceProvider);
    }
}
