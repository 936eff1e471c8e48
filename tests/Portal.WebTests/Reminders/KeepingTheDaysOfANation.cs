using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.WebTests.Reminders;

/// <summary>Good Friday 2015 is 3 April; Easter Monday, 6 April, is a bank holiday of England and not of Scotland.</summary>
public sealed class KeepingTheDaysOfANation : ReminderTest
{
    private readonly Person scot = Person.Named("Ailsa Reid", "manager@strathmore.example");

    [Fact]
    public async Task A_body_is_of_england_unless_it_is_founded_elsewhere() =>
        (await Portal.WithDbAsync(db => db.Bodies.Select(b => b.Nation).SingleAsync())).ShouldBe(Nation.England);

    [Fact]
    public async Task On_easter_monday_only_bodies_of_scotland_are_at_work()
    {
        await ScottishTaskAsync();
        await TaskAsync(ManagerPost, Day(4, 6), "Of England");
        At(4, 6);
        (await RemindAsync()).ShouldBe(1);

        (await MailsAsync()).ShouldHaveSingleItem().Address.ShouldBe("manager@strathmore.example");
        At(4, 7);
        (await RemindAsync()).ShouldBe(1);
        (await MailsAsync())[^1].Address.ShouldBe("manager@northshire.example");
    }

    [Fact]
    public async Task A_scottish_bank_holiday_is_a_working_day_in_england()
    {
        await ScottishTaskAsync(Day(8, 3));
        await TaskAsync(ManagerPost, Day(8, 3), "Of England");
        At(8, 3);
        (await RemindAsync()).ShouldBe(1);

        (await MailsAsync()).ShouldHaveSingleItem().Address.ShouldBe("manager@northshire.example");
    }

    [Fact]
    public async Task Somebody_with_posts_in_two_nations_hears_only_of_the_one_at_work()
    {
        await ScottishTaskAsync(holder: Manager);
        await TaskAsync(ManagerPost, Day(4, 6), "Of England");
        At(4, 6);
        await RemindAsync();

        var text = (await MailsAsync()).ShouldHaveSingleItem().Text;
        text.ShouldContain("Of Scotland");
        text.ShouldNotContain("Of England");
    }

    [Fact]
    public async Task Working_days_of_a_body_are_counted_by_its_nation()
    {
        var board = await ScottishTaskAsync();
        await Portal.DoAsync(async s =>
        {
            var calendars = s.GetRequiredService<BodyCalendars>();
            var db = s.GetRequiredService<PortalDbContext>();
            (await calendars.OfAsync(db, board.Id, default)).Add(Day(4, 2), 1).ShouldBe(Day(4, 6));
            (await calendars.OfAsync(db, Assessment.BodyId, default)).Add(Day(4, 2), 1).ShouldBe(Day(4, 7));
        });
    }

    private async Task<Body> ScottishTaskAsync(DateOnly? due = null, Person? holder = null)
    {
        var board = Body.Found("S1", "Strathmore CPC", BodyKind.SafeguardingBoard, nation: Nation.Scotland);
        var post = Post.In(board, PostRole.BoardManager, "Board manager");
        post.Appoint(holder ?? scot, Now);
        var assessment = SelfAssessment.Open(
            board.Id, ("test", 1), new AssessmentPlan(new DateOnly(2014, 4, 1), new DateOnly(2015, 3, 31), new DateOnly(2015, 9, 30)), _ => true, Manager.Id, Now, Day(3, 2));
        await SaveAsync(holder is null ? [board, scot, post, assessment] : [board, post, assessment]);
        await SaveAsync(PostTask.For(post.Id, assessment, new TaskBrief("Of Scotland", "", "/tasks/scotland", due ?? Day(4, 6), []), Now));
        return board;
    }
}
