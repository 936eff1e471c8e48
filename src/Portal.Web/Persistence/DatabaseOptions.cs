namespace Portal.Web.Persistence;

/// <summary>Configuration section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>More than any page and job asks for; PostgreSQL keeps so many on each connection.</summary>
    private const int PreparedStatements = 200;

    /// <summary><c>sqlite</c> (default) or <c>postgres</c>.</summary>
    public string Provider { get; init; } = "sqlite";

    /// <summary>Connection string; for SQLite the default is <c>portal.db</c> in the data directory.</summary>
    public string? ConnectionString { get; init; }

    public bool IsPostgres => Provider.Equals("postgres", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The connection string for PostgreSQL, by which a statement that comes again is prepared once on each connection. Whoever sets
    /// <c>Max Auto Prepare</c> decides otherwise: 0 where a pooler in between gives each transaction another connection.
    /// </summary>
    internal string? PreparingConnectionString => ConnectionString is null ? null : $"Max Auto Prepare={PreparedStatements};{ConnectionString}"; // What comes later counts.
}
