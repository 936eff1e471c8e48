using System.Text.Json;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Security;
using Portal.Web.Workflows;
using Portal.Workflow.Definitions;

namespace Portal.Web.Features.Matters;

/// <summary>How many posts are asked by name when a matter is opened.</summary>
public enum Asks
{
    None,
    One,
    Many,
}

/// <summary>Where a matter is opened from.</summary>
public enum OpensFrom
{
    /// <summary>The page of matters.</summary>
    Page,

    /// <summary>A task for which more time is asked.</summary>
    Task,

    /// <summary>A review.</summary>
    Review,
}

/// <summary>A kind of matter: a published definition whose custom properties say how it is opened.</summary>
/// <param name="Id">Id of the definition.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Opens">Where it is opened from.</param>
/// <param name="StartedBy">Who may open it.</param>
/// <param name="Bodies">For which kinds of body.</param>
/// <param name="Asks">How many posts are asked.</param>
/// <param name="DayLabel">The question for its day.</param>
/// <param name="DetailsLabel">The question for what is asked.</param>
/// <param name="Return">The framework that each of those asked answers for itself; null where none is.</param>
public sealed record MatterKind(
    string Id,
    string Name,
    string Description,
    OpensFrom Opens,
    IReadOnlyList<PostRole> StartedBy,
    IReadOnlyList<BodyKind> Bodies,
    Asks Asks,
    string DayLabel,
    string DetailsLabel,
    ReturnAsked? Return = null)
{
    /// <returns>Null where the definition is no kind of matter.</returns>
    public static MatterKind? Of(WorkflowDefinition definition) =>
        definition.CustomProperties is { ValueKind: JsonValueKind.Object } custom && custom.TryGetProperty("matter", out var matter) && matter.ValueKind == JsonValueKind.Object
            ? new MatterKind(
                definition.DefinitionId,
                definition.Name,
                definition.Description,
                Word(matter, "opens") switch { "task" => OpensFrom.Task, "review" => OpensFrom.Review, _ => OpensFrom.Page },
                [.. Words(matter, "startedBy").Select(Posts.RoleOf).OfType<PostRole>()],
                Words(matter, "bodies") is { Count: > 0 } bodies ? [.. bodies.Select(KindOf).OfType<BodyKind>()] : [BodyKind.SafeguardingBoard, BodyKind.LocalAuthority],
                Word(matter, "asks") switch { "one" => Asks.One, "many" => Asks.Many, _ => Asks.None },
                Word(matter, "dayLabel") ?? "When is it due?",
                Word(matter, "detailsLabel") ?? "What is it about?",
                matter.TryGetProperty("return", out var asked) && Word(asked, "framework") is { } framework
                    ? new ReturnAsked(framework, Word(asked, "made") ?? "", Word(asked, "accepted") ?? "")
                    : null)
            : null;

    private static BodyKind? KindOf(string word) => word switch
    {
        "safeguarding-board" => BodyKind.SafeguardingBoard,
        "local-authority" => BodyKind.LocalAuthority,
        _ => null,
    };

    private static string? Word(JsonElement matter, string name) =>
        matter.ValueKind == JsonValueKind.Object && matter.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<string> Words(JsonElement matter, string name) =>
        matter.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(w => w.ToString())] : [];
}

/// <summary>What each of those asked returns.</summary>
/// <param name="Framework">Code of the framework whose criteria are answered and scored.</param>
/// <param name="Made">The answer to a task that says that the return is made; it must be complete by then.</param>
/// <param name="Accepted">The answer to a task that says that it is accepted; it must be moderated by then.</param>
public sealed record ReturnAsked(string Framework, string Made, string Accepted);

/// <summary>The kinds of matter there are, and which of them the present person may open.</summary>
public sealed class MatterKinds(DefinitionLibrary library, CurrentPerson me)
{
    /// <summary>All kinds, by name.</summary>
    public async Task<IReadOnlyList<MatterKind>> ListAsync(CancellationToken ct) =>
        [.. (await library.NewestOfEachAsync(ct)).Select(MatterKind.Of).OfType<MatterKind>().OrderBy(k => k.Name, StringComparer.Ordinal)];

    /// <summary>Those that the present person may open from the page of matters.</summary>
    public async Task<IReadOnlyList<MatterKind>> OfferedAsync(CancellationToken ct) =>
        [.. (await ListAsync(ct)).Where(k => k.Opens == OpensFrom.Page && me.Posts.Any(p => k.StartedBy.Contains(p.Role)))];

    /// <summary>The post in which the present person may open a kind of matter for a body; null where they may not.</summary>
    public HeldPost? PostFor(MatterKind kind, Id<Body> body) => me.Posts.FirstOrDefault(p => p.BodyId == body && kind.StartedBy.Contains(p.Role));
}
