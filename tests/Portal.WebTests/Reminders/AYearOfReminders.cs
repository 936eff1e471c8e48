using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Reminders;

/// <summary>A whole year with all schedules. Six boards here, of all four nations, or as many as REMINDERS_YEAR_BOARDS says; all 152 run as <c>Portal.Benchmarks reminders-year</c>.</summary>
public sealed class AYearOfReminders(ITestOutputHelper output)
{
    [Fact]
    public async Task Everything_due_is_said_once_and_nothing_on_a_bank_holiday_in_quiet_hours_or_twice_a_day()
    {
        var boards = int.TryParse(Environment.GetEnvironmentVariable("REMINDERS_YEAR_BOARDS"), CultureInfo.InvariantCulture, out var asked) ? asked : 6;
        await using var file = await ScratchDatabase.CreateAsync();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.Zero };
        await using var portal = TestPortal.On(file, clock: clock);

        var totals = await new SimulatedYear(what => portal.DoAsync(what), clock.SetUtcNow, boards).RunAsync();

        output.WriteLine(totals.ToString());
        totals.Differences.ShouldBeEmpty();
        (totals.OnBankHolidays, totals.InQuietHours, totals.TwiceInADay).ShouldBe((0, 0, 0));
        totals.Mails.ShouldBeGreaterThan(boards * 12 * 10, "or it proves little");
        totals.Escalations.ShouldBeGreaterThan(boards);
        totals.SetupNotices.ShouldBeGreaterThan(boards);
    }

    [Fact]
    public async Task What_a_run_asks_is_as_many_questions_for_eight_boards_as_for_two()
    {
        var (few, many) = (await QuestionsAsync(boards: 2), await QuestionsAsync(boards: 8));

        few.Mails.ShouldBeGreaterThan(0);
        many.Mails.ShouldBeGreaterThan(2 * few.Mails);
        many.Questions.ShouldBe(few.Questions);
    }

    private static async Task<(int Mails, int Questions)> QuestionsAsync(int boards)
    {
        await using var file = await ScratchDatabase.CreateAsync();
        var counted = new CountedStatements();
        await using var portal = TestPortal.On(file, clock: new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), services: services => services
            .ConfigureDbContext<SqlitePortalDbContext>(o => o.AddInterceptors(counted)).ConfigureDbContext<PostgresPortalDbContext>(o => o.AddInterceptors(counted)));
        await new SimulatedYear(what => portal.DoAsync(what), portal.Clock.SetUtcNow, boards).SetUpAsync();
        portal.Clock.SetUtcNow(new DateTimeOffset(2026, 6, 16, 8, 15, 0, TimeSpan.Zero));
        var mails = 0;
        var asked = await counted.WhileAsync(() => portal.DoAsync(async s => mails = await s.GetRequiredService<SendReminders>().RunAsync(default)));
        return (mails, asked.Statements.Count(s => s.StartsWith("SELECT", StringComparison.Ordinal)));
    }
}
