using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Reminders;

/// <summary>What those who oversee bodies hear: tasks that are late with others, and what is not set up.</summary>
public sealed class Oversight(PortalDbContext db, FrameworkLibrary frameworks, ReminderSchedules schedules)
{
    /// <summary>Who hears of what is not set up: those of the first of these roles that somebody holds.</summary>
    private static readonly PostRole[] _setUp = [PostRole.BoardManager, PostRole.DirectorOfChildrensServices, PostRole.Chair, PostRole.ChiefExecutive];

    /// <summary>Everybody who oversees a body that is at work.</summary>
    internal async Task<IReadOnlyList<Overseer>> OverseersAsync(IReadOnlyDictionary<Id<Body>, BodyAtWork> bodies, DateOnly today, CancellationToken ct)
    {
        var all = await (
            from post in db.Posts.AsNoTracking()
            join held in db.HeldOn(today) on post.Id equals held.PostId
            where _setUp.Contains(post.Role)
            select new { held.PersonId, post.BodyId, post.Role }).Distinct().ToListAsync(ct);
        return [.. all.Where(o => bodies.ContainsKey(o.BodyId)).Select(o => new Overseer(o.PersonId, o.BodyId, o.Role))];
    }

    /// <summary>Late tasks whose schedule says that these people hear of them now, and that they have not heard of yet.</summary>
    internal async Task<ILookup<Id<Person>, Escalated>> LateAsync(
        IReadOnlyList<Overseer> overseers, IReadOnlyDictionary<Id<Body>, BodyAtWork> bodies, ILookup<Id<Person>, Id<PostTask>> ownTasks, DateOnly today, CancellationToken ct)
    {
        var ofBodies = overseers.SelectMany(o => SeenBy(o, bodies)).Distinct().ToList();
        var late = await LateTasks(ofBodies, today).ToListAsync(ct);
        if (late.Count == 0)
        {
            return Array.Empty<Escalated>().ToLookup(_ => default(Id<Person>));
        }

        var people = overseers.Select(o => o.PersonId).Distinct().ToList();
        var told = (await db.Set<TaskEscalation>().AsNoTracking()
                .Where(e => people.Contains(e.PersonId) && db.Tasks.Any(t => t.Id == e.TaskId && t.State == TaskState.Open)).ToListAsync(ct))
            .GroupBy(e => (e.TaskId, e.PersonId)).ToDictionary(g => g.Key, g => g.Max(e => e.StepDay));
        var byBody = late.ToLookup(t => t.BodyId);
        var calls =
            from overseer in overseers
            from body in SeenBy(overseer, bodies)
            from task in byBody[body]
            where (body == overseer.BodyId || task.MatterKind is null) && !ownTasks[overseer.PersonId].Contains(task.TaskId)
            let step = LatestStep(bodies[body], task, overseer.Role, today)
            where step is not null && step > Last(told, task, overseer.PersonId)
            select (overseer.PersonId, Call: new Escalated(task, step.Value));
        return calls.GroupBy(c => (c.PersonId, c.Call.Task.TaskId)).Select(g => g.MaxBy(c => c.Call.StepDay)).ToLookup(c => c.PersonId, c => c.Call);
    }

    /// <summary>What is not set up in the bodies that these people are the first to see to, and is to be told now.</summary>
    internal async Task<ILookup<Id<Person>, Lack>> LacksAsync(
        IReadOnlyList<Overseer> all, IReadOnlyList<Id<Person>> people, IReadOnlyDictionary<Id<Body>, BodyAtWork> bodies, DateOnly today, CancellationToken ct)
    {
        var seeTo = all.GroupBy(o => o.BodyId)
            .SelectMany(g => g.Where(o => o.Role == _setUp.First(r => g.Any(x => x.Role == r))))
            .Where(o => people.Contains(o.PersonId) && bodies[o.BodyId].Rules.Setup is not null).ToList();
        if (seeTo.Count == 0)
        {
            return Array.Empty<Lack>().ToLookup(_ => default(Id<Person>));
        }

        var ofBodies = seeTo.Select(o => o.BodyId).Distinct().ToList();
        var lacks = (IReadOnlyList<Lack>)[.. await VacantAsync(ofBodies, today, ct), .. await UnledAsync(ofBodies, bodies, ct)];
        var since = today.AddMonths(-6);
        var told = (await db.Set<SetupNotice>().AsNoTracking().Where(n => people.Contains(n.PersonId) && n.Day >= since)
                .GroupBy(n => new { n.PersonId, n.What }).Select(g => new { g.Key.PersonId, g.Key.What, Day = g.Max(n => n.Day) }).ToListAsync(ct))
            .ToDictionary(n => (n.PersonId, n.What), n => n.Day);
        var byBody = lacks.ToLookup(l => l.BodyId);
        return (
            from overseer in seeTo
            from lack in byBody[overseer.BodyId]
            let body = bodies[overseer.BodyId]
            let next = told.TryGetValue((overseer.PersonId, lack.What), out var last) ? body.Days.Add(last, body.Rules.Setup!.Every) : lack.FirstToldOn
            where next <= today
            select (overseer.PersonId, lack)).Distinct().ToLookup(l => l.PersonId, l => l.lack);
    }

    /// <summary>The bodies of whose late tasks an overseer hears: their own, and a director of the boards too whose self-assessment they sign.</summary>
    private static IEnumerable<Id<Body>> SeenBy(Overseer overseer, IReadOnlyDictionary<Id<Body>, BodyAtWork> bodies) => overseer.Role == PostRole.DirectorOfChildrensServices
        ? bodies[overseer.BodyId].Boards.Where(bodies.ContainsKey).Prepend(overseer.BodyId)
        : [overseer.BodyId];

    private static DateOnly Last(Dictionary<(Id<PostTask>, Id<Person>), DateOnly> told, LateTask task, Id<Person> person) =>
        told.TryGetValue((task.TaskId, person), out var day) ? day : DateOnly.FromDateTime(UkTime.InUk(task.CreatedAt)).AddDays(-1);

    private DateOnly? LatestStep(BodyAtWork body, LateTask task, PostRole role, DateOnly today)
    {
        var steps = body.Steps(schedules.KindOf(task.SubjectUrl, task.MatterKind), role).Select(s => body.Days.Add(task.DueOn, s)).Where(d => d <= today).ToList();
        return steps.Count == 0 ? null : steps.Max();
    }

    /// <remarks>Tasks of a review's team are none of the body's business: only those of posts of the body and its partners.</remarks>
    private IQueryable<LateTask> LateTasks(IReadOnlyList<Id<Body>> ofBodies, DateOnly today) =>
        from task in db.OpenTasks()
        join post in db.Posts on task.PostId equals post.Id
        join body in db.Bodies on post.BodyId equals body.Id
        where ofBodies.Contains(task.BodyId) && task.DueOn != null && task.DueOn < today && (body.Kind == BodyKind.SafeguardingBoard || body.Kind == BodyKind.LocalAuthority)
        select new LateTask(
            task.Id, task.BodyId, task.Title, post.Title, db.Matters.Where(m => m.Id == task.MatterId).Select(m => m.Kind).FirstOrDefault(), task.SubjectUrl, task.DueOn!.Value, task.CreatedAt);

    /// <summary>Posts that wait for their first holder: a later one takes a post over from the one before.</summary>
    private async Task<IEnumerable<Lack>> VacantAsync(IReadOnlyList<Id<Body>> ofBodies, DateOnly today, CancellationToken ct)
    {
        var vacant = await db.Posts.AsNoTracking().Where(p => ofBodies.Contains(p.BodyId) && !p.Holdings.Any(h => h.Until == null))
            .Select(p => new { p.Id, p.BodyId, p.Title }).ToListAsync(ct);
        return vacant.Select(p => new Lack(p.BodyId, $"post:{p.Id}", $"Nobody holds the post “{p.Title}”", $"/people/post/{p.Id}", today));
    }

    private async Task<IEnumerable<Lack>> UnledAsync(IReadOnlyList<Id<Body>> ofBodies, IReadOnlyDictionary<Id<Body>, BodyAtWork> bodies, CancellationToken ct)
    {
        var open = await db.SelfAssessments.AsNoTracking().Where(a => ofBodies.Contains(a.BodyId) && a.Status == SelfAssessmentStatus.InProgress)
            .Select(a => new { a.Id, a.BodyId, a.FrameworkCode, a.FrameworkVersion, a.OpenedAt }).ToListAsync(ct);
        var ids = open.ConvertAll(a => a.Id);
        var led = (await db.Assignments.AsNoTracking().Where(a => ids.Contains(a.SelfAssessmentId) && a.CriterionId == null)
            .Select(a => new { a.SelfAssessmentId, a.JudgementCode }).ToListAsync(ct)).ToLookup(a => a.SelfAssessmentId, a => a.JudgementCode);
        var finished = (await db.AreaProgress.AsNoTracking().Where(a => ids.Contains(a.SelfAssessmentId) && (a.Status == AreaStatus.Submitted || a.Status == AreaStatus.Agreed))
            .Select(a => new { a.SelfAssessmentId, a.JudgementCode }).ToListAsync(ct)).ToLookup(a => a.SelfAssessmentId, a => a.JudgementCode);
        var lacks = new List<Lack>();
        foreach (var one in open)
        {
            var framework = await frameworks.GetAsync(one.FrameworkCode, one.FrameworkVersion, ct);
            var on = bodies[one.BodyId].Days.Add(DateOnly.FromDateTime(UkTime.InUk(one.OpenedAt)), bodies[one.BodyId].Rules.Setup!.AreaAfter);
            lacks.AddRange(framework.Areas.Where(j => !led[one.Id].Contains(j.Code) && !finished[one.Id].Contains(j.Code))
                .Select(j => new Lack(one.BodyId, $"area:{one.Id}:{j.Code}", $"Nobody leads the area “{j.Title}”", $"/self-assessments/assign/{one.Id}", on)));
        }

        return lacks;
    }
}
