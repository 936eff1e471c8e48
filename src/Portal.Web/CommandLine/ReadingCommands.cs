using Portal.Domain.Evidence;
using Portal.Web.Reading;
using Portal.Web.Searching;

namespace Portal.Web.CommandLine;

/// <summary><c>search rebuild</c> and <c>read-again STATE</c>.</summary>
internal static class ReadingCommands
{
    private const int NotUnderstood = 2;

    public static async Task<int> SearchAsync(WebApplication app, PortalCommand command, TextWriter output, CancellationToken ct)
    {
        if (command.Arguments is not ["rebuild"])
        {
            await output.WriteLineAsync("Say “search rebuild”.");
            return NotUnderstood;
        }

        return await CommandRunner.InScopeAsync(app, async services =>
            await output.WriteLineAsync($"The index of the search was made anew: {await services.GetRequiredService<SearchRebuild>().RunAsync(ct):N0} entries."));
    }

    public static async Task<int> ReadAgainAsync(WebApplication app, PortalCommand command, TextWriter output, CancellationToken ct)
    {
        if (command.Arguments is not [var word, ..] || !Enum.TryParse<ReadingState>(word, ignoreCase: true, out var ended) || ended == ReadingState.Waiting)
        {
            await output.WriteLineAsync("Name how the reading ended: TookTooLong, TooLarge, Damaged, NoText or Encrypted.");
            return NotUnderstood;
        }

        return await CommandRunner.InScopeAsync(app, async services =>
            await output.WriteLineAsync($"Files that will be read again: {await services.GetRequiredService<FilesToRead>().AskAgainAsync(ended, ct):N0}."));
    }
}
