using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Frameworks;
using Portal.Web.Mail;
using Portal.Web.Reminders;
using Portal.Web.Seeding;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Reminders;

/// <summary>A board with a chair and a manager, one self-assessment, and a clock to move about with. Days are of 2015.</summary>
public abstract class ReminderTest : IAsyncLifetime
{
    private ScratchDatabase file = null!;

    protected TestPortal Portal { get; private set; } = null!;

    protected Person Chair { get; } = Person.Named("Ruth Adams", "chair@northshire.example");

    protected Person Manager { get; } = Person.Named("Pat Hughes", "manager@northshire.example");

    protected Post ChairPost { get; private set; } = null!;

    protected Post ManagerPost { get; private set; } = null!;

    protected SelfAssessment Assessment { get; private set; } = null!;

    /// <summary>The schedules that hold: by default reminders alone.</summary>
    protected virtual string Rules => RulesOf();

    protected DateTime Now => Portal.Clock.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        file = await ScratchDatabase.CreateAsync();
        Portal = On();
        var board = Body.Found("B1", "Northshire LSCB", BodyKind.SafeguardingBoard);
        ChairPost = Post.In(board, PostRole.Chair, "Independent chair");
        ManagerPost = Post.In(board, PostRole.BoardManager, "Board manager");
        ChairPost.Appoint(Chair, Now);
        ManagerPost.Appoint(Manager, Now);
        Assessment = SelfAssessment.Open(
            board.Id, ("test", 1), new AssessmentPlan(new DateOnly(2014, 4, 1), new DateOnly(2015, 3, 31), new DateOnly(2015, 6, 30)), _ => true, Chair.Id, Now, Day(3, 2));
        await SaveAsync(
            new PublishedFramework { Code = "test", Version = 1, Title = "Test", ContentHash = "", Json = File.ReadAllText(Path.Combine(SeedFolder.Frameworks, "section-11-audit.v1.json")), PublishedAt = Now },
            board, Chair, Manager, ChairPost, ManagerPost, Assessment);
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await file.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static DateOnly Day(int month, int day) => new(2015, month, day);

    /// <summary>A second process on the same database, at the same time.</summary>
    protected TestPortal On(string? rules = null)
    {
        var path = Path.Combine(file.Directory, $"rules-{Guid.CreateVersion7()}.json");
        File.WriteAllText(path, rules ?? Rules);
        return TestPortal.On(file, new Dictionary<string, string?> { ["Reminders:Rules"] = path }, clock: Portal?.Clock);
    }

    /// <summary>A file of schedules.</summary>
    /// <param name="escalate">After how many working days who hears of it, as in the file.</param>
    /// <param name="more">Set-up and digest, as in the file, each with a comma behind it.</param>
    /// <param name="before">Working days before.</param>
    /// <param name="onTheDay">Whether on the day.</param>
    /// <param name="every">Working days between reminders afterwards.</param>
    /// <param name="from">When mail begins.</param>
    protected static string RulesOf(string escalate = "", string more = "", string before = "10, 5, 1", bool onTheDay = true, int every = 3, string from = "07:00") =>
        $$"""
        { "kinds": [ { "id": "task", "title": "Tasks", "for": ["self-assessment", "signature", "matter"], "before": [{{before}}], "onTheDay": {{(onTheDay ? "true" : "false")}}, "everyAfter": {{every}}, "escalate": { {{escalate}} } } ],
          {{more}}
          "hours": { "from": "{{from}}", "until": "19:00" },
          "limits": { "daysBefore": 40, "timesBefore": 5, "everyAfter": 20, "escalate": 60, "fromEarliest": "06:00", "fromLatest": "11:00", "untilEarliest": "15:00", "untilLatest": "21:00" } }
        """;

    protected Task SaveAsync(params object[] added) => Portal.WithDbAsync(db =>
    {
        db.AddRange(added);
        return db.SaveChangesAsync();
    });

    protected async Task<PostTask> TaskAsync(Post post, DateOnly? due, string title = "Answer the questions", SelfAssessment? of = null)
    {
        var task = PostTask.For(post.Id, of ?? Assessment, new TaskBrief(title, "", "/tasks/" + title.Replace(' ', '-'), due, []), Now);
        await SaveAsync(task);
        return task;
    }

    /// <summary>Moves the clock to a time of day in UTC.</summary>
    protected void At(int month, int day, int hour = 9, int minute = 0) => Portal.Clock.SetUtcNow(new DateTimeOffset(2015, month, day, hour, minute, 0, TimeSpan.Zero));

    protected Task<int> RemindAsync(TestPortal? portal = null) => (portal ?? Portal).DoAsync(s => s.GetRequiredService<SendReminders>().RunAsync(default));

    protected Task<int> SendAsync() => Portal.DoAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(default));

    protected Task ChangeAsync<T>(Id<T> id, Action<T> change) where T : class => Portal.WithDbAsync(async db =>
    {
        var it = await db.Set<T>().FindAsync(id) ?? throw new InvalidOperationException();
        change(it);
        return await db.SaveChangesAsync();
    });

    protected Task<IReadOnlyList<OutgoingEmail>> MailsAsync() => Portal.WithDbAsync<IReadOnlyList<OutgoingEmail>>(
        async db => await db.Set<OutgoingEmail>().AsNoTracking().OrderBy(m => m.WrittenAt).ThenBy(m => m.Address).ToListAsync());
}
