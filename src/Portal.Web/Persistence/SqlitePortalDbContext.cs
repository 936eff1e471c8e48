using Microsoft.EntityFrameworkCore;
using Portal.Web.Security;

namespace Portal.Web.Persistence;

/// <summary>The portal on a SQLite file: the default, with nothing to install.</summary>
public sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options, AccessScope scope) : PortalDbContext(options, scope);
