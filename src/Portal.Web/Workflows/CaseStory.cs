using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Workflow.Definitions;
using Portal.Workflow.Engine;

namespace Portal.Web.Workflows;

/// <summary>How a process stands and what has happened in it, in plain words: the names of its definition, and what people answered.</summary>
/// <param name="Process">What the process is called.</param>
/// <param name="Stages">Its stages in order.</param>
/// <param name="WaitingFor">Who is waited for, those due first at the top.</param>
/// <param name="Events">What happened, newest first.</param>
public sealed record CaseStory(string Process, IReadOnlyList<Stage> Stages, IReadOnlyList<CaseStory.Waiting> WaitingFor, IReadOnlyList<CaseStory.Event> Events)
{
    /// <summary>The longest story that is told; older events are in the timeline.</summary>
    public const int MostEvents = 200;

    /// <summary>Somebody who is waited for.</summary>
    /// <param name="Holder">Who holds the post now; null when it is vacant.</param>
    public sealed record Waiting(Id<PostTask> Task, Id<Post> PostId, string Title, string Address, string Post, string? Holder, DateOnly? DueOn);

    /// <summary>Something that happened.</summary>
    /// <param name="What">In words that go on after the name.</param>
    /// <param name="Who">Who did it; null when the process did it by itself.</param>
    /// <param name="Comment">What they said.</param>
    public sealed record Event(DateTime At, string What, string? Who, string? Comment);
}

/// <summary>Tells the story of a self-assessment's or a matter's process.</summary>
public sealed class CaseStories(PortalDbContext db, DefinitionLibrary library)
{
    private static readonly string[] Told = [nameof(JournalEvent.Completed), nameof(JournalEvent.Faulted), nameof(JournalEvent.TimerMoved)];

    /// <summary>The stages of the process, and how far it has come; empty where none was started.</summary>
    public async Task<IReadOnlyList<Stage>> StagesAsync(IProcessSubject of, CancellationToken ct) =>
        await CaseAsync(of, ct) is { } found ? await StagesAsync(found, await DefinitionAsync(found, ct), ct) : [];

    /// <param name="of">The self-assessment or matter.</param>
    /// <param name="onlyOf">Only what concerns these posts; everything, with what the process did by itself, when null.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where no process was started.</returns>
    public async Task<CaseStory?> OfAsync(IProcessSubject of, IReadOnlyList<Id<Post>>? onlyOf, CancellationToken ct)
    {
        if (await CaseAsync(of, ct) is not { } found)
        {
            return null;
        }

        var definition = await DefinitionAsync(found, ct);
        var tasks = onlyOf is null ? db.Tasks.Of(of) : db.Tasks.Of(of).Where(t => onlyOf.Contains(t.PostId));
        var waiting = await tasks.Where(t => t.State == TaskState.Open)
            .OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.Id).Take(100)
            .Select(t => new CaseStory.Waiting(
                t.Id, t.PostId, t.Title, t.SubjectUrl,
                db.Posts.Where(p => p.Id == t.PostId).Select(p => p.Title).First(),
                db.People.Where(p => db.Set<PostHolding>().Any(h => h.PostId == t.PostId && h.PersonId == p.Id && h.Until == null)).Select(p => p.Name).FirstOrDefault(),
                t.DueOn))
            .ToListAsync(ct);
        var steps = onlyOf is null ? await StepsAsync(found, definition, ct) : [];
        var events = (await AnswersAsync(tasks, ct)).Concat(steps).OrderByDescending(e => e.At).Take(CaseStory.MostEvents);
        return new CaseStory(definition?.Name ?? found.DefinitionId, await StagesAsync(found, definition, ct), waiting, [.. events]);
    }

    private async Task<IReadOnlyList<CaseStory.Event>> AnswersAsync(IQueryable<PostTask> tasks, CancellationToken ct)
    {
        var ended = await tasks.Where(t => t.State == TaskState.Done || t.State == TaskState.Lapsed)
            .OrderByDescending(t => t.EndedAt).ThenByDescending(t => t.Id).Take(CaseStory.MostEvents)
            .Select(t => new
            {
                t.Title,
                t.State,
                t.Outcome,
                t.Comment,
                t.EndedAt,
                Post = db.Posts.Where(p => p.Id == t.PostId).Select(p => p.Title).First(),
                Who = db.People.Where(p => p.Id == t.EndedBy).Select(p => p.Name).FirstOrDefault(),
            }).ToListAsync(ct);
        return ended.ConvertAll(t => t.State == TaskState.Lapsed
            ? new CaseStory.Event(t.EndedAt!.Value, $"“{t.Title}”: no answer came from {t.Post} in time", null, null)
            : new CaseStory.Event(t.EndedAt!.Value, t.Outcome is { Length: > 0 } outcome ? $"“{t.Title}”: {outcome}" : $"“{t.Title}”: done", t.Who, t.Comment));
    }

    /// <summary>What the process did by itself: its own steps, failures and moved dates.</summary>
    private async Task<IReadOnlyList<CaseStory.Event>> StepsAsync(Found found, WorkflowDefinition? definition, CancellationToken ct)
    {
        var lines = await db.Set<WorkflowJournalLine>()
            .Where(l => l.InstanceId == found.Id && Told.Contains(l.Event)
                && (l.Event != nameof(JournalEvent.Completed) || ((l.ActivityType.StartsWith("Portal.") || l.ActivityType == "Elsa.Delay") && l.ActivityType != HumanTask.Name)))
            .OrderByDescending(l => l.Sequence).Take(CaseStory.MostEvents)
            .Select(l => new { l.At, l.ActivityId, l.Event, l.Message, l.By }).ToListAsync(ct);
        return lines.ConvertAll(l =>
        {
            var name = definition.NameOf(l.ActivityId);
            return l.Event switch
            {
                nameof(JournalEvent.Faulted) => new CaseStory.Event(l.At, $"“{name}” could not be done; the administrator decides how to go on", null, null),
                nameof(JournalEvent.TimerMoved) => new CaseStory.Event(l.At, $"“{name}”: the date after which the process goes on was moved", l.By, l.Message),
                _ => new CaseStory.Event(l.At, name, null, null),
            };
        });
    }

    private async Task<IReadOnlyList<Stage>> StagesAsync(Found found, WorkflowDefinition? definition, CancellationToken ct)
    {
        if (definition is null)
        {
            return [];
        }

        var ids = definition.Root.Children.Select(s => s.Id).ToList();
        var lines = await db.Set<WorkflowJournalLine>().Where(l => l.InstanceId == found.Id && ids.Contains(l.ActivityId))
            .Select(l => new { l.ActivityId, l.Event }).ToListAsync(ct);
        return StageLine.Of(
            definition,
            lines.Select(l => l.ActivityId).ToHashSet(StringComparer.Ordinal),
            lines.Where(l => l.Event == nameof(JournalEvent.Completed)).Select(l => l.ActivityId).ToHashSet(StringComparer.Ordinal));
    }

    private Task<Found?> CaseAsync(IProcessSubject of, CancellationToken ct) => db.Set<WorkflowInstance>().AsNoTracking().Of(of).Where(i => i.ParentId == null)
        .OrderByDescending(i => i.StartedAt).Select(i => new Found(i.Id, i.DefinitionId, i.DefinitionVersion)).FirstOrDefaultAsync(ct);

    /// <returns>Null where this release cannot read it: the story is then told by the ids of the steps.</returns>
    private Task<WorkflowDefinition?> DefinitionAsync(Found found, CancellationToken ct) => library.FindReadableAsync(found.DefinitionId, found.DefinitionVersion, ct);

    private sealed record Found(string Id, string DefinitionId, int DefinitionVersion);
}
