using Portal.Web.Documents.Bundles;
using Portal.Web.Reading;

namespace Portal.Web.CommandLine;

/// <summary>Runs the commands that need nothing of the portal but themselves.</summary>
internal static class LoneCommands
{
    /// <returns>The exit code; null for a command that is none of these.</returns>
    public static async Task<int?> RunAsync(PortalCommand command, CancellationToken ct) => command.Name switch
    {
        "verify-pack" => await VerifyPackCommand.RunAsync(command.Arguments is [var file, ..] ? file : "", Console.Out, ct),
        "coach" => await CoachCommand.RunAsync(command, Console.Out, ct),
        ExtractCommand.Name => ExtractCommand.Run(command.Arguments),
        BindCommand.Name => BindCommand.Run(command.Arguments),
        _ => null,
    };
}
