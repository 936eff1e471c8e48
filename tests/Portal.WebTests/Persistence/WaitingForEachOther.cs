using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Persistence;

/// <summary>Two transactions of which each waits for a row of the other: the database ends one, which is a race that it lost.</summary>
public sealed class WaitingForEachOther(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task Whoever_is_ended_for_the_other_begins_again()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres", "SQLite has one writer at a time: nobody waits for anybody there.");
        var people = await Portal.ReadAsync(db => db.People.OrderBy(p => p.Name).Take(2).Select(p => p.Id).ToListAsync());
        using var bothHoldOne = new CountdownEvent(2);
        var begun = 0;

        async Task<int> NameAsync(Id<Person> first, Id<Person> second, string name) => await Portal.ReadAsync(db => db.RetryOnConflictAsync(async () =>
        {
            Interlocked.Increment(ref begun);
            await using var transaction = await db.Database.BeginTransactionAsync();
            await RenameAsync(db, first, name);
            if (!bothHoldOne.IsSet)
            {
                bothHoldOne.Signal();
                await Task.Run(() => bothHoldOne.Wait(TimeSpan.FromSeconds(30)));
            }

            await RenameAsync(db, second, name);
            await transaction.CommitAsync();
            return 0;
        }));

        await Task.WhenAll(NameAsync(people[0], people[1], "One"), NameAsync(people[1], people[0], "Other"));

        begun.ShouldBeGreaterThan(2, "one of both began again; on a slow machine they may meet once more");
        (await Portal.ReadAsync(db => db.People.Where(p => people.Contains(p.Id)).Select(p => p.Name).Distinct().CountAsync())).ShouldBe(1);
    }

    private static async Task RenameAsync(PortalDbContext db, Id<Person> id, string name)
    {
        db.Entry(await db.People.AsTracking().SingleAsync(p => p.Id == id)).Property(p => p.Name).CurrentValue = name;
        await db.SaveChangesAsync();
    }
}
