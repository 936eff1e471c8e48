using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Mail;
using Portal.Web.Reminders;

namespace Portal.WebTests.Reminders;

/// <summary>
/// Who oversees a body hears what is late with others and what is not set up, and everybody their week: all in the one mail of the day. Reminders themselves are off
/// here but for the day itself, so that each mail has its reason.
/// </summary>
public sealed class OverseeingABody : ReminderTest
{
    private readonly Person director = Person.Named("Margaret Ellis", "director@northshire.example");
    private readonly Person police = Person.Named("Priya Nair", "police@northshire.example");

    protected override string Rules => RulesOf(
        """ "board-manager": 3, "chair": 5, "director": 8 """, """ "setup": { "areaWithoutOwner": 40, "every": 5 }, "digest": "wednesday", """, before: "", every: 0);

    [Fact]
    public async Task A_late_task_is_told_to_manager_chair_and_director_after_their_days_each_once()
    {
        await PoliceTaskAsync(Day(3, 10), "Answer 1.2");
        await DirectorAsync();
        var told = await MailsOfDaysAsync(Day(3, 11), Day(3, 31), without: "police@northshire.example");

        // Due on Tuesday 10 March: 3, 5 and 8 working days later.
        told.ShouldBe([(Day(3, 13), "manager@northshire.example"), (Day(3, 17), "chair@northshire.example"), (Day(3, 20), "director@northshire.example")]);
        var mail = (await MailsAsync()).First(m => m.Address == "manager@northshire.example");
        mail.Subject.ShouldBe("Your tasks: 1 late with others");
        mail.Text.ShouldBe("""
            Dear Pat Hughes,

            This waits to be seen to in the Self-Assessment Portal.

            Late with others

            - Answer 1.2 (Northshire LSCB)
              waits for Northshire Police; was due on 10 March 2015, 3 working days ago
              https://portal.example/tasks/Answer-1.2

            Each link opens the page where the task is done; you may be asked to sign in first.
            You get one such mail a day at most. Choose how you get them:
            https://portal.example/messages/preferences

            """.ReplaceLineEndings("\n"));
        (await Portal.WithDbAsync(db => db.Set<TaskEscalation>().OrderBy(e => e.StepDay).Select(e => e.StepDay).ToListAsync())).ShouldBe([Day(3, 13), Day(3, 17), Day(3, 20)]);
    }

    [Fact]
    public async Task What_a_mail_said_that_came_back_is_said_again_in_the_portal_and_once()
    {
        await PoliceTaskAsync(Day(3, 10), "Answer 1.2");
        At(3, 13);
        await RemindAsync();
        await SendAsync();
        var back = (await MailsAsync()).Single(m => m.Address == "manager@northshire.example");
        back.State.ShouldBe(EmailState.Sent);
        (await Portal.DoAsync(s => s.GetRequiredService<RecordReport>().AsAsync(new DeliveryReport(back.Id, [back.Address], ReportedAction.Failed, "5.1.1 No such person"), default))).ShouldBeTrue();

        for (var day = 16; day <= 17; day++)
        {
            At(3, day);
            await RemindAsync();
            await SendAsync();
        }

        var again = (await MailsAsync()).Where(m => m.Address == "manager@northshire.example" && m.Id != back.Id).ShouldHaveSingleItem();
        again.Text.ShouldContain("Answer 1.2 (Northshire LSCB)\n  waits for Northshire Police");
        (again.State, again.Suppression).ShouldBe((EmailState.Suppressed, SuppressionReason.AddressFails), "the address is known to be bad, so it is said in the portal");
    }

    [Fact]
    public async Task What_a_mail_said_that_the_server_refused_is_mailed_again_where_the_address_was_corrected()
    {
        await PoliceTaskAsync(Day(3, 10), "Answer 1.2");
        At(3, 13);
        await RemindAsync();
        var refused = (await MailsAsync()).Single(m => m.Address == "manager@northshire.example");
        await Portal.WithDbAsync(db => db.Set<OutgoingEmail>().Where(m => m.Id == refused.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Address, "nowhere")));
        await SendAsync();
        (await MailsAsync()).Single(m => m.Id == refused.Id).State.ShouldBe(EmailState.Refused);

        At(3, 16);
        await RemindAsync();
        await SendAsync();

        var again = (await MailsAsync()).Where(m => m.Address == "manager@northshire.example").ShouldHaveSingleItem();
        again.Text.ShouldContain("Answer 1.2 (Northshire LSCB)");
        again.State.ShouldBe(EmailState.Sent);
    }

    [Fact]
    public async Task Nobody_hears_of_their_own_task_as_late_with_others()
    {
        await TaskAsync(ManagerPost, Day(3, 10));

        (await MailsOfDaysAsync(Day(3, 10), Day(3, 17))).ShouldBe(
            [(Day(3, 10), "manager@northshire.example"), (Day(3, 11), "manager@northshire.example"), (Day(3, 17), "chair@northshire.example")],
            "the day itself, the digest of Wednesday, and to the chair after five days");
    }

    [Fact]
    public async Task What_was_missed_while_the_portal_stood_still_is_told_once_when_it_runs_again()
    {
        await PoliceTaskAsync(Day(3, 10));
        (await MailsOfDaysAsync(Day(3, 19), Day(3, 24), without: "police@northshire.example"))
            .ShouldBe([(Day(3, 19), "chair@northshire.example"), (Day(3, 19), "manager@northshire.example")]);
    }

    [Fact]
    public async Task A_task_that_was_done_in_time_is_late_for_nobody()
    {
        var task = await PoliceTaskAsync(Day(3, 10));
        await ChangeAsync<PostTask>(task.Id, t => t.Finish("", null, police.Id, Now));

        (await MailsOfDaysAsync(Day(3, 11), Day(3, 31))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_director_does_not_hear_of_a_boards_matters_and_nobody_of_the_tasks_of_a_review_team()
    {
        await DirectorAsync();
        var board = await BoardAsync();
        var post = Post.In(board, PostRole.Contributor, "Northshire Police");
        post.Appoint(police, Now);
        var reviewers = Body.Found("R", "Review body", BodyKind.ReviewBody);
        var lead = Post.In(reviewers, PostRole.LeadInspector, "Lead inspector");
        var inspector = Person.Named("Ruth Bannister", "lead@review.example");
        lead.Appoint(inspector, Now);
        var matter = Matter.Open(board.Id, new MatterBrief("improvement-plan", "Plan", "What changes", Day(6, 30)), (Manager.Id, ManagerPost.Id), Now, _ => true, Day(3, 2));
        await SaveAsync(police, inspector, post, reviewers, lead, matter);
        await SaveAsync(
            PostTask.For(post.Id, matter, new TaskBrief("Of the plan", "", "/matters/task/1", Day(3, 10), []), Now),
            PostTask.For(lead.Id, Assessment, new TaskBrief("Of the review", "", "/matters/task/2", Day(3, 10), []), Now));
        var told = await MailsOfDaysAsync(Day(3, 11), Day(3, 31));

        told.ShouldNotContain(m => m.Address == "director@northshire.example");
        told.ShouldContain((Day(3, 13), "manager@northshire.example"));
        (await MailsAsync()).Where(m => m.Address != "lead@review.example").ShouldAllBe(m => !m.Text.Contains("Of the review", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_an_authority_which_has_no_board_manager_its_director_hears_in_the_managers_place()
    {
        var authority = await DirectorAsync();
        var post = Post.In(authority, PostRole.DataOfficer, "Data officer");
        post.Appoint(police, Now);
        var own = SelfAssessment.Open(authority.Id, ("test", 1), new AssessmentPlan(new DateOnly(2014, 4, 1), new DateOnly(2015, 3, 31), Day(6, 30)), _ => true, director.Id, Now, Day(3, 2));
        await SaveAsync(police, post, own);
        await TaskAsync(post, Day(3, 10), of: own);

        (await MailsOfDaysAsync(Day(3, 11), Day(3, 31), without: "police@northshire.example"))
            .ShouldBe([(Day(3, 13), "director@northshire.example"), (Day(3, 20), "director@northshire.example")]);
    }

    [Fact]
    public async Task A_post_without_a_holder_is_told_to_whoever_runs_the_body_and_again_after_its_days()
    {
        var vacant = Post.In(await BoardAsync(), PostRole.Contributor, "Northshire Health");
        await SaveAsync(vacant);

        (await MailsOfDaysAsync(Day(3, 3), Day(3, 17))).ShouldBe([(Day(3, 3), "manager@northshire.example"), (Day(3, 10), "manager@northshire.example"), (Day(3, 17), "manager@northshire.example")]);
        var mail = (await MailsAsync())[0];
        mail.Subject.ShouldBe("Your tasks: 1 to set up");
        mail.Text.ShouldContain($"To set up\n\n- Nobody holds the post “Northshire Health” (Northshire LSCB)\n  https://portal.example/people/post/{vacant.Id}\n");
    }

    [Fact]
    public async Task An_area_that_nobody_leads_is_told_some_days_after_the_self_assessment_was_opened_until_somebody_does()
    {
        // 40 working days after 2 March 2015, over Easter: 29 April, a Wednesday.
        (await MailsOfDaysAsync(Day(4, 27), Day(4, 28))).ShouldBeEmpty();
        (await MailsOfDaysAsync(Day(4, 29), Day(4, 30))).ShouldBe([(Day(4, 29), "manager@northshire.example")]);
        var mail = (await MailsAsync()).ShouldHaveSingleItem();
        mail.Text.ShouldContain("- Nobody leads the area “");
        mail.Text.ShouldContain($"https://portal.example/self-assessments/assign/{Assessment.Id}");

        var areas = (await Portal.WithDbAsync(db => db.Set<SetupNotice>().Select(n => n.What).ToListAsync())).ConvertAll(w => w.Split(':')[2]);
        await SaveAsync([.. areas.Select(a => Assignment.Of(Assessment, a, null, ManagerPost.Id, Day(6, 1), Chair.Id, Now))]);
        (await MailsOfDaysAsync(Day(5, 5), Day(5, 29))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_digest_tells_once_a_week_also_what_is_due_later_and_nothing_to_those_without_tasks()
    {
        await TaskAsync(ChairPost, Day(6, 10), "Far away");
        await TaskAsync(ChairPost, null, "Without a day");

        (await MailsOfDaysAsync(Day(3, 2), Day(3, 13))).ShouldBe([(Day(3, 4), "chair@northshire.example"), (Day(3, 11), "chair@northshire.example")]);
        var mail = (await MailsAsync())[0];
        mail.Subject.ShouldBe("Your week: 2 later");
        mail.Text.ShouldContain("Later\n\n- Far away (Northshire LSCB)\n  due on 10 June 2015\n");
        mail.Text.ShouldContain("- Without a day (Northshire LSCB)\n  without a due date\n");
    }

    [Fact]
    public async Task Everything_that_is_due_to_be_said_on_a_day_stands_in_one_mail()
    {
        await PoliceTaskAsync(Day(3, 6), "Of the police"); // three working days before Wednesday 11 March
        await TaskAsync(ManagerPost, Day(3, 11), "Of the manager");
        await TaskAsync(ManagerPost, Day(6, 10), "Later on");
        await SaveAsync(Post.In(await BoardAsync(), PostRole.Contributor, "Northshire Health"));

        (await MailsOfDaysAsync(Day(3, 11), Day(3, 11), without: "police@northshire.example")).ShouldBe([(Day(3, 11), "manager@northshire.example")]);
        var mail = (await MailsAsync()).Single(m => m.Address == "manager@northshire.example");
        mail.Subject.ShouldBe("Your week: 1 due today, 1 later, 1 late with others, 1 to set up");
        foreach (var said in new[] { "Of the manager", "Later on", "Of the police", "Northshire Health" })
        {
            mail.Text.ShouldContain(said);
        }
    }

    [Fact]
    public async Task What_a_body_set_for_itself_holds_for_its_people()
    {
        var plan = ReminderPlan.Of(Assessment.BodyId, "");
        var own = new OwnReminders { Week = new OwnWeek(null, new TimeOnly(10, 0), new TimeOnly(16, 0)) };
        own.Kinds["task"] = new OwnKind([2], false, 0, null, null, null);
        plan.Set(own.ToJson());
        await SaveAsync(plan);
        await PoliceTaskAsync(Day(3, 12));
        At(3, 10, 9, 59);
        (await RemindAsync()).ShouldBe(0, "before its hours");
        At(3, 10, 10);
        (await RemindAsync()).ShouldBe(1, "two days before");

        (await MailsOfDaysAsync(Day(3, 11), Day(3, 31), hour: 11)).ShouldBeEmpty("neither digest nor escalation");
    }

    [Fact]
    public async Task Somebody_in_two_bodies_is_written_to_when_neither_is_quiet()
    {
        var other = Body.Found("B2", "Southshire LSCB", BodyKind.SafeguardingBoard);
        var plan = ReminderPlan.Of(other.Id, "");
        plan.Set(new OwnReminders { Week = new OwnWeek(null, new TimeOnly(10, 0), new TimeOnly(16, 0)) }.ToJson());
        var post = Post.In(other, PostRole.Contributor, "Police");
        post.Appoint(Manager, Now);
        var assessment = SelfAssessment.Open(other.Id, ("test", 1), new AssessmentPlan(new DateOnly(2014, 4, 1), new DateOnly(2015, 3, 31), Day(6, 30)), _ => true, Manager.Id, Now, Day(3, 2));
        await SaveAsync(other, plan, post, assessment);
        await TaskAsync(post, Day(3, 10), "There", assessment);
        await TaskAsync(ManagerPost, Day(3, 10), "Here");
        At(3, 10, 9, 59);
        (await RemindAsync()).ShouldBe(0);
        At(3, 10, 10);
        (await RemindAsync()).ShouldBe(1);

        var text = (await MailsAsync()).ShouldHaveSingleItem().Text;
        text.ShouldContain("There (Southshire LSCB)");
        text.ShouldContain("Here (Northshire LSCB)");
    }

    [Fact]
    public async Task Two_processes_at_the_same_moment_tell_of_everything_once()
    {
        await PoliceTaskAsync(Day(3, 10));
        await SaveAsync(Post.In(await BoardAsync(), PostRole.Contributor, "Northshire Health"));
        At(3, 13);
        await using var other = On();
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => RemindAsync(n % 2 == 0 ? Portal : other))));

        runs.Sum().ShouldBe(2);
        (await MailsAsync()).Select(m => m.Address).ShouldBe(["manager@northshire.example", "police@northshire.example"]);
        (await Portal.WithDbAsync(db => db.Set<TaskEscalation>().CountAsync())).ShouldBe(1);
        (await Portal.WithDbAsync(db => db.Set<SetupNotice>().CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_mail_said_that_a_newer_one_overtook_before_it_left_is_said_again()
    {
        await PoliceTaskAsync(Day(3, 10));
        await TaskAsync(ManagerPost, Day(3, 16), "Of the manager");
        At(3, 13);
        (await RemindAsync()).ShouldBe(2, "the police, and the manager with whom it is late");
        At(3, 16);
        (await RemindAsync()).ShouldBe(1, "the manager’s own task");
        await Portal.DoAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(default));
        (await ToManagerAsync()).Select(m => m.State).ShouldBe([EmailState.Suppressed, EmailState.Sent]);

        At(3, 17);
        (await RemindAsync()).ShouldBe(2, "chair after five days, and the manager again");

        (await ToManagerAsync())[^1].Text.ShouldContain("Late with others\n\n- Answer 1.2 (Northshire LSCB)\n");
        At(3, 18);
        await Portal.DoAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(default));
        (await Portal.WithDbAsync(db => db.Set<TaskEscalation>().CountAsync(e => e.StepDay == Day(3, 13)))).ShouldBe(1);

        async Task<List<OutgoingEmail>> ToManagerAsync() => [.. (await MailsAsync()).Where(m => m.Address == Manager.Email)];
    }

    private Task<Body> BoardAsync() => Portal.WithDbAsync(db => db.Bodies.AsNoTracking().SingleAsync(b => b.Code == "B1"));

    private async Task<PostTask> PoliceTaskAsync(DateOnly due, string title = "Answer 1.2")
    {
        var post = Post.In(await BoardAsync(), PostRole.Contributor, "Northshire Police");
        post.Appoint(police, Now);
        await SaveAsync(police, post);
        return await TaskAsync(post, due, title);
    }

    /// <summary>The authority that the board serves, with its director.</summary>
    private async Task<Body> DirectorAsync()
    {
        var authority = Body.Found("E06000001", "Northshire", BodyKind.LocalAuthority);
        var post = Post.In(authority, PostRole.DirectorOfChildrensServices, "Director");
        post.Appoint(director, Now);
        await SaveAsync(authority, director, post, new BoardAuthority(Assessment.BodyId, authority.Id));
        return authority;
    }

    /// <summary>Runs on each day and gives the mails that came of it.</summary>
    private async Task<IReadOnlyList<(DateOnly Day, string Address)>> MailsOfDaysAsync(DateOnly from, DateOnly until, string? without = null, int hour = 9)
    {
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            At(day.Month, day.Day, hour);
            await RemindAsync();
        }

        return [.. (await MailsAsync()).Select(m => (DateOnly.FromDateTime(m.WrittenAt), m.Address)).Where(m => m.Item1 >= from && m.Item1 <= until && m.Address != without)];
    }
}
