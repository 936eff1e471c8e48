using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;
using Portal.UnitTests.Workflow;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Workflows.Cases;

/// <summary>Ten resumes for each case at the same moment: five tasks, each done by two people. One node on SQLite, two on PostgreSQL.</summary>
public sealed class ResumingManyAtOnce : CaseTest
{
    private const int Cases = 500;

    private static readonly string[] _together = ["one", "two", "three", "four", "five"];

    [Fact]
    public async Task Of_five_thousand_resumes_of_five_hundred_cases_each_wait_takes_one_and_tells_the_other_who_did_it()
    {
        await PublishAsync("together", Together());
        for (var n = 0; n < Cases; n++)
        {
            await StartAsync("together");
        }

        var tasks = await Portal.WithDbAsync(db => db.Tasks.OrderBy(t => t.BookmarkId).Select(t => t.Id).ToListAsync());
        await using var other = ScratchDatabase.IsPostgres ? On() : null;
        var acts = tasks.SelectMany(t => new[] { new Act(t, Chair, Portal), new Act(t, Manager, other ?? Portal) }).ToList();
        acts.Count.ShouldBe(5_000);

        await AllAtOnceAsync(acts);

        var done = acts.Where(a => a.Failure is null).ToDictionary(a => a.Task, a => a.By);
        acts.Where(a => a.Failure is not null).ShouldAllBe(a => a.Failure is RuleBroken);
        foreach (var refused in acts.Where(a => a.Failure is not null))
        {
            refused.Failure!.Message.ShouldBe($"This was already done by {done[refused.Task].Name} on 2 March 2015 at 9.00am. Nothing was changed by you.");
        }

        var ended = await Portal.WithDbAsync(db => db.Tasks.AsNoTracking().Where(t => t.State == TaskState.Done).ToListAsync());
        ended.ToDictionary(t => t.Id, t => t.EndedBy).ShouldBe(done.ToDictionary(d => d.Key, d => (Id<Person>?)d.Value.Id), ignoreOrder: true);
        await EveryCaseWentOnOnceAsync();
    }

    private static System.Text.Json.Nodes.JsonObject Together() => Flows.Flowchart(
        "flow",
        [Flows.Activity("start", "Elsa.Start"), Flows.Fork("fork", _together), .. _together.Select(t => Task(t)), Flows.Join("join", "WaitAll"), Step("recorded"), Task("after")],
        ["start.Done fork", .. _together.Select(t => $"fork.{t} {t}"), .. _together.Select(t => $"{t}.Done join"), "join.Done recorded", "recorded.Done after"]);

    private static async Task AllAtOnceAsync(IReadOnlyList<Act> acts)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = acts.Select(async act =>
        {
            await go.Task;
            act.Failure = await Record.ExceptionAsync(act.DoAsync);
        }).ToList();
        go.SetResult();
        await System.Threading.Tasks.Task.WhenAll(all);
    }

    private async Task EveryCaseWentOnOnceAsync()
    {
        var cases = await Portal.WithDbAsync(db => db.Set<WorkflowInstance>().Select(i => i.Id).ToListAsync());
        var journal = (await Portal.WithDbAsync(db => db.Set<WorkflowJournalLine>().AsNoTracking().ToListAsync())).ToLookup(l => l.InstanceId);
        foreach (var id in cases)
        {
            var lines = journal[id].OrderBy(l => l.Sequence).ToList();
            lines.Select(l => l.Sequence).ShouldBe(Enumerable.Range(1, lines.Count).Select(n => (long)n));
            lines.Where(l => l.Event is "Resumed").Select(l => l.ActivityId).Order(StringComparer.Ordinal).ShouldBe(_together.Order(StringComparer.Ordinal));
            lines.Count(l => l is { ActivityId: "recorded", Event: "Completed" }).ShouldBe(1);
        }

        (await OpenTasksAsync()).ShouldBe(Enumerable.Repeat("after", Cases));
        (await Portal.WithDbAsync(db => db.Set<WorkflowBookmark>().Select(b => b.ActivityId).ToListAsync())).ShouldBe(Enumerable.Repeat("after", Cases));
        (await CheckAsync()).ShouldBe((0, 0));
    }

    /// <summary>One person does one task.</summary>
    private sealed record Act(Id<PostTask> Task, Person By, TestPortal On)
    {
        public Exception? Failure { get; set; }

        public Task DoAsync() => On.DoAsync(async s =>
        {
            await s.GetRequiredService<CurrentPerson>().BecomeAsync(By.Id, default);
            await s.GetRequiredService<TaskCompletion>().FinishAsync(Task, "Done", null, default);
        });
    }
}
