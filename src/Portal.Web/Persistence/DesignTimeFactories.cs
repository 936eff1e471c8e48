using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Portal.Web.Security;

namespace Portal.Web.Persistence;

/// <summary>Lets the migration tool make the SQLite context without starting the portal.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqlitePortalDbContext>
{
    public SqlitePortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePortalDbContext>()
            .UseSqlite("Data Source=design-time.db").UseApplicationServiceProvider(DesignTime.Services).EnableServiceProviderCaching(false).Options, new AccessScope());
}

/// <summary>Lets the migration tool make the PostgreSQL context without starting the portal or a server.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresPortalDbContext>
{
    public PostgresPortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPortalDbContext>()
            .UseNpgsql("Host=design-time").UseApplicationServiceProvider(DesignTime.Services).EnableServiceProviderCaching(false).Options, new AccessScope());
}

file static class DesignTime
{
    /// <summary>What the model takes from the services: the account rules decide the form of the sign-in tables.</summary>
    public static IServiceProvider Services { get; } = new ServiceCollection().Configure<IdentityOptions>(AccountRules.Apply).BuildServiceProvider();
}
