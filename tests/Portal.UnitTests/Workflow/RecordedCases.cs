using System.Text.Json.Nodes;

namespace Portal.UnitTests.Workflow;

/// <summary>The cases recorded from real Elsa, and which of them we do not follow and why.</summary>
internal static class RecordedCases
{
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "Workflow", "Cases");

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
        .. new[] { Shipped, Environment.GetEnvironmentVariable("WORKFLOW_CASES") }
            .OfType<string>().Where(Directory.Exists).SelectMany(Directory.GetDirectories)
            .Where(f => File.Exists(Path.Combine(f, "case.json"))).DistinctBy(Path.GetFileName).Order(StringComparer.Ordinal),
    ];

    public static string Folder(string name) => Folders.First(f => Path.GetFileName(f) == name);

    public static TheoryData<string> Followed() =>
        [.. Folders.Where(f => !IsTokenMode(f)).Select(f => Path.GetFileName(f)!).Where(n => !Differing.ContainsKey(n))];

    /// <summary>Token-based flowcharts are out of scope; a case says so outside its definitions.</summary>
    private static bool IsTokenMode(string folder) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "case.json")))!["host"]?["flowchartMode"]?.GetValue<string>() == "Token";
}
