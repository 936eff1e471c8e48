using System.Globalization;
using Portal.Web.Files;
using Portal.Web.Files.Stores;

namespace Portal.Web.CommandLine;

/// <summary><c>move-store</c>: brings over what still lies in the store named by <c>Storage:MovingFrom</c>.</summary>
internal static class MoveStoreCommand
{
    public const string Name = "move-store";

    private const int Done = 0, SomethingStays = 1, NotUnderstood = 2;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(WebApplication app, TextWriter output, CancellationToken ct)
    {
        if (app.Services.GetRequiredService<IContentStore>() is not MovingStore stores)
        {
            await output.WriteLineAsync("Set Storage:Provider to where contents go and Storage:MovingFrom to where they come from, for the portal and for this command.");
            return NotUnderstood;
        }

        await output.WriteLineAsync($"Moving from the {stores.From.Description} to the {stores.To.Description}.");
        var move = new StoreMove(stores);
        var clock = app.Services.GetRequiredService<TimeProvider>();
        var told = 0L;
        try
        {
            await move.RunAsync(
                progress =>
                {
                    if (told == 0 || clock.GetElapsedTime(told) >= _pause || progress.Contents == progress.OfContents)
                    {
                        told = clock.GetTimestamp();
                        output.WriteLine(Words(progress));
                    }
                },
                ct);
        }
        catch (IOException failed)
        {
            await output.WriteLineAsync($"{failed.Message}\nMoved: {move.Moved:N0}. Nothing is lost; run the command again to go on.");
            return SomethingStays;
        }

        foreach (var fault in move.Left)
        {
            await output.WriteLineAsync($"Stays where it was: {fault}.");
        }

        await output.WriteLineAsync(move.Left.Count == 0
            ? $"Moved: {move.Moved:N0}. Nothing is left behind: Storage:MovingFrom can be taken out of the configuration."
            : $"Moved: {move.Moved:N0}. Left: {move.Left.Count:N0}.");
        return move.Left.Count == 0 ? Done : SomethingStays;
    }

    private static string Words(MoveProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"{progress.Contents:N0} of {progress.OfContents:N0}, {ByteCount.InWords(progress.Bytes)} of {ByteCount.InWords(progress.OfBytes)}");
}
