using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Mail;

public sealed class TroubleWithTheServerTests : MailTest
{
    [Fact]
    public async Task A_refused_recipient_is_recorded_in_the_servers_words_and_the_others_are_sent()
    {
        var portal = Portal();
        Server.Recipient = to => to == "gone@x.example" ? "550 5.1.1 No such person here" : null;
        await WriteAsync(portal, "a@x.example", "gone@x.example", "b@x.example");

        (await SendAsync(portal)).ShouldBe(2);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        (await SendAsync(portal)).ShouldBe(0);

        var row = await RowAsync(portal, "gone@x.example");
        (row.State, row.ServerAnswer, row.Attempts, row.SentAt).ShouldBe((EmailState.Refused, "550 5.1.1 No such person here", 1, null));
        Server.Received.Select(m => m.To).ShouldBe(["a@x.example", "b@x.example"]);
    }

    [Fact]
    public async Task A_greylisted_mail_is_tried_again_later()
    {
        var portal = Portal();
        var knocks = 0;
        Server.Recipient = _ => ++knocks <= 2 ? "451 4.7.1 Try again later" : null;
        await WriteAsync(portal, "a@x.example");
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            (await SendAsync(portal)).ShouldBe(0);
            var row = await RowAsync(portal, "a@x.example");
            (row.State, row.ServerAnswer).ShouldBe((EmailState.Queued, "451 4.7.1 Try again later"));
            waits.Add(row.NotBefore - portal.Clock.GetUtcNow().UtcDateTime);
            portal.Clock.Advance(waits[^1] - TimeSpan.FromSeconds(1));
            (await SendAsync(portal)).ShouldBe(0);
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await SendAsync(portal)).ShouldBe(1);
        waits.ShouldBe([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)]);
        knocks.ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_message_is_refused_and_a_deferred_one_waits()
    {
        var portal = Portal();
        Server.Content = to => to switch
        {
            "spam@x.example" => "554 5.7.1 Not wanted",
            "full@x.example" => "452 4.3.1 Disk full",
            _ => null,
        };
        await WriteAsync(portal, "spam@x.example", "full@x.example", "b@x.example");

        (await SendAsync(portal)).ShouldBe(1);

        (await RowAsync(portal, "spam@x.example")).State.ShouldBe(EmailState.Refused);
        (await RowAsync(portal, "full@x.example")).State.ShouldBe(EmailState.Queued);
    }

    [Fact]
    public async Task While_the_server_is_away_mails_wait_and_when_it_is_back_each_is_sent_once()
    {
        var port = Server.Port;
        var portal = Portal();
        await Server.DisposeAsync();
        await WriteAsync(portal, "a@x.example", "b@x.example", "c@x.example");

        (await SendAsync(portal)).ShouldBe(0);
        var first = await RowAsync(portal, "a@x.example");
        first.State.ShouldBe(EmailState.Queued);
        first.ServerAnswer.ShouldNotBeNullOrEmpty();
        (await RowAsync(portal, "c@x.example")).Attempts.ShouldBe(0, "after two failures in a row the rest is not tried");

        Server = SmtpServer.Start(port);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        (await SendAsync(portal)).ShouldBe(3);
        Server.Received.Select(m => m.To).Order().ShouldBe(["a@x.example", "b@x.example", "c@x.example"]);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_left_and_tried_again()
    {
        var portal = Portal(settings: ("Mail:TimeoutSeconds", "1"));
        var slow = true;
        Server.HangsFor = to => slow && to == "slow@x.example";
        await WriteAsync(portal, "slow@x.example", "b@x.example");

        (await SendAsync(portal)).ShouldBe(1);
        var row = await RowAsync(portal, "slow@x.example");
        (row.State, row.ServerAnswer).ShouldBe((EmailState.Queued, "The mail server did not answer within 1 seconds."));

        slow = false;
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        (await SendAsync(portal)).ShouldBe(1);
        Server.Received.Select(m => m.To).ShouldBe(["b@x.example", "slow@x.example"]);
    }

    [Fact]
    public async Task While_a_slow_server_thinks_no_other_sender_begins_with_the_same_mail()
    {
        var (asked, answers) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Server.Ponders = _ =>
        {
            asked.SetResult();
            return answers.Task;
        };
        var (patient, other) = (Portal(settings: ("Mail:TimeoutSeconds", "60")), Portal(settings: ("Mail:TimeoutSeconds", "60")));
        await WriteAsync(patient, "a@x.example");
        var sending = SendAsync(patient);
        await asked.Task;

        other.Clock.Advance(TimeSpan.FromSeconds(60));
        (await SendAsync(other)).ShouldBe(0);
        answers.SetResult();

        (await sending).ShouldBe(1);
        Server.Received.ShouldHaveSingleItem();
        var row = await RowAsync(patient, "a@x.example");
        (row.State, row.Attempts).ShouldBe((EmailState.Sent, 1));
    }

    [Fact]
    public async Task A_server_that_takes_a_mail_after_we_have_left_gets_it_once_more_as_the_same_message()
    {
        var answers = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Ponders = _ => answers.Task;
        var portal = Portal(settings: ("Mail:TimeoutSeconds", "1"));
        await WriteAsync(portal, "a@x.example");
        (await SendAsync(portal)).ShouldBe(0);
        answers.SetResult();
        await Eventually.IsTrueAsync(() => Task.FromResult(Server.Received.Count == 1));

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        (await SendAsync(portal)).ShouldBe(1);

        Server.Received.Select(m => m.Message.MessageId).Distinct().ShouldHaveSingleItem();
        Server.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_lost_midway_costs_one_attempt_and_not_the_batch()
    {
        var portal = Portal();
        var broken = true;
        Server.ClosesOn = to => broken && to == "a@x.example";
        await WriteAsync(portal, "a@x.example", "b@x.example");

        (await SendAsync(portal)).ShouldBe(1);
        (await RowAsync(portal, "a@x.example")).State.ShouldBe(EmailState.Queued);

        broken = false;
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        (await SendAsync(portal)).ShouldBe(1);
        Server.Received.Select(m => m.To).ShouldBe(["b@x.example", "a@x.example"]);
    }

    [Fact]
    public async Task A_mail_accepted_without_our_hearing_of_it_comes_again_as_the_same_message()
    {
        var portal = Portal();
        var forgets = true;
        Server.ForgetsToAnswer = _ => forgets;
        await WriteAsync(portal, "a@x.example");
        await SendAsync(portal);
        forgets = false;
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(portal);

        var messages = Server.Received.Select(m => m.Message).ToList();
        messages.Count.ShouldBe(2);
        messages[1].MessageId.ShouldBe(messages[0].MessageId);
        messages[1].Date.ShouldBe(messages[0].Date);
    }

    [Fact]
    public async Task A_report_that_is_faster_than_our_hearing_of_the_acceptance_holds()
    {
        var portal = Portal();
        await WriteAsync(portal, "a@x.example");
        var mail = await RowAsync(portal, "a@x.example");
        var report = new DeliveryReport(mail.Id, ["a@x.example"], ReportedAction.Failed, "5.1.1 No such person");
        Server.Recipient = _ => portal.DoAsync(s => s.GetRequiredService<RecordReport>().AsAsync(report, default)).GetAwaiter().GetResult() ? null : "550 The report was not taken";
        await SendAsync(portal);

        var row = await RowAsync(portal, "a@x.example");
        (row.State, row.Report, row.Lease, row.Attempts).ShouldBe((EmailState.Bounced, "5.1.1 No such person", null, 1));
        row.FailedAt.ShouldNotBeNull();
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await SendAsync(portal);
        Server.Received.Count.ShouldBe(1, "it is not sent a second time");
    }

    [Fact]
    public async Task A_sender_killed_after_its_claim_is_followed_by_another_when_the_lease_has_run_out()
    {
        var portal = Portal();
        await WriteAsync(portal, "a@x.example");
        var lease = portal.App.Services.GetService(typeof(MailOptions)).ShouldBeOfType<MailOptions>().Lease;
        await portal.WithDbAsync(db => db.Set<OutgoingEmail>().ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, EmailState.Sending)
            .SetProperty(m => m.Lease, Guid.CreateVersion7())
            .SetProperty(m => m.LeaseUntil, portal.Clock.GetUtcNow().UtcDateTime + lease)
            .SetProperty(m => m.Attempts, 1)));

        (await SendAsync(portal)).ShouldBe(0);
        portal.Clock.Advance(lease);
        (await SendAsync(portal)).ShouldBe(1);

        Server.Received.ShouldHaveSingleItem();
        (await RowAsync(portal, "a@x.example")).Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_mail_that_nobody_takes_for_days_is_given_up_with_the_reason()
    {
        var portal = Portal(settings: ("Mail:GiveUpAfterDays", "3"));
        Server.Recipient = _ => "451 4.7.1 Try again later";
        await WriteAsync(portal, "a@x.example");
        await SendAsync(portal);
        portal.Clock.Advance(TimeSpan.FromDays(3));

        await SendAsync(portal);

        var row = await RowAsync(portal, "a@x.example");
        (row.State, row.ServerAnswer).ShouldBe((EmailState.Refused, "Given up after 3 days. 451 4.7.1 Try again later"));
    }

    [Fact]
    public async Task The_days_are_counted_from_the_first_attempt_so_that_a_mail_which_had_to_wait_is_tried_for_as_long()
    {
        var portal = Portal(settings: ("Mail:GiveUpAfterDays", "3"));
        Server.Recipient = _ => "451 4.7.1 Try again later";
        await WriteAsync(portal, "a@x.example");
        portal.Clock.Advance(TimeSpan.FromDays(6));

        await SendAsync(portal);
        (await RowAsync(portal, "a@x.example")).State.ShouldBe(EmailState.Queued);

        portal.Clock.Advance(TimeSpan.FromDays(3));
        await SendAsync(portal);
        (await RowAsync(portal, "a@x.example")).State.ShouldBe(EmailState.Refused);
    }

    [Fact]
    public async Task A_server_that_will_not_protect_the_connection_gets_no_mail()
    {
        var portal = Portal(settings: ("Mail:Security", "starttls"));
        await WriteAsync(portal, "a@x.example");

        (await SendAsync(portal)).ShouldBe(0);

        (await RowAsync(portal, "a@x.example")).ServerAnswer.ShouldNotBeNull().ShouldContain("STARTTLS");
        Server.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Waits_grow_to_an_hour_and_no_further()
    {
        var portal = Portal();
        Server.Recipient = _ => "451 4.7.1 Try again later";
        await WriteAsync(portal, "a@x.example");
        var waits = new List<double>();
        for (var attempt = 0; attempt < 9; attempt++)
        {
            await SendAsync(portal);
            var wait = (await RowAsync(portal, "a@x.example")).NotBefore - portal.Clock.GetUtcNow().UtcDateTime;
            waits.Add(wait.TotalMinutes);
            portal.Clock.Advance(wait);
        }

        waits.ShouldBe([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }
}
