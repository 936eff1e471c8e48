using System.Globalization;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.Tasks;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;
using Portal.Workflow.Engine;
using Portal.WorkflowNode;

namespace Portal.WebTests.Workflows.Storm;

/// <summary>
/// Real processes, really killed (SIGKILL) at random moments while two hundred cases run: one node on SQLite, two at once on PostgreSQL. The seed decides
/// after how many acts each kill comes; WORKFLOW_STORM_SEED repeats it.
/// </summary>
public sealed class KillingNodesWhileCasesRun : IAsyncLifetime
{
    private const int Cases = 200;
    private const int ActsBetweenKills = 160;
    private const int FewestKills = 8;

    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(6);

    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("WORKFLOW_STORM_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();
    private readonly TemporaryFolder _definitions = new();
    private ScratchDatabase _database = null!;
    private TestPortal _portal = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await ScratchDatabase.CreateAsync();
        _portal = TestPortal.On(_database, services: s => s.AddStormActivities(), clock: new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        await StormDefinitions.WriteAsync(_definitions.Path);
        await _portal.DoAsync(s => s.GetRequiredService<DefinitionLibrary>().PublishAsync(_definitions.Path, default));
        await _portal.WithDbAsync(db =>
        {
            var now = _portal.Clock.GetUtcNow().UtcDateTime;
            var today = DateOnly.FromDateTime(now);
            var board = Body.Found("B1", "Northshire LSCB", BodyKind.SafeguardingBoard);
            var chair = Person.Named("Ruth Adams", "chair@northshire.example");
            var post = Post.In(board, PostRole.Chair, "Independent chair");
            post.Appoint(chair, now);
            db.AddRange(board, chair, post);
            db.AddRange(Enumerable.Range(1, Cases).Select(n => Matter.Open(
                board.Id, new MatterBrief(StormDefinitions.Main, $"Case {n}", n % 3 == 0 ? "Refuse" : "Approve", today.AddDays(1)), (chair.Id, post.Id), now, _ => true, today)));
            return db.SaveChangesAsync();
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _database.DisposeAsync();
        _definitions.Dispose();
    }

    [Fact]
    public async Task Every_case_ends_where_its_script_says_and_every_effect_is_there_once()
    {
        var kills = await RunAndKillAsync(nodes: ScratchDatabase.IsPostgres ? 2 : 1);

        var said = $"seed {_seed}, {kills} kills";
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        kills.ShouldBeGreaterThanOrEqualTo(FewestKills, said);
        (await CheckAsync()).ShouldBe((0, 0), said);
        await EveryCaseEndedByItsScriptAsync(said);
        await EveryEffectIsThereOnceAsync(said);
    }

    private async Task<int> RunAndKillAsync(int nodes)
    {
        var random = new Random(_seed);
        var acts = Channel.CreateUnbounded<string>();
        using var patience = new CancellationTokenSource(_longest);
        var running = Enumerable.Range(0, nodes).Select(Start).ToList();
        var kills = 0;
        try
        {
            while (await DoneByThenAsync(random.Next(1, 2 * ActsBetweenKills)))
            {
                // Into the midst of what is being done just then.
                await Task.Delay(random.Next(0, 20));
                var all = random.Next(3) == 0;
                var victims = running.Where((_, n) => all || nodes == 1 || n == kills % nodes).ToList();
                foreach (var victim in victims)
                {
                    await victim.KillAsync();
                    victim.Dispose();
                }

                kills++;
                if (all)
                {
                    // Nobody is at work now: all that the killed ones had begun is either whole or not there.
                    (await CheckAsync()).ShouldBe((0, 0), $"after {kills} kills of seed {_seed}");
                }

                for (var n = 0; n < nodes; n++)
                {
                    running[n] = victims.Contains(running[n]) ? Start(n) : running[n];
                }
            }

            return kills;
        }
        finally
        {
            running.ForEach(n => n.Dispose());
        }

        NodeProcess Start(int n) => NodeProcess.Start(
            _database.Settings.Append(new("Jobs:LeaseSeconds", "3")), line => acts.Writer.TryWrite(line), new[] { random.Next(), n, nodes }.Select(number => number.ToString(CultureInfo.InvariantCulture)));

        // False when a node says, by ending, that there is nothing left to do.
        async Task<bool> DoneByThenAsync(int more)
        {
            var ended = Task.WhenAny(running.Select(n => n.Ended));
            while (more > 0)
            {
                var act = acts.Reader.ReadAsync(patience.Token).AsTask();
                if (await Task.WhenAny(act, ended) == ended)
                {
                    await Task.WhenAll(running.Select(n => n.Ended)).WaitAsync(patience.Token);
                    running.Select(n => n.Failure).ShouldAllBe(f => f == null);
                    return false;
                }

                (await act).ShouldNotStartWith("!", Case.Sensitive, $"seed {_seed}");
                more--;
            }

            return true;
        }
    }

    private async Task EveryCaseEndedByItsScriptAsync(string said)
    {
        var matters = await _portal.WithDbAsync(db => db.Matters.AsNoTracking().ToListAsync());
        matters.ShouldAllBe(m => m.State == MatterState.Ended && m.Result == m.Details, said);

        var cases = await _portal.WithDbAsync(db => db.Set<WorkflowInstance>().AsNoTracking().ToListAsync());
        cases.ShouldAllBe(c => c.SubStatus == nameof(SubStatus.Finished) && c.Trouble == null, said);
        cases.Count(c => c.ParentId == null).ShouldBe(Cases, said);
        cases.Where(c => c.ParentId != null).Select(c => c.ParentId).Distinct(StringComparer.Ordinal).Count().ShouldBe(Cases, said);
        cases.Count.ShouldBe(2 * Cases, said);

        (await _portal.WithDbAsync(db => db.Set<WorkflowBookmark>().CountAsync())).ShouldBe(0, said);
        (await _portal.WithDbAsync(db => db.Set<UndeliveredEvent>().CountAsync())).ShouldBe(0, said);
        (await _portal.WithDbAsync(db => db.Set<WorkflowIncident>().CountAsync(i => i.ClosedAt == null))).ShouldBe(0, said);
        var tasks = await _portal.WithDbAsync(db => db.Tasks.GroupBy(t => new { t.Title, t.State }).Select(g => new { g.Key.Title, g.Key.State, Count = g.Count() }).ToListAsync());
        tasks.Select(t => (t.Title, t.State, t.Count)).OrderBy(t => t.Title, StringComparer.Ordinal).ToList().ShouldBe(
            [
                ("after-pause", TaskState.Done, Cases), ("child-work", TaskState.Done, Cases), ("decide", TaskState.Done, Cases),
                ("nobody", TaskState.Cancelled, Cases), ("work", TaskState.Done, 3 * Cases),
            ],
            said);

        var journal = (await _portal.WithDbAsync(db => db.Set<WorkflowJournalLine>().AsNoTracking().ToListAsync())).ToLookup(l => l.InstanceId);
        foreach (var one in cases)
        {
            var lines = journal[one.Id].OrderBy(l => l.Sequence).ToList();
            lines.Select(l => l.Sequence).ShouldBe(Enumerable.Range(1, lines.Count).Select(n => (long)n), $"{one.Id}, {said}");
            lines.Count(l => l is { ActivityId: "Workflow1", Event: "Completed" }).ShouldBe(1, $"{one.Id}, {said}");
            if (one.MatterId is { } matter && one.ParentId is null)
            {
                lines.Where(l => l.Event == "Completed").GroupBy(l => l.ActivityId).ToDictionary(g => g.Key, g => g.Count())
                    .ShouldBe(StormDefinitions.Completions(matters.Single(m => m.Id == matter).Details), ignoreOrder: true, $"{one.Id}, {said}");
            }
        }
    }

    private async Task EveryEffectIsThereOnceAsync(string said)
    {
        // A mail that its sender was killed over is sent again when the lease is over.
        _portal.Clock.SetUtcNow(TimeProvider.System.GetUtcNow().AddMinutes(10));
        await _portal.DoAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(default));
        var mails = await _portal.WithDbAsync(db => db.Set<OutgoingEmail>().AsNoTracking().ToListAsync());
        mails.ShouldAllBe(m => m.State == EmailState.Sent, said);
        CasesOf(mails.Where(m => m.Subject == "Once").Select(m => m.DedupeKey.Split(':')[1])).ShouldBe((Cases, Cases), said);
        CasesOf(mails.Where(m => m.Subject != "Once").Select(m => m.DedupeKey.Split(':', '/')[1])).ShouldBe((Cases, Cases), said);
        Directory.GetFiles(Path.Combine(_database.Directory, "outbox")).Length.ShouldBe(2 * Cases, said);

        (await _portal.WithDbAsync(db => db.Set<JobRequest>().AsNoTracking().ToListAsync())).ShouldAllBe(j => j.State == JobState.Done, said);
        CasesOf(Directory.GetFiles(Path.Combine(_database.Directory, "elsewhere")).Select(f => Path.GetFileName(f).Split('-')[0])).ShouldBe((Cases, Cases), said);

        static (int Effects, int Cases) CasesOf(IEnumerable<string> cases)
        {
            var all = cases.ToList();
            return (all.Count, all.Distinct(StringComparer.Ordinal).Count());
        }
    }

    private Task<(int Mended, int InTrouble)> CheckAsync() => _portal.DoAsync(s => s.GetRequiredService<CheckCases>().RunAsync(default));
}
