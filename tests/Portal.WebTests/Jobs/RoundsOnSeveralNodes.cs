using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Web.Jobs;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Jobs;

/// <summary>Recurring work on several nodes: on PostgreSQL they share what Hangfire remembers too, on SQLite the rows alone.</summary>
public sealed class RoundsOnSeveralNodes : JobTest
{
    private static readonly (string, string)[] Server = [("Jobs:RunServer", "true"), ("Jobs:Workers", "4"), ("Jobs:PollSeconds", "1")];

    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource let = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task However_often_two_nodes_come_to_a_round_one_works_on_it_and_afterwards_it_comes_again()
    {
        const int Rings = 5;
        Script.Does = (_, _) =>
        {
            begun.TrySetResult();
            return let.Task;
        };
        var (one, other) = (Portal(settings: Server), Portal(settings: Server));
        await Task.WhenAll(one.App.StartAsync(), other.App.StartAsync());
        one.App.Services.GetRequiredService<JobBell>().Ring(ScriptedJob.Round);
        await begun.Task;

        foreach (var ring in Enumerable.Range(1, Rings))
        {
            foreach (var node in new[] { one, other })
            {
                node.App.Services.GetRequiredService<JobBell>().Ring(ScriptedJob.Round);
            }

            await Eventually.IsTrueAsync(() => Task.FromResult(Left(one, other) >= 2 * ring));
        }

        Script.Ran.ShouldBe([ScriptedJob.Round]);
        let.SetResult();
        await Eventually.IsTrueAsync(async () => (await RoundAsync(one)).State == JobState.Done);
        other.App.Services.GetRequiredService<JobBell>().Ring(ScriptedJob.Round);
        await Eventually.IsTrueAsync(() => Task.FromResult(Script.Ran.Count == 2));
    }

    [Fact]
    public async Task A_round_whose_node_died_is_run_again_when_its_lease_has_run_out_and_not_before()
    {
        // A killed process renews nothing: its clock stands still.
        var killed = Portal(script: new Script
        {
            Does = (_, _) =>
            {
                begun.SetResult();
                return let.Task;
            },
        });
        var next = Portal();
        var dead = RunRoundAsync(killed);
        await begun.Task;

        next.Clock.Advance(TimeSpan.FromSeconds(59));
        ((await RunRoundAsync(next)), await RunDueAsync(next)).ShouldBe((false, 0));
        next.Clock.Advance(TimeSpan.FromSeconds(1));
        (await RunDueAsync(next)).ShouldBe(1);

        var round = await RoundAsync(next);
        (round.State, round.Attempts).ShouldBe((JobState.Done, 2));
        let.SetResult();
        await dead;
    }

    [Fact]
    public async Task A_round_that_failed_is_tried_again_and_the_next_begins_afresh()
    {
        var portal = Portal(settings: ("Jobs:FirstRetrySeconds", "30"));
        Script.Does = (_, _) => throw new IOException("disk full");
        await RunRoundAsync(portal);
        var failed = await RoundAsync(portal);
        (failed.State, failed.Attempts, failed.LastError).ShouldBe((JobState.Waiting, 1, "IOException: disk full"));
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        (await RunDueAsync(portal)).ShouldBe(1);
        (await RoundAsync(portal)).Attempts.ShouldBe(2);

        Script.Does = (_, _) => Task.CompletedTask;
        (await RunRoundAsync(portal)).ShouldBeTrue();

        var mended = await RoundAsync(portal);
        (mended.State, mended.Attempts, mended.LastError).ShouldBe((JobState.Done, 1, null));
    }

    [Fact]
    public async Task The_first_round_of_all_that_several_nodes_begin_at_the_same_moment_is_run_by_one()
    {
        var clock = new FakeTimeProvider(TestPortal.MondayMorning);
        Script.Does = (_, _) => let.Task;
        var nodes = Enumerable.Range(0, 4).Select(_ => Portal(clock)).ToList();

        var rounds = nodes.ConvertAll(n => Task.Run(() => RunRoundAsync(n)));
        await Eventually.IsTrueAsync(() => Task.FromResult(rounds.Count(r => r.IsCompleted) == nodes.Count - 1));
        let.SetResult();

        (await Task.WhenAll(rounds)).Count(ran => ran).ShouldBe(1);
        Script.Ran.ShouldHaveSingleItem();
    }

    private static Task<bool> RunRoundAsync(TestPortal portal) => portal.App.Services.GetRequiredService<JobRunner>().RunRoundAsync(ScriptedJob.Round, default);

    private static Task<JobRequest> RoundAsync(TestPortal portal) => portal.WithDbAsync(db => db.Set<JobRequest>().AsNoTracking().SingleAsync(j => j.Kind == ScriptedJob.Round));

    /// <summary>How often a worker of theirs found the round under way, and left it.</summary>
    private static int Left(params TestPortal[] nodes)
    {
        var storages = nodes.Select(n => n.App.Services.GetRequiredService<JobStorage>().GetMonitoringApi().SucceededJobs(0, 1000));
        var each = storages.Select(jobs => jobs.Count(j => j.Value?.Job?.Args is [ScriptedJob.Round, ..])).ToList();
        return ScratchDatabase.IsPostgres ? each[0] : each.Sum();
    }
}
