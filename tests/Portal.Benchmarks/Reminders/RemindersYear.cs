using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.WebTests.Infrastructure;
using Portal.WebTests.Reminders;

namespace Portal.Benchmarks.Reminders;

/// <summary><c>reminders-year</c>: the simulated year of all boards on a fake clock, its totals, and what one run asks of the database.</summary>
public static class RemindersYear
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        await using var data = await TemporaryData.CreateAsync(options, "portal-reminders", ct);
        var clock = new SetClock();
        var counted = new CountedStatements();
        await using var portal = LocalPortal.On(data.Settings, services => services.AddSingleton<TimeProvider>(clock)
            .ConfigureDbContext<SqlitePortalDbContext>(o => o.AddInterceptors(counted)).ConfigureDbContext<PostgresPortalDbContext>(o => o.AddInterceptors(counted)));
        await portal.AsPortalAsync(s => s.GetRequiredService<PortalDbContext>().Database.MigrateAsync(ct));
        var simulated = new SimulatedYear(portal.AsPortalAsync, to => clock.Now = to, options.Number("--boards", 152));
        if (options.Has("--one-day"))
        {
            clock.Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
            await simulated.SetUpAsync();
            Figures.Say($"{options.Number("--boards", 152)} boards of twelve people, each day three runs: in the first everything is due, in the others all was said");
            foreach (var at in new[] { new DateTimeOffset(2026, 6, 16, 8, 15, 0, TimeSpan.Zero), new(2026, 6, 17, 8, 15, 0, TimeSpan.Zero) })
            {
                clock.Now = at;
                await MeasureAsync(portal, counted, at, ct);
            }

            return 0;
        }

        var year = await simulated.RunAsync();
        Figures.Say($"{year}");
        foreach (var difference in year.Differences.Take(20))
        {
            Figures.Say($"{difference}");
        }

        clock.Now = new DateTimeOffset(2027, 1, 12, 9, 30, 0, TimeSpan.Zero);
        await MeasureAsync(portal, counted, clock.Now, ct);
        return year.Differences.Count == 0 && year is { OnBankHolidays: 0, InQuietHours: 0, TwiceInADay: 0 } ? 0 : 1;
    }

    private static async Task MeasureAsync(LocalPortal portal, CountedStatements counted, DateTimeOffset at, CancellationToken ct)
    {
        for (var round = 0; round < 3; round++)
        {
            var (written, from) = (0, Stopwatch.GetTimestamp());
            var asked = await counted.WhileAsync(() => portal.AsPortalAsync(async s => written = await s.GetRequiredService<SendReminders>().RunAsync(ct)));
            var milliseconds = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            var writing = asked.Statements.Count(s => !s.StartsWith("SELECT", StringComparison.Ordinal));
            Figures.Say($"One run at {at:yyyy-MM-dd HH:mm}: {milliseconds,6:N0} ms; {asked.Statements.Count - writing,5:N0} statements read {asked.Rows,6:N0} rows; {writing,6:N0} statements wrote {written,5:N0} mails and what they say");
        }
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
