using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime;

namespace Portal.Benchmarks;

/// <summary>What a number of users experienced who each did the same thing again and again without pause.</summary>
/// <param name="Users">Users at the same time.</param>
/// <param name="Seconds">Length of the measured time.</param>
/// <param name="Milliseconds">Duration of each success, ascending.</param>
/// <param name="Errors">Failures, by message.</param>
/// <param name="CpuMilliseconds">Processor time of the server per success; null where it shares its process with the users.</param>
public sealed record Load(
    int Users, double Seconds, IReadOnlyList<double> Milliseconds, IReadOnlyDictionary<string, int> Errors, double? CpuMilliseconds = null)
{
    /// <summary>Methods compiled in a second that count as none.</summary>
    private const int Settled = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(60);

    public double PerSecond => Milliseconds.Count / Seconds;

    /// <summary>Lets <paramref name="users"/> users act in a closed loop: a warm-up first, then <paramref name="length"/> measured.</summary>
    /// <param name="users">Users at the same time.</param>
    /// <param name="length">Measured time.</param>
    /// <param name="act">What the user of this number does once; an exception counts as an error.</param>
    /// <param name="cpu">Processor time used so far by the server.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Load> RunAsync(int users, TimeSpan length, Func<int, Task> act, Func<TimeSpan>? cpu, CancellationToken ct)
    {
        await LoopAsync(users, WarmUp, act, ct);
        return await MeasureAsync(users, length, act, cpu, ct);
    }

    /// <summary>As <see cref="RunAsync"/>, without a warm-up.</summary>
    public static async Task<Load> MeasureAsync(int users, TimeSpan length, Func<int, Task> act, Func<TimeSpan>? cpu, CancellationToken ct)
    {
        var before = cpu?.Invoke();
        var (seconds, durations, errors) = await LoopAsync(users, length, act, ct);
        double? perSuccess = before is { } start ? (cpu!() - start).TotalMilliseconds / Math.Max(1, durations.Count) : null;
        return new Load(users, seconds, durations, errors, perSuccess);
    }

    /// <summary>
    /// Lets them act, unmeasured, until a second has gone by in which the runtime compiled hardly anything, as in a server that has been up for a
    /// while, and then for as long as <paramref name="wait"/> says.
    /// </summary>
    public static async Task SettleAsync(int users, Func<int, Task> act, Action settled, Func<bool> wait, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        long compiled;
        do
        {
            compiled = JitInfo.GetCompiledMethodCount();
            await LoopAsync(users, TimeSpan.FromSeconds(1), act, ct);
        }
        while (JitInfo.GetCompiledMethodCount() - compiled > Settled && Stopwatch.GetElapsedTime(start) < LongestWarmUp);

        settled();
        while (wait() && !ct.IsCancellationRequested)
        {
            await LoopAsync(users, TimeSpan.FromMilliseconds(100), act, ct);
        }
    }

    /// <summary>Prints the heading of the lines that <see cref="Print"/> prints.</summary>
    public static void PrintHeading() => Figures.Say($"{"",-22} {"users",5} {"per s",9} {"p50 ms",9} {"p95 ms",9} {"max ms",9} {"errors",7} {"CPU ms each",12}");

    public void Print(string what)
    {
        if (Milliseconds.Count == 0)
        {
            Figures.Say($"{what,-22} {Users,5} nothing succeeded");
        }
        else
        {
            Figures.Say($"{what,-22} {Users,5} {PerSecond,9:F0} {Figures.Percentile(Milliseconds, 0.5),9:F1} {Figures.Percentile(Milliseconds, 0.95),9:F1} {Milliseconds[^1],9:F1} {Errors.Values.Sum(),7} {CpuMilliseconds,12:F2}");
        }

        foreach (var (error, times) in Errors)
        {
            Figures.Say($"  {times} × {error}");
        }
    }

    private static async Task<(double Seconds, List<double> Durations, Dictionary<string, int> Errors)> LoopAsync(
        int users, TimeSpan length, Func<int, Task> act, CancellationToken ct)
    {
        var durations = Enumerable.Range(0, users).Select(_ => new List<double>()).ToList();
        var errors = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, users).Select(user => Task.Run(
            async () =>
            {
                while (Stopwatch.GetElapsedTime(start) < length && !ct.IsCancellationRequested)
                {
                    var begun = Stopwatch.GetTimestamp();
                    try
                    {
                        await act(user);
                        durations[user].Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                    }
#pragma warning disable CA1031 // Whatever goes wrong for a user under load is a figure to print, not an end of the run.
                    catch (Exception failure)
#pragma warning restore CA1031
                    {
                        errors.AddOrUpdate($"{failure.GetType().Name}: {failure.Message}", 1, (_, times) => times + 1);
                    }
                }
            },
            ct)));
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, [.. durations.SelectMany(d => d).Order()], new Dictionary<string, int>(errors, StringComparer.Ordinal));
    }
}
