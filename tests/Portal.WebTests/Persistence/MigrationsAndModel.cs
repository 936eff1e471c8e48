using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Persistence;

public sealed class MigrationsAndModel(PortalFixture portal) : PortalTest(portal)
{
    [Theory]
    [InlineData(typeof(SqlitePortalDbContext))]
    [InlineData(typeof(PostgresPortalDbContext))]
    public void The_migrations_of_each_database_make_the_model_as_it_is(Type context)
    {
        var factory = typeof(PortalDbContext).Assembly.GetTypes().Single(t => t.IsAssignableTo(typeof(IDesignTimeDbContextFactory<>).MakeGenericType(context)));

        using var db = (DbContext)factory.GetMethod("CreateDbContext")!.Invoke(Activator.CreateInstance(factory, nonPublic: true), [Array.Empty<string>()])!;

        db.Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Fact]
    public async Task The_running_portal_has_the_same_model_and_no_migration_waits()
    {
        await Portal.ReadAsync(async db =>
        {
            db.Database.HasPendingModelChanges().ShouldBeFalse();
            (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
            return true;
        });
    }
}
