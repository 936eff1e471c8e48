using System.Globalization;

namespace Portal.WorkflowNode;

/// <summary><c>Portal.WorkflowNode SEED NODE NODES</c>, pointed at its database by the portal's own settings as environment variables.</summary>
internal static class NodeProgram
{
    public static async Task Main(string[] arguments)
    {
        var numbers = arguments.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        await using var portal = NodePortal.FromEnvironment();
        using var ended = new CancellationTokenSource();
        await new Node(portal, new Share(numbers[1], numbers[2]), numbers[0], ended).RunUntilAllHasEndedAsync();
    }
}
