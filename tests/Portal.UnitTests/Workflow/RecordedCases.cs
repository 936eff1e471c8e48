using System.Text.Json.Nodes;

namespace Portal.UnitTests.Workflow;

/// <summary>The cases recorded from real Elsa, and which of them we do not follow and why.</summary>
internal static class RecordedCases
{
    private static readonly string Own = Path.Combine(AppContext.BaseDirectory, "Workflow", "Cases");

    private static readonly string[] Unoffered = ["triggers", "run"];

    /// <summary>Where real Elsa's behaviour is a defect we do not copy. What ours does is asserted in <see cref="DifferingOnPurpose"/>.</summary>
    public static IReadOnlyDictionary<string, string> Differing { get; } = new Dictionary<string, string>
    {
        ["40-fault-in-branch"] = "a fault never takes siblings with it: the instance stays suspended with an incident and the sibling's task can be done",
        ["42-fault-after-resume"] = "a fault never takes siblings with it",
        ["48-input-expression-error"] = "a fault is an incident of a suspended instance, which can be retried",
        ["49-fault-activity"] = "a fault is an incident of a suspended instance, which can be retried",
        ["59-cancel"] = "cancelling removes the bookmarks and journals what was cancelled",
        ["B3-reminder-nested-in-flowchart"] = "cancelling inside a nested flowchart stays inside it",
    };

    /// <summary>All folders with cases: those shipped and those in the folder named by WORKFLOW_CASES.</summary>
    public static IReadOnlyList<string> Folders { get; } =
    [
        .. new[] { Own, Environment.GetEnvironmentVariable("WORKFLOW_CASES") }
            .OfType<string>().Where(f => f.Length > 0).SelectMany(CaseFolders)
            .Where(f => File.Exists(Path.Combine(f, "case.json"))).DistinctBy(Path.GetFileName).Order(StringComparer.Ordinal),
    ];

    public static string Folder(string name) => Folders.First(f => Path.GetFileName(f) == name);

    /// <summary>The cases that are part of these tests.</summary>
    public static IReadOnlySet<string> Shipped { get; } = CaseFolders(Own).Select(f => Path.GetFileName(f)!).ToHashSet();

    public static TheoryData<string> All() => [.. Folders.Select(f => Path.GetFileName(f)!)];

    /// <summary>Why a case is about something this product does not promise, where its definitions do not say so themselves; null if it does.</summary>
    public static string? OutOfScope(string folder)
    {
        var about = Read(folder);
        var script = about["script"]!.AsArray().Select(s => s!.AsObject()).ToList();
        if (about["host"]?["flowchartMode"]?.GetValue<string>() == "Token" || script.Exists(s => s["properties"]?.ToJsonString().Contains("Token", StringComparison.Ordinal) == true))
        {
            return "flowcharts in token mode";
        }

        if (script.Exists(s => s["respectActivation"]?.GetValue<bool>() == true))
        {
            return "whether an instance may start is asked by the portal, not by the engine";
        }

        return script.Select(s => s["op"]!.GetValue<string>()).FirstOrDefault(Unoffered.Contains) switch
        {
            "triggers" => "instances are started by the portal, not by triggers",
            "run" => "an instance is not run without a bookmark: in real Elsa that starts it again from the beginning",
            _ => null,
        };
    }

    /// <summary>A case in which real Elsa surprises its users.</summary>
    public static bool IsTrap(string folder) => Read(folder)["classes"]!.AsArray().Any(c => c!.GetValue<string>() == "trap");

    private static JsonObject Read(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "case.json")))!.AsObject();

    private static string[] CaseFolders(string folder) => Directory.Exists(folder)
        ? Directory.GetDirectories(folder)
        : throw new DirectoryNotFoundException($"WORKFLOW_CASES names no folder: {folder}");
}
