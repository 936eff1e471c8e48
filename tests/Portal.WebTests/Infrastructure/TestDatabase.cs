namespace Portal.WebTests.Infrastructure;

/// <summary>A database of one test class: migrated, with reference data and the demonstration, put back to that between tests.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>As configuration key <c>Database:Provider</c> names it.</summary>
    public abstract string Provider { get; }

    public abstract string ConnectionString { get; }

    /// <summary>Takes away what a test has written.</summary>
    public abstract Task ResetAsync();

    /// <summary>Keeps what it holds now.</summary>
    /// <returns>Puts it into another database that was just reset.</returns>
    public abstract Task<Func<TestDatabase, Task>> KeepAsync();

    public abstract ValueTask DisposeAsync();
}
