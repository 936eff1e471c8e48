using Microsoft.Extensions.Time.Testing;
using Portal.Web.Jobs;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Jobs;

public sealed class LeaseTests : JobTest
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource let = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Work_broken_off_midway_is_run_again_when_its_lease_has_run_out_and_not_before()
    {
        // A killed process renews nothing: its clock stands still.
        var (killed, next) = (Portal(script: Hanging()), Portal());
        await RequestAsync(killed, "pack-1");
        var dead = RunDueAsync(killed);
        await begun.Task;

        next.Clock.Advance(TimeSpan.FromSeconds(59));
        (await RunDueAsync(next)).ShouldBe(0);
        next.Clock.Advance(TimeSpan.FromSeconds(1));
        (await RunDueAsync(next)).ShouldBe(1);

        var row = (await RowsAsync(next)).Single();
        row.State.ShouldBe(JobState.Done);
        row.Attempts.ShouldBe(2);
        let.SetResult();
        await dead;
    }

    [Fact]
    public async Task Whoever_lost_the_lease_cannot_end_the_work_of_its_successor()
    {
        var (first, second) = (Portal(script: Hanging()), Portal());
        await RequestAsync(first, "pack-1");
        var late = RunDueAsync(first);
        await begun.Task;
        second.Clock.Advance(TimeSpan.FromMinutes(2));
        Script.Does = async (_, _) =>
        {
            let.SetResult();
            await late;
            throw new IOException("the second run failed");
        };

        await RunDueAsync(second);

        var row = (await RowsAsync(second)).Single();
        row.State.ShouldBe(JobState.Waiting);
        row.LastError.ShouldBe("IOException: the second run failed");
    }

    [Fact]
    public async Task Whoever_lost_the_lease_is_told_to_stop()
    {
        var stopped = false;
        var waits = new Script
        {
            Does = async (_, ct) =>
            {
                begun.SetResult();
                try
                {
                    await let.Task.WaitAsync(ct);
                }
                catch (OperationCanceledException)
                {
                    stopped = true;
                    throw;
                }
            },
        };
        var (first, second) = (Portal(script: waits), Portal());
        await RequestAsync(first, "pack-1");
        var run = RunDueAsync(first);
        await begun.Task;
        second.Clock.Advance(TimeSpan.FromMinutes(2));
        await RunDueAsync(second);

        first.Clock.Advance(TimeSpan.FromSeconds(20));
        await run;

        stopped.ShouldBeTrue();
        (await RowsAsync(second)).Single().State.ShouldBe(JobState.Done);
    }

    [Fact]
    public async Task Work_that_takes_long_keeps_its_lease()
    {
        var clock = new FakeTimeProvider(TestPortal.MondayMorning);
        var (busy, idle) = (Portal(clock, Hanging()), Portal(clock));
        await RequestAsync(busy, "pack-1");
        var run = RunDueAsync(busy);
        await begun.Task;
        for (var minute = 0; minute < 3; minute++)
        {
            var until = (await RowsAsync(idle)).Single().LeaseUntil;
            clock.Advance(TimeSpan.FromSeconds(50));
            await Eventually.IsTrueAsync(async () => (await RowsAsync(idle)).Single().LeaseUntil > until);
            (await RunDueAsync(idle)).ShouldBe(0);
        }

        let.SetResult();
        await run;

        (await RowsAsync(idle)).Single().State.ShouldBe(JobState.Done);
    }

    [Fact]
    public async Task Work_that_kills_its_process_each_time_is_given_up()
    {
        var clock = new FakeTimeProvider(TestPortal.MondayMorning);
        for (var life = 1; life <= 2; life++)
        {
            // Each life of the process has a clock of its own that stops with it.
            var killed = Portal(new FakeTimeProvider(clock.GetUtcNow()), new Script { Does = (_, _) => let.Task }, ("Jobs:MaxAttempts", "2"));
            await RequestAsync(killed, "pack-1");
            _ = RunDueAsync(killed);
            var expected = life;
            await Eventually.IsTrueAsync(async () => (await RowsAsync(killed)).Single().Attempts == expected);
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        var last = Portal(clock, settings: ("Jobs:MaxAttempts", "2"));
        await RunDueAsync(last);

        Script.Ran.ShouldBeEmpty();
        var row = (await RowsAsync(last)).Single();
        row.State.ShouldBe(JobState.Failed);
        row.LastError.ShouldNotBeNull().ShouldStartWith("Broken off in each of 2 attempts.");
        let.SetResult();
    }

    private Script Hanging() => new()
    {
        Does = (_, _) =>
        {
            begun.SetResult();
            return let.Task;
        },
    };
}
