using System.Reflection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Persistence.Conventions;
using Portal.Web.Searching;
using Portal.Web.Security;

namespace Portal.Web.Persistence;

/// <summary>Everything the portal remembers. One model, two databases: see the SQLite and PostgreSQL contexts.</summary>
public abstract partial class PortalDbContext(DbContextOptions options, AccessScope scope)
    : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>Name of the query filter that hides other bodies' records. Nothing in a page lifts it.</summary>
    public const string BodyFilter = "Body";

    private static readonly MethodInfo IsolateMethod = typeof(PortalDbContext).GetMethod(nameof(Isolate), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>Read by the query filters at the moment a query runs.</summary>
    internal AccessScope Scope => scope;

    /// <summary>Entries of the trail that wait for the commit.</summary>
    internal UnchainedEntries Unchained { get; } = new();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false; // Once is enough: with many rows, looking through all of them is much of the work of a save.
        try
        {
            await IndexedTexts.KeepAsync(this, cancellationToken);
            VersionStamp.Raise(ChangeTracker);
            return await AskedForOnce.SaveAsync(
                this, () => Unchained.SaveAsync(this, () => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), cancellationToken), cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        ChangeTracker.DetectChanges();
        if (ChangeTracker.Entries<AuditEntry>().Any(e => e.State == EntityState.Added))
        {
            throw new InvalidOperationException("What goes on the record is saved asynchronously.");
        }

        VersionStamp.Raise(ChangeTracker);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        TypedIds.Apply(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        VersionStamp.Configure(builder);
        foreach (var entity in builder.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t.IsAssignableTo(typeof(IBelongsToBody))).ToList())
        {
            IsolateMethod.MakeGenericMethod(entity).Invoke(this, [builder]);
        }

        FilterWhatFewerOrOthersSee(builder);
    }

    // An instance method, because EF Core reads the scope of the present context only through `this`.
    private void Isolate<T>(ModelBuilder builder) where T : class, IBelongsToBody => builder.Entity<T>().HasQueryFilter(
        BodyFilter, record => Scope.Everything || Scope.BodyIds.Contains(EF.Property<Id<Body>>(record, nameof(IBelongsToBody.BodyId))));
}
