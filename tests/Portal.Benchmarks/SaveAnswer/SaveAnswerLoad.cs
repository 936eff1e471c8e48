using Portal.Benchmarks.Hosting;

namespace Portal.Benchmarks.SaveAnswer;

/// <summary><c>save-answer</c>: people who save their own answers through the page at the same time, beside the floor.</summary>
public static class SaveAnswerLoad
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var counts = options.Numbers("--users", [1, 8, 32]);
        var length = TimeSpan.FromSeconds(Math.Clamp(options.Number("--seconds", 10), 1, 300));
        using var published = await PublishedPortal.GetAsync(options, ct);
        await using var data = await TemporaryData.CreateAsync(options, "portal-load", ct);
        await using var bare = await TemporaryData.CreateAsync(options, "portal-floor", ct);
        IReadOnlyList<Writer> writers;
        await using (var local = LocalPortal.On(data))
        {
            writers = await Writer.PrepareAsync(local, counts.Max(), ct);
        }

        await FloorHost.PrepareAsync(bare, ct);
        Figures.Say($"portal: {await data.DurabilityAsync(ct)}");
        Figures.Say($"floor:  {await bare.DurabilityAsync(ct)}");
        await using var portal = published.Start(data);
        await using var floor = FloorHost.Start(bare);
        using var http = Browser.ClientFor(await portal.AddressAsync(ct));
        using var floorHttp = Browser.ClientFor(await floor.AddressAsync(ct));
        var forms = await Task.WhenAll(writers.Select(w => AnswerForm.OpenAsync(http, w, ct)));
        var rows = writers.Select(_ => new Browser(floorHttp)).ToList();

        Load.PrintHeading();
        foreach (var (users, turn) in counts.Select((u, i) => (u, i)))
        {
            // Each goes first in turn, so that neither always meets the colder machine.
            Task<Load> WriteRowsAsync() => Load.RunAsync(users, length, user => rows[user].PostAsync("/row", Fields(user), ct), () => floor.ProcessorTime, ct);
            var first = turn % 2 == 0 ? await WriteRowsAsync() : null;
            var save = await Load.RunAsync(users, length, user => forms[user].SaveAsync(ct), () => portal.ProcessorTime, ct);
            var row = first ?? await WriteRowsAsync();
            var look = await Load.RunAsync(users, length / 2, user => forms[user].LookAsync(ct), () => portal.ProcessorTime, ct);
            row.Print("floor: one row");
            save.Print("save an answer");
            look.Print("open the answer page");
            Figures.Say($"{"",-22} {users,5} saving is {save.PerSecond / row.PerSecond:F3} of the floor's rate");
        }

        var kept = await Task.WhenAll(forms.Select(f => f.AllKeptAsync(ct)));
        Figures.Say($"{kept.Count(k => k)} of {kept.Length} answers stand at exactly the version their writer's saves made.");
        return kept.All(k => k) ? 0 : 1;
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(int user)
    {
        var text = Writer.Text(user);
        return
        [
            new("Know", text.Know ?? ""), new("HowKnown", text.HowKnown ?? ""), new("Difference", text.Difference ?? ""), new("Next", text.Next ?? ""),
        ];
    }
}
