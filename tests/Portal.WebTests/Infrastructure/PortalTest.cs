namespace Portal.WebTests.Infrastructure;

/// <summary>What every test of the portal begins with: an installation that nobody has used yet.</summary>
public abstract class PortalTest(PortalFixture portal) : IClassFixture<PortalFixture>, IAsyncLifetime
{
    protected PortalFixture Portal { get; } = portal;

    protected Given Given { get; } = new(portal);

    public async ValueTask InitializeAsync()
    {
        await Portal.ResetAsync();
        await SetUpAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>What all tests of the class need.</summary>
    protected virtual Task SetUpAsync() => Task.CompletedTask;

    /// <inheritdoc cref="PortalFixture.SignedInAsAsync"/>
    protected Task<Visitor> SignedInAs(string who) => Portal.SignedInAsAsync(who);
}
