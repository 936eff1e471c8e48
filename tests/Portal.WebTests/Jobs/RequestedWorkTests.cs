using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Web.Jobs;
using Portal.Web.Persistence;

namespace Portal.WebTests.Jobs;

public sealed class RequestedWorkTests : JobTest
{
    [Fact]
    public async Task Work_asked_for_again_and_again_is_one_row_and_is_done_once()
    {
        var portal = Portal();
        await RequestAsync(portal, "pack-1", "pack-1");
        await RequestAsync(portal, "pack-1", "pack-2");

        (await RunDueAsync(portal)).ShouldBe(2);
        await RequestAsync(portal, "pack-1");
        (await RunDueAsync(portal)).ShouldBe(0);

        Script.Ran.ShouldBe(["pack-1", "pack-2"], ignoreOrder: true);
        (await RowsAsync(portal)).ShouldAllBe(j => j.State == JobState.Done && j.Attempts == 1 && j.EndedAt != null && j.LeaseUntil == null);
    }

    [Fact]
    public async Task Work_is_not_there_when_the_change_it_belongs_to_is_not_saved()
    {
        var portal = Portal();
        await portal.DoAsync(async services =>
        {
            var db = services.GetRequiredService<PortalDbContext>();
            services.GetRequiredService<JobQueue>().Request(ScriptedJob.Kind, "pack-1");
            db.AddRange(Body.Found("E1", "Northshire", BodyKind.LocalAuthority), Body.Found("E1", "Southshire", BodyKind.LocalAuthority));
            await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
        });

        (await RowsAsync(portal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_saves_that_ask_for_the_same_work_at_the_same_moment_both_keep_their_change()
    {
        var portal = Portal();
        await portal.DoAsync(async first => await portal.DoAsync(async second =>
        {
            var (one, other) = (first.GetRequiredService<PortalDbContext>(), second.GetRequiredService<PortalDbContext>());
            one.Add(Body.Found("E1", "Northshire", BodyKind.LocalAuthority));
            first.GetRequiredService<JobQueue>().Request(ScriptedJob.Kind, "pack-1");
            other.Add(Body.Found("E2", "Southshire", BodyKind.LocalAuthority));
            second.GetRequiredService<JobQueue>().Request(ScriptedJob.Kind, "pack-1");

            // The other has looked for the row and not found it; before it writes, this one does.
            other.SavingChanges += (_, _) => one.SaveChanges();
            await other.SaveChangesAsync();
        }));

        (await RowsAsync(portal)).Count.ShouldBe(1);
        (await portal.WithDbAsync(db => db.Bodies.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Work_waits_for_its_time()
    {
        var portal = Portal();
        await portal.DoAsync(async services =>
        {
            services.GetRequiredService<JobQueue>().Request(ScriptedJob.Kind, "timer", portal.Clock.GetUtcNow().UtcDateTime.AddHours(1));
            await services.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });

        (await RunDueAsync(portal)).ShouldBe(0);
        portal.Clock.Advance(TimeSpan.FromHours(1));
        (await RunDueAsync(portal)).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_job_asks_for_is_done_in_the_same_round()
    {
        var portal = Portal();
        Script.Does = async (subject, _) =>
        {
            if (subject == "first")
            {
                await RequestAsync(portal, "second");
            }
        };
        await RequestAsync(portal, "first");

        (await RunDueAsync(portal)).ShouldBe(2);

        Script.Ran.ShouldBe(["first", "second"]);
    }

    [Fact]
    public async Task Failing_work_is_tried_again_after_growing_waits_and_ends_failed_with_its_error()
    {
        var portal = Portal(settings: [("Jobs:MaxAttempts", "4"), ("Jobs:FirstRetrySeconds", "30"), ("Jobs:LongestRetrySeconds", "100")]);
        Script.Does = (subject, _) => throw new InvalidOperationException($"attempt {Script.Ran.Count} at {subject}", new IOException("disk full"));
        await RequestAsync(portal, "pack-1");
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt < 4; attempt++)
        {
            (await RunDueAsync(portal)).ShouldBe(1);
            var row = (await RowsAsync(portal)).Single();
            row.State.ShouldBe(JobState.Waiting);
            row.LastError.ShouldBe($"InvalidOperationException: attempt {attempt} at pack-1 ← IOException: disk full");
            var wait = row.NotBefore - portal.Clock.GetUtcNow().UtcDateTime;
            waits.Add(wait);
            portal.Clock.Advance(wait - TimeSpan.FromSeconds(1));
            (await RunDueAsync(portal)).ShouldBe(0);
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await RunDueAsync(portal)).ShouldBe(1);
        portal.Clock.Advance(TimeSpan.FromDays(30));
        (await RunDueAsync(portal)).ShouldBe(0);

        waits.ShouldBe([TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(100)]);
        var failed = (await RowsAsync(portal)).Single();
        failed.State.ShouldBe(JobState.Failed);
        failed.Attempts.ShouldBe(4);
        failed.LastError.ShouldNotBeNull().ShouldContain("attempt 4");
    }

    [Fact]
    public async Task Work_that_was_given_up_can_be_tried_again()
    {
        var portal = Portal(settings: ("Jobs:MaxAttempts", "1"));
        Script.Does = (_, _) => throw new IOException("disk full");
        await RequestAsync(portal, "pack-1");
        await RunDueAsync(portal);
        var id = (await RowsAsync(portal)).Single().Id;

        Script.Does = (_, _) => Task.CompletedTask;
        (await portal.DoAsync(s => s.GetRequiredService<JobQueue>().TryAgainAsync(id, default))).ShouldBeTrue();
        (await RunDueAsync(portal)).ShouldBe(1);

        (await RowsAsync(portal)).Single().State.ShouldBe(JobState.Done);
        (await portal.DoAsync(s => s.GetRequiredService<JobQueue>().TryAgainAsync(id, default))).ShouldBeFalse();
    }

    [Fact]
    public async Task Work_of_a_kind_nobody_knows_says_so()
    {
        var portal = Portal();
        await portal.DoAsync(async services =>
        {
            services.GetRequiredService<JobQueue>().Request("unknown", "1");
            await services.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });

        await RunDueAsync(portal);

        (await RowsAsync(portal)).Single().LastError.ShouldNotBeNull().ShouldContain("'unknown'");
    }
}
