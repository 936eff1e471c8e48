using Microsoft.EntityFrameworkCore;
using Portal.Web.Security;

namespace Portal.Web.Persistence;

/// <summary>The portal on PostgreSQL, for more than one machine.</summary>
public sealed class PostgresPortalDbContext(DbContextOptions<PostgresPortalDbContext> options, AccessScope scope) : PortalDbContext(options, scope);
