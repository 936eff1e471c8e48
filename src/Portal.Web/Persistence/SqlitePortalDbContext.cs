using Microsoft.EntityFrameworkCore;
using Portal.Web.Security;

namespace Portal.Web.Persistence;

/// <summary>The portal on a SQLite file: the default, with nothing to install.</summary>
public sealed class SqlitePortalDbContext : PortalDbContext
{
    public SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options, AccessScope scope) : base(options, scope) =>

        // So that a save of one statement waits for its turn as every other does: turns are taken by transactions.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
}
