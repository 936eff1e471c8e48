using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Portal.Domain.Common;

namespace Portal.Web.Persistence.Conventions;

/// <summary>Raises <see cref="IVersioned.Version"/> at each save and makes it the concurrency token, alike on both databases.</summary>
internal static class VersionStamp
{
    public static void Configure(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(IVersioned))))
        {
            builder.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
        }
    }

    public static void Raise(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries<IVersioned>().Where(e => e.State is EntityState.Added or EntityState.Modified))
        {
            var version = entry.Property(e => e.Version);
            version.CurrentValue = version.OriginalValue + (entry.State == EntityState.Added && version.OriginalValue > 0 ? 0 : 1);
        }
    }
}
