using Microsoft.EntityFrameworkCore;
using Portal.UnitTests.Workflow;
using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.WebTests.Workflows.Cases;

public sealed class KeepingTheJournal : CaseTest
{
    [Fact]
    public async Task What_one_act_set_going_is_one_row_and_reads_line_by_line()
    {
        await PublishAsync("two-tasks", Flows.Sequence("root", Step("prepare"), Task("first"), Step("between"), Task("second")));
        var id = await StartAsync("two-tasks");
        Portal.Clock.Advance(TimeSpan.FromHours(1));
        var later = Portal.Clock.GetUtcNow().UtcDateTime;
        await FinishAsync("first");

        var bursts = await Portal.WithDbAsync(db => db.Set<WorkflowJournalBurst>().AsNoTracking().Where(b => b.InstanceId == id).OrderBy(b => b.First).ToListAsync());
        bursts.Select(b => (b.First, b.Last)).ShouldBe([(1, 6), (7, 12)]);
        var lines = await LinesAsync(id);
        lines.Select(l => (l.Sequence, l.ActivityId, l.Event)).ShouldBe(
        [
            (1, "Workflow1", "Started"), (2, "root", "Started"), (3, "prepare", "Started"), (4, "prepare", "Completed"), (5, "first", "Started"), (6, "first", "Suspended"),
            (7, "first", "Resumed"), (8, "first", "Completed"), (9, "between", "Started"), (10, "between", "Completed"), (11, "second", "Started"), (12, "second", "Suspended"),
        ]);
        lines.Skip(6).ShouldAllBe(l => l.At == later && l.At.Kind == DateTimeKind.Utc && l.BodyId == bursts[0].BodyId && l.ExecutionId.StartsWith(id + "/e"));
        (lines[7].Outcomes, lines[7].NodeId, lines[7].ActivityType, lines[7].Message, lines[7].By).ShouldBe(("Done", "Workflow1:root:first", "Portal.HumanTask", null, null));
    }

    [Fact]
    public async Task What_a_line_says_is_read_back_letter_by_letter()
    {
        await PublishAsync("waits", Flows.Sequence("root", Task("first")));
        var id = await StartAsync("waits");
        var at = new DateTime(2015, 12, 31, 23, 59, 59, DateTimeKind.Utc).AddTicks(1_234_560);
        const string Said = "\"Quoted\", [listed],\r\n\tback\\slash, ’ “ ” 😀 \u0001 null";
        await Portal.WithDbAsync(async db =>
        {
            var of = await db.Set<WorkflowInstance>().SingleAsync(i => i.Id == id);
            db.Add(new WorkflowJournalBurst
            {
                InstanceId = id, First = 101, Last = 103, BodyId = of.BodyId,
                Lines = JournalLines.Write(
                [
                    new JournalEntry(101, at, "e1", "a", "n", "T", JournalEvent.Skipped, ["One", "Two"], Said, "Sam O’Cole"),
                    new JournalEntry(102, at, "e1", "a", "n", "T", JournalEvent.Faulted, [], "a\0b", null),
                    new JournalEntry(103, at, "", "", "", "", JournalEvent.Started, [], null, null),
                ]),
            });
            return await db.SaveChangesAsync();
        });

        (await LinesAsync(id)).Where(l => l.Sequence > 100).Select(l => (l.Sequence, l.At, l.ExecutionId, l.ActivityId, l.NodeId, l.ActivityType, l.Event, l.Outcomes, l.Message, l.By)).ShouldBe(
        [
            (101, at, "e1", "a", "n", "T", "Skipped", "One, Two", Said, "Sam O’Cole"), (102, at, "e1", "a", "n", "T", "Faulted", null, "a\uFFFDb", null), (103, at, "", "", "", "", "Started", null, null, null),
        ]);
    }

    private Task<List<WorkflowJournalLine>> LinesAsync(string id) =>
        Portal.WithDbAsync(db => db.Set<WorkflowJournalLine>().AsNoTracking().Where(l => l.InstanceId == id).OrderBy(l => l.Sequence).ToListAsync());
}
