using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>
/// Which cases wait for an event, and which kept event a case has come to wait for. Events stay within the body whose case tells them: in real
/// Elsa, which knows no bodies, definitions reach the same by always naming the correlation id.
/// </summary>
public sealed class CaseEvents(PortalDbContext db)
{
    private const string EventWait = "Elsa.Event";

    internal static string? NameOf(Bookmark bookmark) => bookmark.Name == EventWait ? NameIn(bookmark.Payload) : null;

    internal static UndeliveredEvent Made(WorkflowInstance by, Effect.EventPublished published, DateTime at) => new()
    {
        Id = Guid.CreateVersion7(),
        BodyId = by.BodyId,
        Name = published.EventName,
        CorrelationId = published.CorrelationId,
        InstanceId = published.IsLocal ? by.Id : null,
        Payload = published.Payload?.ToJsonString(),
        PublishedAt = at,
    };

    /// <summary>The same, kept for one case that could not be told now.</summary>
    internal static UndeliveredEvent KeptFor(WorkflowInstance instance, UndeliveredEvent told) => new()
    {
        Id = Guid.CreateVersion7(),
        BodyId = told.BodyId,
        Name = told.Name,
        CorrelationId = told.CorrelationId,
        InstanceId = instance.Id,
        Payload = told.Payload,
        PublishedAt = told.PublishedAt,
    };

    internal static Signal Delivery(UndeliveredEvent published, string bookmarkId, DateTime at) => new Signal.Resume(
        at, bookmarkId, new JsonObject { ["payload"] = published.Payload is null ? null : JsonNode.Parse(published.Payload) });

    /// <summary>The waits that an event is for, those of the present unit of work included, oldest first.</summary>
    internal async Task<IReadOnlyList<(WorkflowInstance Instance, string BookmarkId)>> WaitingForAsync(UndeliveredEvent published, CancellationToken ct)
    {
        await db.Set<WorkflowBookmark>().Where(b => b.BodyId == published.BodyId && b.Name == EventWait).LoadAsync(ct);
        var named = db.Set<WorkflowBookmark>().Local
            .Where(b => b.BodyId == published.BodyId && b.Name == EventWait && NameIn(b.Payload) == published.Name)
            .OrderBy(b => b.CreatedAt).ThenBy(b => b.Id, StringComparer.Ordinal).ToList();
        var waiting = new List<(WorkflowInstance, string)>();
        foreach (var bookmark in named)
        {
            var instance = await db.Set<WorkflowInstance>().FindAsync([bookmark.InstanceId], ct);
            if (instance is not null && IsFor(published, instance))
            {
                waiting.Add((instance, bookmark.Id));
            }
        }

        return waiting;
    }

    /// <summary>The oldest kept event that a wait is for.</summary>
    internal async Task<UndeliveredEvent?> FindKeptAsync(WorkflowInstance instance, Bookmark bookmark, CancellationToken ct)
    {
        var name = NameOf(bookmark);
        await db.Set<UndeliveredEvent>().Where(e => e.BodyId == instance.BodyId && e.Name == name).LoadAsync(ct);
        return db.Set<UndeliveredEvent>().Local.Where(e => e.BodyId == instance.BodyId && e.Name == name && IsFor(e, instance)).MinBy(e => e.PublishedAt);
    }

    private static bool IsFor(UndeliveredEvent published, WorkflowInstance instance) =>
        (published.CorrelationId is null || published.CorrelationId == instance.CorrelationId)
        && (published.InstanceId is null || published.InstanceId == instance.Id);

    private static string? NameIn(string payload)
    {
        using var parsed = JsonDocument.Parse(payload);
        return parsed.RootElement.ValueKind == JsonValueKind.Object && parsed.RootElement.TryGetProperty("EventName", out var name) ? name.GetString() : null;
    }
}
