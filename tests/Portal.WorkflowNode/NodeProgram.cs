using System.Globalization;

namespace Portal.WorkflowNode;

/// <summary>
/// <c>Portal.WorkflowNode SEED NODE NODES</c> for cases, <c>Portal.WorkflowNode mails</c> for mails alone, <c>Portal.WorkflowNode serve</c> for whatever Hangfire's workers
/// are given; pointed at its database by the portal's own settings as environment variables.
/// </summary>
internal static class NodeProgram
{
    private const string Mails = "mails";
    private const string Serve = "serve";

    public static async Task Main(string[] arguments)
    {
        if (arguments is [Mails])
        {
            await SendAsync();
            return;
        }

        if (arguments is [Serve])
        {
            await using var node = NodePortal.FromEnvironment();
            await node.ServeAsync();
            return;
        }

        var numbers = arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        await using var portal = NodePortal.FromEnvironment();
        using var ended = new CancellationTokenSource();
        await new Node(portal, new Share(numbers[1], numbers[2]), numbers[0], ended).RunUntilAllHasEndedAsync();
    }

    private static async Task SendAsync()
    {
        await using var portal = NodePortal.FromEnvironment();
        using var never = new CancellationTokenSource();
        await new Node(portal, new Share(0, 1), seed: 0, never).SendUntilKilledAsync();
    }
}
