using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>The one way a process waits for a person: <c>Portal.HumanTask</c>.</summary>
/// <param name="Title">What is asked, as the person reads it.</param>
/// <param name="Instructions">How to go about it.</param>
/// <param name="Assignee">The post: a word that <see cref="Posts"/> knows, such as <c>chair</c>, or <c>area-lead</c>.</param>
/// <param name="Page">Which page it is done on, such as <c>assign</c>; null for the page that asks for an answer and a comment.</param>
/// <param name="About">Judgement code, where the task is about one area.</param>
/// <param name="Outcomes">The answers the process understands.</param>
/// <param name="DueWorkingDays">Working days from the named day; negative is before it. Null: no due date.</param>
/// <param name="DueFrom">The named day: <c>submission</c> of a self-assessment, <c>day</c> of a matter, or <c>now</c>.</param>
/// <param name="Grace">Working days after the due date at whose end the process goes on without it; null: it waits for ever.</param>
/// <param name="OverdueOutcome">The outcome with which the process then goes on.</param>
/// <param name="Said">What was said before it, such as why something comes back.</param>
public sealed record HumanTask(
    string Title,
    string Instructions,
    string Assignee,
    string? Page,
    string? About,
    IReadOnlyList<string> Outcomes,
    int? DueWorkingDays,
    string DueFrom,
    int? Grace,
    string? OverdueOutcome,
    string? Said)
{
    public const string Name = "Portal.HumanTask";

    /// <summary>The word for whoever leads the area that the task is about; where nobody was named, for those who run the assessment.</summary>
    public const string AreaLead = "area-lead";

    public static ActivityType Type { get; } = new(Name, ActivityKind.Run)
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
            new("graceWorkingDays", "Int32"),
            new("overdueOutcome", "String", NamesPort: true),
            new("said", "String"),
        ],
        MayWait = true,
        Outputs = ["result", "comment", "who", "when"],
    };

    /// <summary>The post that was found for it when it was asked; null in waits of former versions.</summary>
    public Id<Post>? Post { get; init; }

    /// <summary>The due date that was set when it was asked.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Reads what the definition asks for from the inputs of the step.</summary>
    public static HumanTask Of(string activityId, JsonObject inputs) => Read(activityId, inputs.ToDictionary(i => Pascal(i.Key), i => i.Value));

    /// <summary>Reads what was asked from the bookmark that waits.</summary>
    public static HumanTask Of(Bookmark bookmark) => Of(bookmark.ActivityId, bookmark.Payload);

    /// <inheritdoc cref="Of(Bookmark)"/>
    public static HumanTask Of(WorkflowBookmark bookmark) => Of(bookmark.ActivityId, bookmark.Payload);

    /// <summary>What is kept beside the wait.</summary>
    public JsonObject ToPayload() => new(new Dictionary<string, JsonNode?>
    {
        [nameof(Title)] = Title,
        [nameof(Instructions)] = Instructions,
        ["AssigneeRole"] = Assignee,
        [nameof(Page)] = Page,
        [nameof(About)] = About,
        [nameof(Outcomes)] = new JsonArray([.. Outcomes.Select(o => JsonValue.Create(o))]),
        [nameof(DueWorkingDays)] = DueWorkingDays,
        [nameof(DueFrom)] = DueFrom,
        ["GraceWorkingDays"] = Grace,
        [nameof(OverdueOutcome)] = OverdueOutcome,
        [nameof(Said)] = Said,
        [nameof(Post)] = Post?.ToString(),
        [nameof(DueOn)] = DueOn?.ToString("O", CultureInfo.InvariantCulture),
    }.Where(p => p.Value is not null));

    private static HumanTask Of(string activityId, string payload) => Read(
        activityId, JsonNode.Parse(payload) is JsonObject read ? read.ToDictionary(i => i.Key, i => i.Value) : []);

    private static HumanTask Read(string activityId, Dictionary<string, JsonNode?> given) => new(
        Text(given, nameof(Title)) ?? activityId,
        Text(given, nameof(Instructions)) ?? "",
        Text(given, "AssigneeRole") ?? "",
        Text(given, nameof(Page)),
        Text(given, nameof(About)),
        given.GetValueOrDefault(nameof(Outcomes)) is JsonArray outcomes ? [.. outcomes.Select(o => o?.ToString() ?? "")] : [],
        Number(given, nameof(DueWorkingDays)),
        Text(given, nameof(DueFrom)) ?? "now",
        Number(given, "GraceWorkingDays"),
        Text(given, nameof(OverdueOutcome)),
        Text(given, nameof(Said)))
    {
        Post = Id<Post>.TryParse(Text(given, nameof(Post)), null, out var post) ? post : null,
        DueOn = DateOnly.TryParseExact(Text(given, nameof(DueOn)), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due) ? due : null,
    };

    private static string? Text(Dictionary<string, JsonNode?> given, string name) =>
        given.GetValueOrDefault(name) is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;

    private static int? Number(Dictionary<string, JsonNode?> given, string name) =>
        int.TryParse(given.GetValueOrDefault(name)?.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}

/// <summary>Asks a post: finds it, sets the due date, and waits.</summary>
public sealed class HumanTaskActivity(HumanTasks tasks) : IWorkflowActivity
{
    public static ActivityType Type => HumanTask.Type;

    public async Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct)
    {
        var asked = await tasks.AddressAsync(HumanTask.Of("", run.Inputs), run.Subject, ct);
        return new ActivityResult.Waits(HumanTask.Name, await tasks.ClosesAtAsync(asked, run.Subject.BodyId, ct)) { Payload = asked.ToPayload() };
    }
}
