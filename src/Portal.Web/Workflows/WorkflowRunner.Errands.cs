using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Domain.Common;
using Portal.Web.Time;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>What one case wants of others: start, end or tell them. Done after it has come to rest, in the same save.</summary>
public sealed partial class WorkflowRunner
{
    /// <summary>Errands of one act. Processes that start or tell each other without end would never come to rest.</summary>
    private const int MostErrands = 500;

    private readonly Queue<Func<CancellationToken, Task>> _errands = [];
    private bool _isAtWork;
    private bool _onErrand;

    /// <summary>A child that has ended tells its parent, which goes on.</summary>
    internal Task HearOfChildAsync(string parentId, WorkflowInstance child, CancellationToken ct) => WithErrandsAsync(
        async () =>
        {
            var output = (await CaseReading.OfAsync(child, library, ct)).State?.Output ?? [];
            await TellParentAsync(parentId, child.Id, output, child.SubStatus, ct);
            return Acceptance.Accepted;
        },
        ct);

    /// <summary>Does what a person or the clock asked of one case, and then what that case wants of others, until all have come to rest.</summary>
    /// <remarks>What a step asks of a case while another comes to rest waits its turn among the errands of that one.</remarks>
    private async Task<Acceptance> WithErrandsAsync(Func<Task<Acceptance>> asked, CancellationToken ct)
    {
        if (_isAtWork)
        {
            return await asked();
        }

        try
        {
            _isAtWork = true;
            var acceptance = await asked();
            _onErrand = true;
            for (var done = 0; _errands.TryDequeue(out var errand); done++)
            {
                if (done == MostErrands)
                {
                    throw new RuleBroken(CannotGoOn, "The processes that this sets going start or tell each other without end. Nothing was changed. Tell the administrator.");
                }

                await errand(ct);
            }

            return acceptance;
        }
        finally
        {
            _isAtWork = false;
            _onErrand = false;
            _errands.Clear();
        }
    }

    private async Task PublishAsync(UndeliveredEvent published, CancellationToken ct)
    {
        var waiting = await events.WaitingForAsync(published, ct);
        var taken = false;
        var missed = new List<WorkflowInstance>();
        foreach (var (instance, bookmarkId) in waiting)
        {
            taken |= await TakeAsync(instance, CaseEvents.Delivery(published, bookmarkId, clock.UtcNow()), ct) == Acceptance.Accepted;
            if (!IsUsable(instance.Id))
            {
                missed.Add(instance);
            }
        }

        if (!taken)
        {
            db.Add(published);
        }
        else
        {
            db.AddRange(missed.Select(m => CaseEvents.KeptFor(m, published)));
        }
    }

    /// <summary>Delivers an event that was kept for this wait; the check does it for one that was told in the same moment in which the wait began.</summary>
    internal Task HearOfKeptAsync(WorkflowInstance instance, Bookmark bookmark, CancellationToken ct) => WithErrandsAsync(
        async () =>
        {
            await DeliverKeptAsync(instance, bookmark, ct);
            return Acceptance.Accepted;
        },
        ct);

    private async Task DeliverKeptAsync(WorkflowInstance instance, Bookmark bookmark, CancellationToken ct)
    {
        if (await events.FindKeptAsync(instance, bookmark, ct) is { } kept
            && await TakeAsync(instance, CaseEvents.Delivery(kept, bookmark.Id, clock.UtcNow()), ct) == Acceptance.Accepted)
        {
            db.Remove(kept);
        }
    }

    private async Task CancelChildAsync(string id, CancellationToken ct)
    {
        if (await db.Set<WorkflowInstance>().FindAsync([id], ct) is { } child)
        {
            await TakeAsync(child, new Signal.Cancel(clock.UtcNow(), "The process that started it no longer waits for it.", Who), ct);
        }
    }

    /// <remarks>A parent whose state cannot be used hears of it by the regular check, once it can be.</remarks>
    private async Task TellParentAsync(string parentId, string childId, JsonObject output, string subStatus, CancellationToken ct)
    {
        if (await db.Set<WorkflowInstance>().FindAsync([parentId], ct) is not { } parent)
        {
            return;
        }

        var reading = await CaseReading.OfAsync(parent, library, ct);
        if (!reading.IsUsable)
        {
            parent.Trouble = reading.Trouble;
        }
        else if (reading.State.Bookmarks.FirstOrDefault(b => WaitsFor(b, childId)) is { } waits)
        {
            await TakeAsync(parent, new Signal.Resume(clock.UtcNow(), waits.Id, new JsonObject { ["output"] = output, ["subStatus"] = subStatus }), ct);
        }
    }

    internal static bool WaitsFor(Bookmark bookmark, string childId) =>
        bookmark.ReadPayload() is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty("ChildInstanceId", out var id) && id.GetString() == childId;
}
