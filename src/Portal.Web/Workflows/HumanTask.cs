using System.Text.Json;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>The one way a process waits for a person.</summary>
/// <param name="Title">What is asked, as the person reads it.</param>
/// <param name="Instructions">How to go about it.</param>
/// <param name="Assignee">The post: <c>chair</c>, <c>board-manager</c>, <c>director</c>, <c>chief-executive</c>, or <c>area-lead</c>.</param>
/// <param name="Page">Which page of the self-assessment it is done on, such as <c>assign</c>.</param>
/// <param name="About">Judgement code, where the task is about one area.</param>
/// <param name="Outcomes">The answers the process understands.</param>
/// <param name="DueWorkingDays">Working days from the named day; negative is before it. Null: no due date.</param>
/// <param name="DueFrom">The named day: <c>submission</c> or <c>now</c>.</param>
public sealed record HumanTask(
    string Title, string Instructions, string Assignee, string Page, string? About, IReadOnlyList<string> Outcomes, int? DueWorkingDays, string DueFrom)
{
    public const string Name = "Portal.HumanTask";

    /// <summary>The word for whoever leads the area that the task is about; where nobody was named, for those who run the assessment.</summary>
    public const string AreaLead = "area-lead";

    public static ActivityType Type { get; } = new(Name, ActivityKind.Wait)
    {
        Inputs =
        [
            new("title", "String", Required: true),
            new("instructions", "String"),
            new("assigneeRole", "String", Required: true),
            new("page", "String"),
            new("about", "String"),
            new("outcomes", "List<String>"),
            new("dueWorkingDays", "Int32"),
            new("dueFrom", "String"),
        ],
        Outputs = ["result", "comment", "who", "when"],
    };

    /// <summary>Reads what the definition asked for from the bookmark that waits.</summary>
    public static HumanTask Of(Bookmark bookmark)
    {
        var payload = bookmark.ReadPayload();
        return new HumanTask(
            Text(payload, nameof(Title)) ?? bookmark.ActivityId,
            Text(payload, nameof(Instructions)) ?? "",
            Text(payload, "AssigneeRole") ?? "",
            Text(payload, nameof(Page)) ?? "overview",
            Text(payload, nameof(About)),
            payload.TryGetProperty(nameof(Outcomes), out var outcomes) && outcomes.ValueKind == JsonValueKind.Array
                ? [.. outcomes.EnumerateArray().Select(o => o.GetString() ?? "")]
                : [],
            payload.TryGetProperty(nameof(DueWorkingDays), out var days) && days.ValueKind == JsonValueKind.Number ? days.GetInt32() : null,
            Text(payload, nameof(DueFrom)) ?? "now");
    }

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
