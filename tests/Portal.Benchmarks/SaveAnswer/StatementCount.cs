using Portal.Benchmarks.Hosting;

namespace Portal.Benchmarks.SaveAnswer;

/// <summary><c>statements</c>: what one look at the answer page and one save ask of the database, from the portal's own log.</summary>
public static class StatementCount
{
    private const string Executed = "Executed DbCommand";

    /// <summary>Configuration of a portal that logs each statement.</summary>
    public static IReadOnlyDictionary<string, string?> Logged { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "Information",
    };

    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        using var published = await PublishedPortal.GetAsync(options, ct);
        await using var data = await TemporaryData.CreateAsync(options, "portal-statements", ct);
        Writer writer;
        await using (var local = LocalPortal.On(data))
        {
            writer = (await Writer.PrepareAsync(local, 1, ct))[0];
        }

        await using var portal = published.Start(data, Logged);
        using var http = Browser.ClientFor(await portal.AddressAsync(ct));
        var form = await AnswerForm.OpenAsync(http, writer, ct);
        await form.SaveAsync(ct);
        await PrintAsync("Open the answer page", portal, () => form.LookAsync(ct), ct, options.Has("--texts"));
        await PrintAsync("Save the answer", portal, () => form.SaveAsync(ct), ct, options.Has("--texts"));
        return 0;
    }

    /// <summary>Prints how many statements something asks for.</summary>
    public static async Task PrintAsync(string what, ServerProcess portal, Func<Task> act, CancellationToken ct, bool texts = false)
    {
        await portal.QuietAsync(ct);
        var before = portal.Output.Count;
        await act();
        await portal.QuietAsync(ct);
        var lines = portal.Output.Skip(before).ToList();
        Figures.Say($"{what}: {lines.Count(l => l.Contains(Executed, StringComparison.Ordinal))} statements");
        if (texts)
        {
            lines.ForEach(Console.WriteLine);
        }
    }
}
