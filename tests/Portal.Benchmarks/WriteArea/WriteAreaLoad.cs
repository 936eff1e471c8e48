using Portal.Benchmarks.Hosting;
using Portal.Benchmarks.SaveAnswer;

namespace Portal.Benchmarks.WriteArea;

/// <summary>
/// <c>write-area</c>: people who look at and save the page with all answers of an area of 15 criteria, beside a bare Razor page with the same form and
/// rows; and the SQL statements behind one look and one save.
/// </summary>
public static class WriteAreaLoad
{
    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var counts = options.Numbers("--users", [1, 8, 32]);
        var changed = Math.Clamp(options.Number("--changed", 1), 1, 15);
        var length = TimeSpan.FromSeconds(Math.Clamp(options.Number("--seconds", 10), 1, 300));
        using var published = await PublishedPortal.GetAsync(options, ct);
        await using var data = await TemporaryData.CreateAsync(options, "portal-area", ct);
        await using var bare = await TemporaryData.CreateAsync(options, "portal-floor", ct);
        IReadOnlyList<AreaWriter> writers;
        await using (var local = LocalPortal.On(data))
        {
            writers = await AreaWriter.PrepareAsync(local, counts.Max(), ct);
        }

        await new FloorRows(bare.ConnectionString, bare.IsPostgres).PrepareAsync(counts.Max(), Row, ct);
        Figures.Say($"portal: {await data.DurabilityAsync(ct)}");
        Figures.Say($"floor:  {await bare.DurabilityAsync(ct)}");
        await CountStatementsAsync(published, data, writers[0], changed, ct);

        await using var portal = published.Start(data);
        await using var floor = FloorHost.Start(bare);
        using var http = Browser.ClientFor(await portal.AddressAsync(ct));
        using var floorHttp = Browser.ClientFor(await floor.AddressAsync(ct));
        var forms = await Task.WhenAll(writers.Select(w => AreaForm.OpenAsync(http, w, changed, ct)));
        var bareForms = await Task.WhenAll(writers.Select((_, user) => AreaForm.OpenFloorAsync(floorHttp, user, changed, ct)));

        Load.PrintHeading();
        foreach (var users in counts)
        {
            var bareLook = await Load.RunAsync(users, length, user => bareForms[user].LookAsync(ct), () => floor.ProcessorTime, ct);
            var look = await Load.RunAsync(users, length, user => forms[user].LookAsync(ct), () => portal.ProcessorTime, ct);
            var bareSave = await Load.RunAsync(users, length, user => bareForms[user].SaveAsync(ct), () => floor.ProcessorTime, ct);
            var save = await Load.RunAsync(users, length, user => forms[user].SaveAsync(ct), () => portal.ProcessorTime, ct);
            bareLook.Print("floor: view");
            look.Print("view the area");
            bareSave.Print("floor: save");
            save.Print("save the area");
            Figures.Say($"{"",-22} {users,5} viewing is {look.PerSecond / bareLook.PerSecond:F3}, saving {save.PerSecond / bareSave.PerSecond:F3} of the floor's rate");
        }

        var kept = await Task.WhenAll(forms.Select(f => f.AllKeptAsync(ct)));
        Figures.Say($"{kept.Count(k => k)} of {kept.Length} areas stand at exactly the versions their writer's saves made.");
        return kept.All(k => k) ? 0 : 1;
    }

    private static async Task CountStatementsAsync(PublishedPortal published, TemporaryData data, AreaWriter writer, int changed, CancellationToken ct)
    {
        await using var portal = published.Start(data, StatementCount.Logged);
        using var http = Browser.ClientFor(await portal.AddressAsync(ct));
        var form = await AreaForm.OpenAsync(http, writer, changed, ct);
        await form.SaveAsync(ct);
        await StatementCount.PrintAsync("View the area", portal, () => form.LookAsync(ct), ct);
        await StatementCount.PrintAsync("Save the area", portal, () => form.SaveAsync(ct), ct);
    }

    private static FloorRow Row(int number)
    {
        var text = Writer.Text(number);
        return new FloorRow { Id = $"C-{number:D2}", Know = text.Know, HowKnown = text.HowKnown, Difference = text.Difference, Next = text.Next };
    }
}
