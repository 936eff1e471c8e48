using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;
using Portal.UnitTests.Workflow;
using Portal.Web.Auditing;
using Portal.Web.Features.Administration;
using Portal.Web.Mail;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.WebTests.Workflows.Cases;

public sealed class DecidingOnIncidents : CaseTest
{
    private readonly Person _administrator = Person.Named("Sam Cole", "sam@operator.example");

    [Fact]
    public async Task A_step_that_fails_stops_its_branch_and_nothing_it_began_is_kept()
    {
        Script.Does = (words, services) =>
        {
            if (words == "bad")
            {
                services.GetRequiredService<Outbox>().Write(Chair, MailKind.Notice, "Never sent", "", "half-done");
                throw new InvalidOperationException("The archive does not answer.");
            }

            return new ActivityResult.Done();
        };
        await PublishAsync("two", Branches());

        var id = await StartAsync("two");

        (await WaitsAsync(id)).ShouldBe(["other"]);
        var incident = (await IncidentsAsync(id)).ShouldHaveSingleItem();
        (incident.ActivityId, incident.Message, incident.Inputs).ShouldBe(("bad", "The archive does not answer.", """{"words":"bad"}"""));
        incident.Detail.ShouldNotBeNull().ShouldContain("InvalidOperationException");
        (await Portal.WithDbAsync(db => db.Set<OutgoingEmail>().CountAsync())).ShouldBe(0);
        await FinishAsync("other");
        (await CaseAsync(id)).SubStatus.ShouldBe(nameof(SubStatus.Suspended));
    }

    [Fact]
    public async Task While_a_person_acts_a_broken_rule_refuses_their_act_and_keeps_the_task_open()
    {
        Script.Does = (_, _) => throw new RuleBroken("test.rule", "Give every grade first.");
        await PublishAsync("asks", Flows.Sequence("root", Task("ask"), Step("work")));
        var id = await StartAsync("asks");

        (await Should.ThrowAsync<RuleBroken>(() => FinishAsync("ask"))).Message.ShouldBe("Give every grade first.");

        (await WaitsAsync(id)).ShouldBe(["ask"]);
        (await IncidentsAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Retried_with_a_reason_the_step_runs_again_and_the_case_goes_on()
    {
        var (id, incident) = await BrokenAsync();
        Script.Does = (_, _) => new ActivityResult.Done();

        await ActAsync(a => a.RetryAsync(incident, "The archive is back.", default));

        (await WaitsAsync(id)).ShouldBe(["after", "other"]);
        var closed = (await IncidentsAsync(id)).ShouldHaveSingleItem();
        (closed.Decision, closed.ClosedBy, closed.Reason).ShouldBe((IncidentDecision.Retried, _administrator.Id, "The archive is back."));
        var act = await Portal.WithDbAsync(db => db.Set<AuditEntry>().SingleAsync());
        (act.Action, act.Subject, act.PersonId, act.Reason).ShouldBe(("incident-retried", id, _administrator.Id, "The archive is back."));
        (await Portal.WithDbAsync(db => db.Set<WorkflowJournalLine>().AnyAsync(l => l.InstanceId == id && l.Event == "Retried" && l.By == "Sam Cole"))).ShouldBeTrue();
    }

    [Fact]
    public async Task Retried_in_vain_it_is_an_incident_again()
    {
        var (id, incident) = await BrokenAsync();

        await ActAsync(a => a.RetryAsync(incident, "Perhaps now.", default));

        var incidents = await IncidentsAsync(id);
        incidents.Count(i => i.ClosedAt is null).ShouldBe(1);
        incidents.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Skipped_with_an_outcome_the_case_goes_on_as_if_the_step_had_ended_so()
    {
        var (id, incident) = await BrokenAsync();

        await ActAsync(a => a.SkipAsync(incident, "Done", "Done by hand.", default));

        (await WaitsAsync(id)).ShouldBe(["after", "other"]);
        (await IncidentsAsync(id)).ShouldHaveSingleItem().Decision.ShouldBe(IncidentDecision.Skipped);
    }

    [Fact]
    public async Task Given_up_its_branch_ends_and_the_others_go_on()
    {
        var (id, incident) = await BrokenAsync();

        await ActAsync(a => a.GiveUpAsync(incident, "Not needed this year.", default));
        (await WaitsAsync(id)).ShouldBe(["other"]);
        await FinishAsync("other");

        (await CaseAsync(id)).SubStatus.ShouldBe(nameof(SubStatus.Finished));
    }

    [Fact]
    public async Task Given_up_where_nothing_else_goes_on_the_case_ends_and_what_it_is_about_with_it()
    {
        await AppointAsync();
        Script.Does = (_, _) => throw new InvalidOperationException("The archive does not answer.");
        await PublishAsync("one", Flows.Sequence("root", Step("bad"), Task("after")));
        var id = await StartAsync("one");

        await ActAsync(async a => await a.GiveUpAsync((await IncidentsAsync(id))[0].Id, "There is no archive.", default));

        (await CaseAsync(id)).SubStatus.ShouldBe(nameof(SubStatus.Cancelled));
        (await Portal.WithDbAsync(db => db.SelfAssessments.SingleAsync())).WithdrawnReason.ShouldBe("There is no archive.");
    }

    [Theory]
    [InlineData(TaskState.Cancelled)]
    [InlineData(TaskState.Lapsed)]
    [InlineData(TaskState.OnHold)]
    public async Task A_wait_for_a_task_that_nobody_can_do_is_ended_on_its_page(TaskState stands)
    {
        await AppointAsync();
        await PublishAsync("asks", Flows.Sequence("root", Task("ask"), Task("after")));
        var id = await StartAsync("asks");
        await Portal.WithDbAsync(db => db.Tasks.ExecuteUpdateAsync(set => set.SetProperty(t => t.State, stands)));

        await ActAsync(async a => await a.ResumeAsync((await StateAsync(id)).Bookmarks[0].Id, "Done", "It was done on paper.", default));

        (await WaitsAsync(id)).ShouldBe(["after"]);
        (await OpenTasksAsync()).ShouldBe(["after"]);
    }

    [Fact]
    public async Task Nothing_is_decided_without_a_reason_twice_or_by_others_than_administrators()
    {
        var (_, incident) = await BrokenAsync();

        (await Should.ThrowAsync<RuleBroken>(() => ActAsync(a => a.RetryAsync(incident, " ", default)))).Field.ShouldBe("Reason");
        await Should.ThrowAsync<Forbidden>(() => ActAsync(a => a.RetryAsync(incident, "I am the chair.", default), Chair));
        await ActAsync(a => a.SkipAsync(incident, "Done", "Done by hand.", default));
        (await Should.ThrowAsync<RuleBroken>(() => ActAsync(a => a.SkipAsync(incident, "Done", "Again.", default)))).Code.ShouldBe("case.not-so-any-more");
    }

    [Fact]
    public async Task Cancelling_the_process_of_a_self_assessment_withdraws_it_and_keeps_what_was_written()
    {
        var (id, _) = await BrokenAsync();

        await ActAsync(a => a.CancelAsync(id, "Opened twice by mistake.", default));

        (await CaseAsync(id)).SubStatus.ShouldBe(nameof(SubStatus.Cancelled));
        (await OpenTasksAsync()).ShouldBeEmpty();
        (await Portal.WithDbAsync(db => db.SelfAssessments.SingleAsync())).WithdrawnReason.ShouldBe("Opened twice by mistake.");
        (await IncidentsAsync(id)).ShouldHaveSingleItem().Decision.ShouldBe(IncidentDecision.Cancelled);
    }

    [Fact]
    public async Task A_moved_timer_is_used_at_its_new_moment()
    {
        await AppointAsync();
        await PublishAsync("waits", Flows.Sequence("root", Delay("wait", TimeSpan.FromDays(2)), Task("after")));
        var id = await StartAsync("waits");
        var timer = (await StateAsync(id)).Bookmarks[0];

        await ActAsync(a => a.MoveTimerAsync(timer.Id, timer.DueAt!.Value.AddDays(3), "The chair is away.", default));

        Portal.Clock.Advance(TimeSpan.FromDays(4));
        await FireTimersAsync();
        (await WaitsAsync(id)).ShouldBe(["wait"]);
        Portal.Clock.Advance(TimeSpan.FromDays(1));
        await FireTimersAsync();
        (await WaitsAsync(id)).ShouldBe(["after"]);
    }

    private static System.Text.Json.Nodes.JsonObject Branches() => Flows.Flowchart(
        "root",
        [Flows.Activity("start", "Elsa.Start"), Flows.Fork("fork", "a", "b"), Step("bad"), Task("after"), Task("other")],
        "start.Done fork", "fork.a bad", "bad.Done after", "fork.b other");

    private async Task<(string Case, string Incident)> BrokenAsync()
    {
        await AppointAsync();
        Script.Does = (_, _) => throw new InvalidOperationException("The archive does not answer.");
        await PublishAsync("two", Branches());
        var id = await StartAsync("two");
        return (id, (await IncidentsAsync(id)).ShouldHaveSingleItem().Id);
    }

    private Task<int> AppointAsync() => Portal.WithDbAsync(db =>
    {
        var operators = Body.Found("OP", "Operator", BodyKind.Operator);
        var post = Post.In(operators, PostRole.Administrator, "Administrator");
        post.Appoint(_administrator, Portal.Clock.GetUtcNow().UtcDateTime);
        db.AddRange(operators, _administrator, post);
        return db.SaveChangesAsync();
    });

    private Task ActAsync(Func<CaseActions, Task> act, Person? who = null) => Portal.DoAsync(async s =>
    {
        await s.GetRequiredService<CurrentPerson>().BecomeAsync((who ?? _administrator).Id, default);
        await act(ActivatorUtilities.CreateInstance<CaseActions>(s, ActivatorUtilities.CreateInstance<CaseDesk>(s)));
    });
}
