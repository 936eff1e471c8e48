using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Features.Inbox;
using Portal.Web.Features.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Inbox;

/// <summary>Reminding whoever has a task, in one's own words.</summary>
public sealed class ChasingWhatIsLate(PortalFixture portal) : PortalTest(portal)
{
    private const string Sentence = "The board meets on Friday; <b>please</b> send it.";

    [Fact]
    public async Task Chosen_said_checked_and_confirmed_it_comes_to_whoever_has_the_task_and_stands_beside_it()
    {
        var scene = await Given.Assigned();
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 4, 2, 9, 0, 0, TimeSpan.Zero));
        var manager = await PortalFixture.SignInAsync(Portal.Host, Given.Manager);
        var team = await manager.Open("/inbox/team");

        var form = await team.Submit("Chase", (Choice(team), true));
        form.ShouldSay("Overdue by 2 working days").ShouldSay("Priya Nair");
        var check = await form.Submit("Continue", ("What do you want to say to them?", Sentence));
        check.ShouldSay(Sentence);
        (await MailsAsync()).ShouldBeEmpty("It is only checked yet.");
        var done = await check.Submit("Chase them");

        done.ShouldSay("Whoever has the task was chased.").ShouldSay("chased 2 April 2015 by Tom Whitfield");
        var mail = (await MailsAsync()).ShouldHaveSingleItem();
        (mail.Name, mail.Subject).ShouldBe(("Priya Nair", "Northshire Safeguarding Children Board: you are reminded of a task"));
        mail.Text.ShouldContain($"Tom Whitfield reminds you of a task in the Self-Assessment Portal, and writes:\n\n{Sentence}\n");
        mail.Text.ShouldContain("Overdue by 2 working days, 31 March 2015\n  http");
        mail.Text.ShouldContain($"/self-assessments/answer/{scene.Id}/LSCB-02\n");
        var entry = await Portal.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(a => a.Action == "task-chased"));
        (entry.Subject, entry.Reason!.EndsWith(Sentence, StringComparison.Ordinal)).ShouldBe((scene.Id.ToString(), true));
    }

    [Fact]
    public async Task The_way_back_leads_to_the_same_place_of_the_list_with_the_same_choice()
    {
        await Given.Assigned();
        for (var number = 0; number < 26; number++)
        {
            await Given.EvidenceAsked($"Minutes {number:00}", "Of June.", Given.Police);
        }

        var manager = await SignedInAs(Given.Manager);
        var second = await manager.Open("/inbox/team?Due=Later&page=2&size=25");
        var choice = second.Document.QuerySelectorAll("tbody label").Select(HtmlPage.Words).First();
        var back = await (await (await second.Submit("Chase", (choice, true))).Submit("Continue")).Follow("What waits for others");

        back.Document.QuerySelectorAll("tbody input[checked]").Select(i => HtmlPage.Words(i.ParentElement!.QuerySelector("label"))).ShouldBe([choice]);
        back.ShouldSay("Showing 26 to 27 of 27");
        var given = await (await back.Submit("Give to another post")).Follow("What waits for others");
        given.ShouldSay("Showing 26 to 27 of 27").Document.QuerySelectorAll("tbody input[checked]").Length.ShouldBe(1);

        var all = await given.Follow("Choose all 2 tasks on this page");
        all.ShouldSay("Showing 26 to 27 of 27").Document.QuerySelectorAll("tbody input[checked]").Length.ShouldBe(2);
        (await all.Follow("Choose none")).Document.QuerySelectorAll("tbody input[checked]").ShouldBeEmpty();
        var done = await (await (await all.Submit("Chase")).Submit("Continue", ("What do you want to say to them?", Sentence))).Submit("Chase them");
        done.ShouldSay("Whoever has them was chased for 2 tasks.").ShouldSay("Showing 26 to 27 of 27").Document.QuerySelectorAll("tbody input[checked]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Once_a_day_is_enough_and_who_did_it_already_is_said()
    {
        var task = await TaskAsync(await Given.Assigned());
        (await ChasedAsync(Given.Chair, task)).ShouldBe(1);

        var page = await (await SignedInAs(Given.Manager)).Open($"/inbox/chase?tasks={task}");
        page.ShouldSay("Chased already on 3 March 2015 at 9.00am by Helen Archer.").ShouldSay("Nobody can be chased for these tasks now.");
        (await ChasedAsync(Given.Manager, task)).ShouldBe(0);
        (await MailsAsync()).Count.ShouldBe(1);

        // The next day begins at midnight in the United Kingdom.
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 4, 1, 22, 59, 0, TimeSpan.Zero));
        (await ChasedAsync(Given.Manager, task)).ShouldBe(1);
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 4, 1, 23, 1, 0, TimeSpan.Zero));
        (await ChasedAsync(Given.Manager, task)).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_who_do_it_at_once_one_does()
    {
        var task = await TaskAsync(await Given.Assigned());

        var chased = await Task.WhenAll(new[] { Given.Chair, Given.Manager, Given.Chair, Given.Manager }.Select(who => ChasedAsync(who, task)));

        chased.Sum().ShouldBe(1);
        (await MailsAsync()).Count.ShouldBe(1);
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "task-chased"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_post_in_nobodys_hands_is_said_to_be_and_left()
    {
        var scene = await Given.Assigned();
        var task = await TaskAsync(scene);
        await Portal.ReadAsync(db => db.Set<PostHolding>().Where(h => db.Posts.Any(p => p.Id == h.PostId && p.Title == "Northshire Police")).ExecuteUpdateAsync(set => set.SetProperty(h => h.Until, Portal.Clock.GetUtcNow().UtcDateTime)));
        var manager = await SignedInAs(Given.Manager);

        (await manager.Open("/inbox/team")).ShouldSay("Nobody holds this post now");
        (await manager.Open($"/inbox/chase?tasks={task}")).ShouldSay("Nobody holds this post now, so nobody can be chased.");
        (await ChasedAsync(Given.Manager, task)).ShouldBe(0);
        (await MailsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_stands_in_gets_it_and_the_holder_a_copy_and_each_is_told_in_whose_place()
    {
        var task = await TaskAsync(await Given.Assigned());
        await Portal.AsAsync(Given.Police, async s =>
        {
            var (post, person) = await Portal.ReadAsync(async db => (await db.Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync(), await db.People.Where(p => p.Email.StartsWith("samuel.okafor")).Select(p => p.Id).SingleAsync()));
            await s.GetRequiredService<ChangePost>().NameDeputyAsync(post, person, new DateOnly(2015, 3, 3), new DateOnly(2015, 3, 10), default);
        });

        await ChasedAsync(Given.Manager, task);

        var mails = (await MailsAsync()).ToDictionary(m => m.Name, m => m.Text);
        mails.Keys.Order().ShouldBe(["Priya Nair", "Samuel Okafor"]);
        mails["Samuel Okafor"].ShouldContain("You get this in the place of Priya Nair, because you stand in as Northshire Police.");
        mails["Priya Nair"].ShouldContain("This is a copy: Samuel Okafor stands in for you as Northshire Police and is asked.");
    }

    [Fact]
    public async Task Nothing_said_or_too_much_is_refused_beside_the_field()
    {
        var form = await (await SignedInAs(Given.Manager)).Open($"/inbox/chase?tasks={await TaskAsync(await Given.Assigned())}");

        (await form.Submit("Continue")).ShouldShowError("Say in a sentence why you chase them");
        var refused = await form.Submit("Continue", ("What do you want to say to them?", new string('a', 501)));
        refused.ShouldShowError("It must be 500 characters or fewer");
        refused.Value("What do you want to say to them?").Length.ShouldBe(501);
    }

    [Fact]
    public async Task Without_a_choice_the_list_says_so()
    {
        await Given.Assigned();
        var team = await (await SignedInAs(Given.Manager)).Open("/inbox/team");

        (await team.Submit("Chase")).ShouldShowError("Choose at least one task to chase");
        (await team.Submit("Give to another post")).ShouldShowError("Choose at least one task to give to another post");
    }

    [Fact]
    public async Task What_was_done_meanwhile_is_not_chased()
    {
        var scene = await Given.Assigned();
        var task = await TaskAsync(scene);
        await (await (await SignedInAs(Given.Police)).Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Submit("Save and finish my task", ("What do we know?", "This."));

        var page = await (await SignedInAs(Given.Manager)).Open($"/inbox/chase?tasks={task}");

        page.Path.ShouldBe("/inbox/team");
        page.ShouldSay("What you chose does not wait any more.");
        (await ChasedAsync(Given.Manager, task)).ShouldBe(0);
    }

    [Theory]
    [InlineData("janet.moss", HttpStatusCode.NotFound)]
    [InlineData(Given.Police, HttpStatusCode.Forbidden)]
    [InlineData(Given.Director, HttpStatusCode.NotFound)]
    public async Task Only_those_who_run_the_body_chase_its_tasks(string who, HttpStatusCode answer)
    {
        var task = await TaskAsync(await Given.Assigned());

        (await (await SignedInAs(who)).Open($"/inbox/chase?tasks={task}")).Status.ShouldBe(answer);
        (await (await SignedInAs(who)).Open($"/inbox/reassign?tasks={task}")).Status.ShouldBe(answer);
        await Should.ThrowAsync<NotFound>(() => ChasedAsync(who, task));
        (await Portal.ReadAsync(db => db.Set<TaskChase>().CountAsync())).ShouldBe(0);
    }

    private static string Choice(HtmlPage team) => team.Document.QuerySelectorAll("label").Select(HtmlPage.Words).Single(l => l.StartsWith("Choose Answer LSCB-02", StringComparison.Ordinal));

    private Task<Id<PostTask>> TaskAsync(Scene scene) => Portal.ReadAsync(db => db.Tasks.Where(t => t.SelfAssessmentId == scene.Id && t.About == "LSCB-02").Select(t => t.Id).SingleAsync());

    private Task<int> ChasedAsync(string who, Id<PostTask> task) => Portal.AsAsync(who, s => s.GetRequiredService<ChaseTasks>().ChaseAsync([task], Sentence, default));

    private Task<List<OutgoingEmail>> MailsAsync() => Portal.ReadAsync(db => db.Set<OutgoingEmail>().AsNoTracking().Where(m => m.DedupeKey.StartsWith("chase:")).ToListAsync());
}
