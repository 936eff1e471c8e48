using System.Globalization;
using Microsoft.Extensions.Time.Testing;
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
}
