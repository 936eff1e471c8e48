using Portal.Benchmarks.Hosting;

namespace Portal.Benchmarks.Workflow;

/// <summary><c>workflow-durable</c>: the assessment process through the portal's shell, each burst one save, beside bare transactions of the same rows in the same run.</summary>
internal static class DurableSpeed
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var seconds = Math.Clamp(options.Number("--seconds", 5), 1, 300);
        var users = options.Number("--users", 8);
        foreach (var nodes in options.Numbers("--nodes", [1, 2]))
        {
            await using var data = await TemporaryData.CreateAsync(options, "portal-workflow", ct);
            await using (var portal = DurableProcess.On(data.Settings))
            {
                await DurableProcess.PrepareAsync(portal, data.Folder, ct);
            }

            Figures.Say($"{nodes} node(s), {users} cases at once on each, {seconds} s; {await data.DurabilityAsync(ct)}");
            Figures.Say($"{"",-16} {"bursts/s",9} {"steps/s",9} {"p50 ms",8} {"max ms",8} {"CPU ms each",12}");
            var bare = await MeasureAsync("bare rows", true);
            var shell = await MeasureAsync("portal's shell", false);
            Figures.Say($"the shell does {shell / bare:P0} of the bare transactions' rate   (goal: 60 %, and 660 bursts/s; real Elsa 3.7.1 on a SQLite file: 66)");

            async Task<double> MeasureAsync(string what, bool withoutPortal)
            {
                var go = Path.Combine(data.Folder, withoutPortal ? "go-bare" : "go-shell");
                var children = Enumerable.Range(0, nodes).Select(_ => DurableNode.Start(data, withoutPortal, users, seconds, go)).ToList();
                try
                {
                    await Task.WhenAll(children.Select(c => c.SaysAsync(DurableNode.Ready, ct)));
                    await File.WriteAllTextAsync(go, "", ct);
                    await Task.WhenAll(children.Select(c => c.EndAsync(ct)));
                    var results = children.ConvertAll(DurableNode.ResultOf);
                    var rate = results.Sum(r => r.Bursts / r.Seconds);
                    Figures.Say($"{what,-16} {rate,9:F0} {rate * results[0].StepsPerBurst,9:F0} {results.Max(r => r.Median),8:F1} {results.Max(r => r.Slowest),8:F1} {results.Average(r => r.CpuMilliseconds),12:F2}");
                    results.Where(r => r.Errors.Length > 0).ToList().ForEach(r => Figures.Say($"  {r.Errors}"));
                    return rate;
                }
                finally
                {
                    foreach (var child in children)
                    {
                        await child.DisposeAsync();
                    }
                }
            }
        }

        return 0;
    }
}
