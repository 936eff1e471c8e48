using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Mail;
using Portal.Web.Reminders;

namespace Portal.WebTests.Reminders;

public sealed class RemindingTests : ReminderTest
{
    [Fact]
    public async Task A_person_gets_one_mail_with_all_their_due_tasks_and_a_link_to_each()
    {
        await TaskAsync(ManagerPost, Day(3, 5), "Chase the police");
        await TaskAsync(ManagerPost, Day(3, 10), "Answer the questions");
        await TaskAsync(ManagerPost, Day(3, 13), "Read the draft");
        await TaskAsync(ManagerPost, Day(5, 1), "Far away");
        await TaskAsync(ChairPost, Day(3, 10), "Sign");
        await TaskAsync(ManagerPost, null, "Without a day");
        At(3, 10);

        (await RemindAsync()).ShouldBe(2);

        var mails = await MailsAsync();
        mails.Select(m => m.Address).ShouldBe(["chair@northshire.example", "manager@northshire.example"]);
        mails[1].DedupeKey.ShouldBe($"reminders:2015-03-10:{Manager.Id}");
        mails[1].Subject.ShouldBe("Your tasks: 1 overdue, 1 due today, 1 due soon");
        mails[1].Text.ShouldBe("""
            Dear Pat Hughes,

            These tasks wait for you in the Self-Assessment Portal.

            Overdue

            - Chase the police (Northshire LSCB)
              was due on 5 March 2015, 3 working days ago
              https://portal.example/tasks/Chase-the-police

            Due today

            - Answer the questions (Northshire LSCB)
              due today, 10 March 2015
              https://portal.example/tasks/Answer-the-questions

            Due soon

            - Read the draft (Northshire LSCB)
              due on 13 March 2015, in 3 working days
              https://portal.example/tasks/Read-the-draft

            Each link opens the page where the task is done; you may be asked to sign in first.
            You get one such mail a day at most. Choose how you get them:
            https://portal.example/messages/preferences

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Reminders_go_out_ten_five_and_one_working_days_before_on_the_day_and_each_third_after()
    {
        // Due the day after the Easter bank holidays of 3 and 6 April.
        await TaskAsync(ChairPost, Day(4, 7));
        var days = new List<DateOnly>();
        for (var day = Day(3, 2); day <= Day(4, 20); day = day.AddDays(1))
        {
            At(day.Month, day.Day);
            if (await RemindAsync() == 1)
            {
                days.Add(day);
            }
        }

        days.ShouldBe([Day(3, 20), Day(3, 27), Day(4, 2), Day(4, 7), Day(4, 10), Day(4, 15), Day(4, 20)]);
    }

    [Fact]
    public async Task Running_it_again_all_day_long_and_from_two_processes_sends_nothing_twice()
    {
        await TaskAsync(ChairPost, Day(3, 10));
        At(3, 10, 7);
        await using var other = On();
        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => RemindAsync(n % 2 == 0 ? Portal : other))));
        for (var hour = 8; hour < 19; hour++)
        {
            At(3, 10, hour);
            (await RemindAsync()).ShouldBe(0);
        }

        runs.Sum().ShouldBe(1);
        (await MailsAsync()).ShouldHaveSingleItem();
        (await Portal.WithDbAsync(db => db.Set<TaskReminder>().SingleAsync())).ReminderDay.ShouldBe(Day(3, 10));
    }

    [Fact]
    public async Task A_run_that_dies_before_it_has_committed_has_neither_sent_nor_forgotten_anything()
    {
        await TaskAsync(ChairPost, Day(3, 10));
        At(3, 10);
        await Portal.DoAsync(async services =>
        {
            using var killed = new CancellationTokenSource();
            var saves = 0;
            services.GetRequiredService<Portal.Web.Persistence.PortalDbContext>().SavedChanges += (_, _) =>
            {
                if (++saves == 1)
                {
                    killed.Cancel();
                }
            };
            await Should.ThrowAsync<OperationCanceledException>(() => services.GetRequiredService<SendReminders>().RunAsync(killed.Token));
            saves.ShouldBe(1);
        });
        (await MailsAsync()).ShouldBeEmpty();

        (await RemindAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_missed_while_the_portal_stood_still_is_caught_up_with_once()
    {
        await TaskAsync(ChairPost, Day(3, 16));
        At(3, 12);

        (await RemindAsync()).ShouldBe(1);
        At(3, 12, 10);
        (await RemindAsync()).ShouldBe(0);

        (await Portal.WithDbAsync(db => db.Set<TaskReminder>().SingleAsync())).ReminderDay.ShouldBe(Day(3, 9));
        At(3, 13);
        (await RemindAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(3, 7, 9, "a Saturday")]
    [InlineData(4, 3, 9, "Good Friday")]
    [InlineData(3, 10, 6, "before seven")]
    [InlineData(3, 10, 19, "in the evening")]
    public async Task Nobody_is_disturbed_outside_the_hours_of_a_working_day(int month, int day, int hour, string why)
    {
        await TaskAsync(ChairPost, Day(3, 3));
        At(month, day, hour, hour == 6 ? 59 : 0);

        (await RemindAsync()).ShouldBe(0, why);
    }

    [Theory]
    [InlineData(3, 27, 6, 59, false, "the Friday before clocks go forward, 6.59am")]
    [InlineData(3, 27, 7, 0, true, "7.00am")]
    [InlineData(3, 30, 5, 59, false, "the Monday after, 6.59am in summer time")]
    [InlineData(3, 30, 6, 0, true, "7.00am in summer time")]
    [InlineData(3, 30, 17, 59, true, "6.59pm in summer time")]
    [InlineData(3, 30, 18, 0, false, "7.00pm in summer time")]
    [InlineData(10, 23, 5, 59, false, "the Friday before clocks go back, 6.59am in summer time")]
    [InlineData(10, 23, 6, 0, true, "7.00am in summer time")]
    [InlineData(10, 23, 18, 0, false, "7.00pm in summer time")]
    [InlineData(10, 26, 6, 59, false, "the Monday after, 6.59am")]
    [InlineData(10, 26, 7, 0, true, "7.00am")]
    [InlineData(10, 26, 18, 59, true, "6.59pm")]
    [InlineData(10, 26, 19, 0, false, "7.00pm")]
    public async Task On_both_sides_of_both_changes_of_the_clocks_hours_are_those_of_the_united_kingdom(int month, int day, int hour, int minute, bool sent, string why)
    {
        await TaskAsync(ChairPost, Day(month, day));
        At(month, day, hour, minute);

        (await RemindAsync()).ShouldBe(sent ? 1 : 0, why);
    }

    [Theory]
    [InlineData(3, 27, 3, 30)]
    [InlineData(10, 23, 10, 26)]
    public async Task Over_a_change_of_the_clocks_each_day_has_its_mail_once(int month, int friday, int nextMonth, int monday)
    {
        await TaskAsync(ChairPost, Day(month, friday), "On Friday");
        await TaskAsync(ManagerPost, Day(nextMonth, monday), "On Monday");
        At(month, friday, 0);
        for (var hour = 0; hour < 4 * 24; hour++)
        {
            await RemindAsync();
            Portal.Clock.Advance(TimeSpan.FromHours(1));
        }

        (await MailsAsync()).Select(m => (m.Address, DateOnly.FromDateTime(m.WrittenAt))).ShouldBe(
            [("chair@northshire.example", Day(month, friday)), ("manager@northshire.example", Day(month, friday)), ("manager@northshire.example", Day(nextMonth, monday))]);
    }

    [Fact]
    public async Task Hours_are_those_of_the_united_kingdom_in_summer_too()
    {
        await TaskAsync(ChairPost, Day(6, 10));
        At(6, 10, 5, 59);
        (await RemindAsync()).ShouldBe(0);
        At(6, 10, 6);
        (await RemindAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_task_due_at_the_weekend_reminds_on_the_next_working_day()
    {
        await TaskAsync(ChairPost, Day(3, 14));
        At(3, 13);
        await RemindAsync();
        At(3, 16);

        (await RemindAsync()).ShouldBe(1);
        (await MailsAsync())[^1].Text.ShouldContain("was due on 14 March 2015, 1 working day ago");
    }

    [Fact]
    public async Task When_a_post_changes_hands_the_new_holder_is_reminded_and_the_former_is_not()
    {
        await TaskAsync(ChairPost, Day(3, 16));
        At(3, 9);
        await RemindAsync();
        var successor = Person.Named("Sam Okoro", "successor@northshire.example");
        At(3, 11);
        await SaveAsync(successor);
        await Portal.WithDbAsync(async db =>
        {
            (await db.Posts.Include(p => p.Holdings).SingleAsync(p => p.Id == ChairPost.Id)).Appoint(successor, Now);
            return await db.SaveChangesAsync();
        });

        (await RemindAsync()).ShouldBe(0, "the reminder of the 9th was had by the former holder");
        At(3, 13);
        (await RemindAsync()).ShouldBe(1);

        (await MailsAsync()).Select(m => m.Address).ShouldBe(["chair@northshire.example", "successor@northshire.example"]);
    }

    [Fact]
    public async Task What_a_body_sets_for_itself_does_not_hold_for_the_team_that_reviews_it()
    {
        var inspectorate = Body.Found("R1", "Inspectorate", BodyKind.ReviewBody);
        var lead = Person.Named("Ines Lang", "lead@inspectorate.example");
        var leading = Post.In(inspectorate, PostRole.LeadInspector, "Lead inspector");
        leading.Appoint(lead, Now);
        var never = ReminderPlan.Of(Assessment.BodyId, "");
        never.Set(new OwnReminders { Kinds = new(StringComparer.Ordinal) { ["task"] = new OwnKind([], false, 0, null, null, null) } }.ToJson());
        await SaveAsync(inspectorate, lead, leading, never);
        await TaskAsync(leading, Day(3, 16));
        await TaskAsync(ChairPost, Day(3, 16), "Read the draft");
        At(3, 9);

        (await RemindAsync()).ShouldBe(1);
        var mail = (await MailsAsync()).ShouldHaveSingleItem();
        mail.Address.ShouldBe("lead@inspectorate.example");
        mail.Text.ShouldContain("Answer the questions (Northshire LSCB)");
    }

    [Fact]
    public async Task A_reminder_nobody_had_because_the_post_was_taken_over_meanwhile_goes_to_the_new_holder()
    {
        await TaskAsync(ChairPost, Day(3, 16));
        var successor = Person.Named("Sam Okoro", "successor@northshire.example");
        At(3, 11);
        await SaveAsync(successor);
        await Portal.WithDbAsync(async db =>
        {
            (await db.Posts.Include(p => p.Holdings).SingleAsync(p => p.Id == ChairPost.Id)).Appoint(successor, Now);
            return await db.SaveChangesAsync();
        });

        (await RemindAsync()).ShouldBe(1);
        (await MailsAsync()).ShouldHaveSingleItem().Address.ShouldBe("successor@northshire.example");
    }

    [Fact]
    public async Task A_task_given_after_the_days_mail_has_gone_is_told_of_the_next_day()
    {
        await TaskAsync(ChairPost, Day(3, 10), "First");
        At(3, 10);
        await RemindAsync();
        await TaskAsync(ChairPost, Day(3, 10), "Second");

        (await RemindAsync()).ShouldBe(0);
        At(3, 11);
        (await RemindAsync()).ShouldBe(1);
        (await MailsAsync())[^1].Text.ShouldContain("Second");
    }

    [Fact]
    public async Task Days_before_a_task_was_given_remind_of_nothing()
    {
        At(3, 12);
        await TaskAsync(ChairPost, Day(3, 17));

        (await RemindAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Tasks_that_have_ended_and_tasks_of_ended_self_assessments_remind_nobody()
    {
        var done = await TaskAsync(ChairPost, Day(3, 10), "Done");
        var cancelled = await TaskAsync(ManagerPost, Day(3, 10), "Cancelled");
        await ChangeAsync<PostTask>(done.Id, t => t.Finish("", null, Chair.Id, Now));
        await ChangeAsync<PostTask>(cancelled.Id, t => t.Cancel(Now));
        At(3, 10);
        (await RemindAsync()).ShouldBe(0);

        await TaskAsync(ChairPost, Day(3, 10), "Open");
        await ChangeAsync<SelfAssessment>(Assessment.Id, a => a.Withdraw("Reorganised", Now));
        (await RemindAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Every_one_of_many_people_gets_their_mail()
    {
        var board = await Portal.WithDbAsync(db => db.Bodies.SingleAsync());
        var people = Enumerable.Range(0, 230).Select(n => Person.Named($"Person {n}", $"p{n:000}@x.example")).ToList();
        var posts = people.ConvertAll(p =>
        {
            var post = Post.In(board, PostRole.Contributor, p.Name);
            post.Appoint(p, Now);
            return post;
        });
        await SaveAsync([.. people, .. posts]);
        await SaveAsync([.. posts.Select(p => PostTask.For(p.Id, Assessment, new TaskBrief("Answer", "", "/tasks/1", Day(3, 10), []), Now))]);
        At(3, 10);

        (await RemindAsync()).ShouldBe(230);
        (await RemindAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_days_and_hours_are_those_of_the_file_of_schedules()
    {
        await TaskAsync(ChairPost, Day(3, 10));
        await using var configured = On(RulesOf(before: "2", onTheDay: false, every: 0, from: "10:30"));
        At(3, 6, 10, 29);
        (await RemindAsync(configured)).ShouldBe(0);
        At(3, 6, 10, 30);
        (await RemindAsync(configured)).ShouldBe(1);
        At(3, 10, 11);
        (await RemindAsync(configured)).ShouldBe(0);
    }

    [Fact]
    public async Task The_mail_of_a_reminder_is_sent_like_any_other()
    {
        await TaskAsync(ChairPost, Day(3, 10));
        At(3, 10);
        await RemindAsync();

        (await Portal.DoAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(default))).ShouldBe(1);
        (await MailsAsync()).ShouldHaveSingleItem().State.ShouldBe(EmailState.Sent);
    }
}
