using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Portal.Benchmarks.Hosting;

namespace Portal.Benchmarks.Start;

/// <summary><c>start</c>: from the start of the published executable to its first page, with everything running that runs in service.</summary>
public static class ColdStart
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var runs = Math.Clamp(options.Number("--runs", 5), 1, 50);
        using var published = await PublishedPortal.GetAsync(options, ct);
        var (fresh, again) = (new List<double>(), new List<double>());
        for (var run = 0; run < runs; run++)
        {
            await using var data = await TemporaryData.CreateAsync(options, "portal-start", ct);
            fresh.Add(await MeasureAsync(published, data, ct));
            again.Add(await MeasureAsync(published, data, ct));
        }

        Print("new database", fresh);
        Print("existing database", again);
        return 0;
    }

    private static void Print(string what, List<double> seconds) => Figures.Say(
        $"{what,-18} median {Figures.Median(seconds):F2} s   best {seconds.Min():F2} s   worst {seconds.Max():F2} s   of {seconds.Count}");

    private static async Task<double> MeasureAsync(PublishedPortal published, TemporaryData data, CancellationToken ct)
    {
        var port = FreePort();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var begun = Stopwatch.GetTimestamp();
        await using var portal = ServerProcess.Start(
            published.Executable,
            ["--urls", $"http://127.0.0.1:{port}"],
            new Dictionary<string, string?>(data.Settings, StringComparer.Ordinal) { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Jobs:RunServer"] = "true" });
        while (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(1))
        {
            try
            {
                using var response = await http.GetAsync("/account/sign-in", ct);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    return Stopwatch.GetElapsedTime(begun).TotalSeconds;
                }
            }
            catch (HttpRequestException)
            {
                await Task.Delay(5, ct);
            }
        }

        throw new InvalidOperationException($"No page within a minute:\n{string.Join('\n', portal.Output)}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
