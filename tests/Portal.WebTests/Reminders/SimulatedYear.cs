using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Frameworks;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.Web.Seeding;
using Portal.Web.Time;

namespace Portal.WebTests.Reminders;

/// <summary>
/// The year 2026 of many boards of twelve people each, day by day, with the schedules as they are shipped, beside what <see cref="ExpectedYear"/> says of it.
/// </summary>
/// <param name="asPortal">Does something in a scope of its own that sees every body.</param>
/// <param name="setClock">Moves the portal's clock.</param>
/// <param name="boards">How many.</param>
public sealed class SimulatedYear(Func<Func<IServiceProvider, Task>, Task> asPortal, Action<DateTimeOffset> setClock, int boards)
{
    private readonly Dictionary<Id<Person>, (int Board, int Seat)> _seats = [];
    private readonly Dictionary<Id<PostTask>, (int Board, int Seat, int Task)> _tasks = [];
    private readonly Dictionary<DateOnly, List<Id<PostTask>>> _doneOn = [];
    private readonly Dictionary<DateOnly, List<(SelfAssessment Assessment, string Area, Id<Post> Post)>> _ledOn = [];
    private readonly Dictionary<string, (int Board, string What)> _lacks = new(StringComparer.Ordinal);

    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">A run in quiet hours, or a second one, wrote something.</exception>
    public async Task<YearTotals> RunAsync()
    {
        setClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await SetUpAsync();
        var (runs, sending) = (0, new Stopwatch());
        for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
        {
            await LiveAsync(day);
            var times = new List<(TimeOnly At, bool Quiet)> { (new TimeOnly(7, 15), false), (new TimeOnly(9, 15), false) };
            if (day.DayNumber % 5 == 0)
            {
                times = [(new TimeOnly(5, 59), true), (new TimeOnly(6, 59), true), .. times, (new TimeOnly(10, 0), true), (new TimeOnly(19, 0), true)];
            }

            foreach (var (at, quiet) in times)
            {
                setClock(new DateTimeOffset(UkTime.At(day, at)));
                sending.Start();
                var written = 0;
                await asPortal(async s => written = await s.GetRequiredService<SendReminders>().RunAsync(default));
                sending.Stop();
                runs++;
                if (quiet && written > 0)
                {
                    throw new InvalidOperationException($"{written} mails on {day:O} at {at:HH:mm}, when nothing was left to be said or nobody may be written to.");
                }
            }
        }

        return await TotalsAsync(runs, sending.Elapsed);
    }

    /// <summary>Founds the boards and gives everybody their tasks, at the clock's time.</summary>
    public async Task SetUpAsync()
    {
        var json = await File.ReadAllTextAsync(Path.Combine(SeedFolder.Frameworks, "section-11-audit.v1.json"));
        var areas = FrameworkFile.Read(Path.Combine(SeedFolder.Frameworks, "section-11-audit.v1.json")).Areas.Select(a => a.Code).ToList();
        var now = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await asPortal(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            db.Add(new PublishedFramework { Code = "test", Version = 1, Title = "Test", ContentHash = "", Json = json, PublishedAt = now });
            await db.SaveChangesAsync();
        });
        for (var board = 0; board < boards; board++)
        {
            var number = board;
            await asPortal(async s =>
            {
                var db = s.GetRequiredService<PortalDbContext>();
                Board(db, number, areas, now);
                await db.SaveChangesAsync();
            });
        }
    }

    private void Board(PortalDbContext db, int number, List<string> areas, DateTime now)
    {
        var nation = ExpectedYear.NationOf(number);
        var board = Body.Found($"B{number}", $"Board {number}", BodyKind.SafeguardingBoard, nation: nation);
        var authority = Body.Found($"A{number}", $"Authority {number}", BodyKind.LocalAuthority, nation: nation);
        board.Serve(authority);
        db.AddRange(board, authority);
        var seats = new List<(Person Person, Post Post)>();
        for (var seat = 0; seat < ExpectedYear.Seats; seat++)
        {
            var person = Person.Named($"Person {seat} of {number}", $"p{seat}.b{number}@year.example");
            var post = seat switch
            {
                ExpectedYear.Chair => Post.In(board, PostRole.Chair, "Independent chair"),
                ExpectedYear.Manager => Post.In(board, PostRole.BoardManager, "Board manager"),
                ExpectedYear.Director => Post.In(authority, PostRole.DirectorOfChildrensServices, "Director"),
                _ => Post.In(board, PostRole.Contributor, $"Agency {seat}"),
            };
            post.Appoint(person, now);
            db.AddRange(person, post);
            seats.Add((person, post));
            _seats.Add(person.Id, (number, seat));
        }

        var assessment = SelfAssessment.Open(
            board.Id, ("test", 1), new AssessmentPlan(new DateOnly(2025, 4, 1), new DateOnly(2026, 3, 31), new DateOnly(2026, 12, 31)), _ => true, seats[0].Person.Id, now, new DateOnly(2026, 1, 1));
        db.Add(assessment);
        for (var seat = 0; seat < ExpectedYear.Seats; seat++)
        {
            for (var task = 0; task < ExpectedYear.TasksEach; task++)
            {
                var given = PostTask.For(
                    seats[seat].Post.Id, assessment, new TaskBrief($"Task {task} of seat {seat}", "", $"/self-assessments/answer/{assessment.Id}/{task}", ExpectedYear.DueOn(number, seat, task), []), now);
                db.Add(given);
                _tasks.Add(given.Id, (number, seat, task));
                On(_doneOn, ExpectedYear.DoneOn(number, seat, task)).Add(given.Id);
            }
        }

        foreach (var area in areas.Skip(1))
        {
            db.Add(Assignment.Of(assessment, area, null, seats[ExpectedYear.Manager].Post.Id, new DateOnly(2026, 12, 1), seats[0].Person.Id, now));
        }

        _lacks.Add($"area:{assessment.Id}:{areas[0]}", (number, "area"));
        On(_ledOn, ExpectedYear.LedOn(number)).Add((assessment, areas[0], seats[ExpectedYear.Manager].Post.Id));
        if (ExpectedYear.HasVacantPost(number))
        {
            var vacant = Post.In(board, PostRole.Contributor, "Nobody’s");
            db.Add(vacant);
            _lacks.Add($"post:{vacant.Id}", (number, "post"));
        }

        if (ExpectedYear.HasOwnWeek(number))
        {
            var plan = ReminderPlan.Of(board.Id, "");
            plan.Set(new OwnReminders { Week = new OwnWeek(DayOfWeek.Wednesday, new TimeOnly(9, 0), new TimeOnly(16, 0)) }.ToJson());
            db.Add(plan);
        }
    }

    /// <summary>What people do on a day, before anybody is written to.</summary>
    private async Task LiveAsync(DateOnly day)
    {
        setClock(new DateTimeOffset(UkTime.At(day, new TimeOnly(5, 0))));
        if (_doneOn.Remove(day, out var done))
        {
            await asPortal(s => s.GetRequiredService<PortalDbContext>().Tasks.Where(t => done.Contains(t.Id)).ExecuteUpdateAsync(set => set.SetProperty(t => t.State, TaskState.Done)));
        }

        if (_ledOn.Remove(day, out var led))
        {
            await asPortal(async s =>
            {
                var db = s.GetRequiredService<PortalDbContext>();
                db.AddRange(led.Select(l => Assignment.Of(l.Assessment, l.Area, null, l.Post, new DateOnly(2026, 12, 1), l.Assessment.OpenedBy, new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc))));
                await db.SaveChangesAsync();
            });
        }
    }

    private async Task<YearTotals> TotalsAsync(int runs, TimeSpan sending)
    {
        var (mails, reminders, escalations, notices) = (new List<(Id<Person> Person, DateTime At)>(), new List<string>(), new List<string>(), new List<string>());
        await asPortal(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            mails = [.. (await db.Set<OutgoingEmail>().Select(m => new { m.PersonId, m.WrittenAt }).ToListAsync()).Select(m => (m.PersonId, m.WrittenAt))];
            reminders = [.. (await db.Set<TaskReminder>().AsNoTracking().ToListAsync()).Select(r => ExpectedYear.Reminder(_tasks[r.TaskId], _seats[r.PersonId], r.ReminderDay))];
            escalations = [.. (await db.Set<TaskEscalation>().AsNoTracking().ToListAsync()).Select(e => ExpectedYear.Escalation(_tasks[e.TaskId], _seats[e.PersonId], e.StepDay))];
            notices = [.. (await db.Set<SetupNotice>().AsNoTracking().ToListAsync()).Select(n => ExpectedYear.Notice(_lacks[n.What], _seats[n.PersonId], n.Day))];
        });
        var sent = mails.ConvertAll(m => (Seat: _seats[m.Person], At: UkTime.InUk(m.At)));
        var expected = new ExpectedYear(boards);
        return new YearTotals(
            boards, boards * ExpectedYear.Seats, runs, sent.Count, reminders.Count, escalations.Count, notices.Count,
            OnBankHolidays: sent.Count(m => !ExpectedYear.IsWorkingDay(ExpectedYear.NationOf(m.Seat.Board), DateOnly.FromDateTime(m.At))),
            InQuietHours: sent.Count(m => !ExpectedYear.MayWrite(m.Seat.Board, TimeOnly.FromDateTime(m.At))),
            TwiceInADay: sent.CountBy(m => (m.Seat, m.At.Date)).Count(c => c.Value > 1),
            sending,
            [
                .. Differences("mail", expected.Mails, sent.Select(m => ExpectedYear.Mail(m.Seat, DateOnly.FromDateTime(m.At)))),
                .. Differences("reminder", expected.Reminders, reminders),
                .. Differences("escalation", expected.Escalations, escalations),
                .. Differences("notice", expected.Notices, notices),
            ]);
    }

    private static IEnumerable<string> Differences(string what, IReadOnlySet<string> expected, IEnumerable<string> actual)
    {
        var counted = actual.CountBy(a => a).ToDictionary();
        return
        [
            .. expected.Where(e => !counted.ContainsKey(e)).Order(StringComparer.Ordinal).Select(e => $"missing {what}: {e}"),
            .. counted.Keys.Where(a => !expected.Contains(a)).Order(StringComparer.Ordinal).Select(a => $"unexpected {what}: {a}"),
            .. counted.Where(c => c.Value > 1).Select(c => $"{c.Value} times {what}: {c.Key}"),
        ];
    }

    private static List<T> On<T>(Dictionary<DateOnly, List<T>> days, DateOnly day) => days.TryGetValue(day, out var there) ? there : days[day] = [];
}

/// <summary>What came of a simulated year.</summary>
public sealed record YearTotals(
    int Boards, int People, int Runs, int Mails, int Reminders, int Escalations, int SetupNotices, int OnBankHolidays, int InQuietHours, int TwiceInADay, TimeSpan Sending, IReadOnlyList<string> Differences)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Boards} boards, {People} people, {Runs} runs in {Sending.TotalSeconds:N1} s ({Sending.TotalMilliseconds / Runs:N0} ms each): {Mails:N0} mails with {Reminders:N0} reminders, {Escalations:N0} told of late tasks, {SetupNotices:N0} told of what is not set up; on bank holidays {OnBankHolidays}, in quiet hours {InQuietHours}, twice in a day {TwiceInADay}, otherwise than expected {Differences.Count}.");
}
