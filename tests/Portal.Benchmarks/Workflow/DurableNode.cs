using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Benchmarks.Hosting;
using Portal.Web.Persistence;
using Portal.Web.Workflows;

namespace Portal.Benchmarks.Workflow;

/// <summary>One node of <see cref="DurableSpeed"/>, as a process of its own: users who let their cases go on through the portal, or write the same rows without it.</summary>
internal static class DurableNode
{
    public const string Command = "workflow-durable-node";

    public const string Ready = "READY";

    private const string Mark = "FIGURES ";

    /// <summary>What one node did in the measured time.</summary>
    public sealed record Result(double Seconds, int Bursts, double StepsPerBurst, double CpuMilliseconds, double Median, double Slowest, string Errors);

    /// <summary>Starts a node as a child.</summary>
    /// <param name="data">Where the process is published.</param>
    /// <param name="bare">Whether it does without the portal.</param>
    /// <param name="users">Cases that go on at the same time.</param>
    /// <param name="seconds">Measured time.</param>
    /// <param name="go">The file whose coming begins the measured time, so that all nodes measure the same seconds.</param>
    public static ServerProcess Start(TemporaryData data, bool bare, int users, int seconds, string go) => ServerProcess.StartSelf(
        [Command, bare ? "--bare" : "--portal-shell", "--users", Text(users), "--seconds", Text(seconds), "--go", go, "--connection", data.ConnectionString],
        data.Settings);

    public static Result ResultOf(ServerProcess node) => node.Output.FirstOrDefault(l => l.StartsWith(Mark, StringComparison.Ordinal)) is { } line
        ? JsonSerializer.Deserialize<Result>(line[Mark.Length..])!
        : throw new InvalidOperationException($"A node gave no figures:\n{string.Join('\n', node.Output)}");

    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var rows = new WrittenRows();
        await using var portal = DurableProcess.On(new Dictionary<string, string?>(StringComparer.Ordinal), services =>
        {
            services.ConfigureDbContext<SqlitePortalDbContext>(o => o.AddInterceptors(rows));
            services.ConfigureDbContext<PostgresPortalDbContext>(o => o.AddInterceptors(rows));
        });
        var written = await RecordAsync(portal, rows, ct);
        await using var unwatched = DurableProcess.On(new Dictionary<string, string?>(StringComparer.Ordinal));
        var connection = options.Text("--connection")!;
        using var writing = new SemaphoreSlim(1, 1);
        var users = Enumerable.Range(0, options.Number("--users", 8)).Select(_ => options.Has("--bare")
            ? new BareCase(connection, written, connection.StartsWith("Data Source", StringComparison.Ordinal) ? writing : null).BurstAsync
            : (Func<CancellationToken, Task>)new DurableCase(unwatched).BurstAsync).ToList();

        var go = options.Text("--go")!;
        await Load.SettleAsync(users.Count, user => users[user](ct), () => Console.WriteLine(Ready), () => !File.Exists(go), ct);
        var load = await Load.MeasureAsync(
            users.Count, TimeSpan.FromSeconds(options.Number("--seconds", 5)), user => users[user](ct), () => Environment.CpuUsage.TotalTime, ct);
        var errors = string.Join("; ", load.Errors.Select(e => $"{e.Value} × {e.Key}"));
        if (load.Milliseconds.Count == 0)
        {
            throw new InvalidOperationException(errors);
        }

        Console.WriteLine(Mark + JsonSerializer.Serialize(new Result(
            load.Seconds, load.Milliseconds.Count, (double)written.JournalLines / DurableProcess.Bursts, load.CpuMilliseconds ?? 0,
            Figures.Percentile(load.Milliseconds, 0.5), load.Milliseconds[^1], errors)));
        return 0;
    }

    /// <summary>Runs one case to its end and keeps what was written; another before it, with which the matter's process is over.</summary>
    private static async Task<WrittenCase> RecordAsync(LocalPortal portal, WrittenRows rows, CancellationToken ct)
    {
        var one = new DurableCase(portal);
        await one.BurstAsync(ct);
        await one.EndAsync(ct);
        rows.Take();
        var bursts = new List<IReadOnlyList<WrittenRows.Statement>>();
        for (var n = 0; n < DurableProcess.Bursts; n++)
        {
            await one.BurstAsync(ct);
            bursts.Add(rows.Take());
        }

        WrittenCase? written = null;
        await portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            var id = one.Id;
            var tasks = await db.Tasks.Where(t => t.BookmarkId!.StartsWith(id)).Select(t => t.Id).ToListAsync(ct);
            var lines = await db.Set<WorkflowJournalLine>().CountAsync(l => l.InstanceId == id, ct);
            written = new WrittenCase(id, tasks.Select(t => t.Value).ToHashSet(), lines, bursts);
        });
        return written!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
