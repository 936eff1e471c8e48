using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Mail;

/// <summary>
/// Real processes, really killed (SIGKILL) at random moments while mails leave for a real server: one sender on SQLite, two at once on PostgreSQL. A few kills, or as many as fall
/// into MAIL_STORM_SECONDS. MAIL_STORM_SEED repeats after how many mails each comes.
/// </summary>
public sealed class KillingSendersWhileMailsLeave(ITestOutputHelper output) : MailTest
{
    private const int FewestKills = 4;
    private const int MailsBetweenKills = 40;
    private const int WrittenAtATime = 200;

    private readonly int _seed = Number("MAIL_STORM_SEED") ?? Random.Shared.Next();
    private readonly TimeSpan _length = TimeSpan.FromSeconds(Number("MAIL_STORM_SECONDS") ?? 0);
    private readonly ConcurrentQueue<string> _troubles = [];
    private int _due;

    [Fact]
    public async Task Every_mail_that_was_due_arrives_and_each_kill_lets_one_come_twice_at_most()
    {
        var portal = Portal(new FakeTimeProvider(TimeProvider.System.GetUtcNow()), ("Mail:TimeoutSeconds", "1"));
        await portal.WithDbAsync(db =>
        {
            db.Add(Person.Named("Pat Hughes", "pat@x.example"));
            return db.SaveChangesAsync();
        });

        var kills = await SendAndKillAsync(portal, senders: ScratchDatabase.IsPostgres ? 2 : 1);
        await SendRestAsync(portal);

        var arrived = Server.Received.CountBy(m => m.Message.MessageId!.Split('@')[0][..32]).ToDictionary();
        var twice = Server.Received.Count - arrived.Count;
        var said = $"{_due} due, {arrived.Count} arrived, {twice} twice, {kills} kills, seed {_seed}";
        output.WriteLine(said);
        var rows = await portal.WithDbAsync(db => db.Set<OutgoingEmail>().AsNoTracking().Select(m => new { m.Id, m.State }).ToListAsync());
        rows.Count.ShouldBe(_due, said);
        rows.ShouldAllBe(r => r.State == EmailState.Sent, said);
        arrived.Keys.Order(StringComparer.Ordinal).ShouldBe(rows.Select(r => $"{r.Id:N}").Order(StringComparer.Ordinal), said);
        twice.ShouldBeLessThanOrEqualTo(kills, said);
    }

    /// <returns>How many were killed, those that are ended when time is up among them.</returns>
    private async Task<int> SendAndKillAsync(TestPortal portal, int senders)
    {
        var random = new Random(_seed);
        var (kills, from) = (0, Stopwatch.GetTimestamp());
        var running = Enumerable.Range(0, senders).Select(_ => Start()).ToList();
        try
        {
            while (kills < FewestKills || Stopwatch.GetElapsedTime(from) < _length)
            {
                await WriteMoreAsync(portal);
                var arrived = Server.Received.Count + random.Next(1, 2 * MailsBetweenKills);
                await Eventually.IsTrueAsync(() => Task.FromResult(Server.Received.Count >= arrived || !_troubles.IsEmpty));
                _troubles.ShouldBeEmpty($"seed {_seed}");
                var victim = random.Next(senders);
                await running[victim].KillAsync();
                running[victim].Dispose();
                running[victim] = Start();
                kills++;
            }

            return kills + senders;
        }
        finally
        {
            running.ForEach(r => r.Dispose());
        }

        NodeProcess Start() => Sender(line => _troubles.Enqueue(line), settings: ("Mail:TimeoutSeconds", "1"));
    }

    /// <summary>Lets more be due where little is waiting.</summary>
    private async Task WriteMoreAsync(TestPortal portal)
    {
        if (await portal.WithDbAsync(db => db.Set<OutgoingEmail>().CountAsync(m => m.State == EmailState.Queued)) >= WrittenAtATime)
        {
            return;
        }

        await portal.DoAsync(async services =>
        {
            var db = services.GetRequiredService<PortalDbContext>();
            var person = await db.People.SingleAsync();
            foreach (var n in Enumerable.Range(_due, WrittenAtATime))
            {
                services.GetRequiredService<Outbox>().Write(person, MailKind.Notice, "A task for you", "Please look at it.\n", $"storm:{n}");
            }

            await db.SaveChangesAsync();
        });
        _due += WrittenAtATime;
    }

    /// <summary>A mail that its sender was killed over is sent again when the lease is over.</summary>
    private static async Task SendRestAsync(TestPortal portal)
    {
        portal.Clock.SetUtcNow(TimeProvider.System.GetUtcNow().AddMinutes(10));
        await SendAsync(portal);
    }

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
