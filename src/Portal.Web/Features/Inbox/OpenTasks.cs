using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Inbox;

/// <summary>A task that waits for a post.</summary>
/// <param name="Title">What is asked.</param>
/// <param name="Instructions">How it is done; may be empty.</param>
/// <param name="BodyId">The body it is done for.</param>
/// <param name="Body">Name of that body.</param>
/// <param name="Nation">The nation whose working days hold for it: that of the body, for a task of a review team that of the team's own.</param>
/// <param name="PostId">The post it is for.</param>
/// <param name="Post">Title of that post.</param>
/// <param name="SubjectUrl">Site-relative address of the page where it is done.</param>
/// <param name="DueOn">The day by which it is to be done; null when there is none.</param>
public sealed record OpenTask(
    Id<PostTask> Id, string Title, string Instructions, Id<Body> BodyId, string Body, Nation Nation, Id<Post> PostId, string Post, string SubjectUrl, DateOnly? DueOn)
{
    /// <summary>How near the day is, in working days.</summary>
    public string DueWords(DateOnly today, WorkingCalendars calendars) => DueInWords.Of(DueOn, today, calendars.Of(Nation));

    /// <summary>Colour of the tag that says when it is due.</summary>
    public string DueColour(DateOnly today) => DueInWords.Colour(DueOn, today);
}

/// <summary>What a task belongs to.</summary>
public enum TaskSource
{
    SelfAssessment,
    Matter,
}

/// <summary>How near the due date of a task is.</summary>
public enum Lateness
{
    Late,

    /// <summary>Due today or later in this week, which ends on Sunday.</summary>
    ThisWeek,

    /// <summary>Due after this week, or without a due date.</summary>
    Later,
}

/// <summary>Reads the tasks that wait.</summary>
internal static class OpenTasks
{
    /// <summary>Open tasks, those due first at the top.</summary>
    /// <param name="db">Where they are.</param>
    /// <param name="tasks">Which of them.</param>
    public static IQueryable<OpenTask> AsOpen(this PortalDbContext db, IQueryable<PostTask> tasks) =>
        from task in tasks
        where task.State == TaskState.Open
        join post in db.Posts on task.PostId equals post.Id
        join ofPost in db.Bodies on post.BodyId equals ofPost.Id
        join body in db.Bodies on task.BodyId equals body.Id
        orderby task.DueOn == null, task.DueOn, task.CreatedAt, task.Id
        select new OpenTask(
            task.Id, task.Title, task.Instructions, body.Id, body.Name, ofPost.Kind == BodyKind.ReviewBody ? ofPost.Nation : body.Nation, post.Id, post.Title, task.SubjectUrl, task.DueOn);

    /// <summary>Tasks of the bodies that a person runs, in the hands of others. What a review team does among itself is not the body's to follow.</summary>
    public static IQueryable<PostTask> TasksOfTeams(this PortalDbContext db, CurrentPerson me)
    {
        var posts = me.Posts.Select(p => p.Id).ToList();
        var run = BodiesRun(me);
        return db.Tasks.Where(t => run.Contains(t.BodyId) && !posts.Contains(t.PostId)
            && !db.Posts.Any(p => p.Id == t.PostId && db.Bodies.Any(b => b.Id == p.BodyId && b.Kind == BodyKind.ReviewBody)));
    }

    /// <summary>The bodies that a person runs.</summary>
    public static IReadOnlyList<Id<Body>> BodiesRun(CurrentPerson me) => [.. me.Posts.Select(p => p.BodyId).Distinct().Where(me.Runs)];

    /// <summary>Those that belong to what is asked for, are as near and wait for the post; each null lets all through.</summary>
    public static IQueryable<PostTask> Like(this IQueryable<PostTask> tasks, TaskSource? source, Lateness? due, Id<Post>? post, DateOnly today)
    {
        var sunday = today.AddDays((7 - (int)today.DayOfWeek) % 7);
        tasks = source switch
        {
            TaskSource.SelfAssessment => tasks.Where(t => t.SelfAssessmentId != null),
            TaskSource.Matter => tasks.Where(t => t.MatterId != null),
            _ => tasks,
        };
        tasks = due switch
        {
            Lateness.Late => tasks.Where(t => t.DueOn < today),
            Lateness.ThisWeek => tasks.Where(t => t.DueOn >= today && t.DueOn <= sunday),
            Lateness.Later => tasks.Where(t => t.DueOn == null || t.DueOn > sunday),
            _ => tasks,
        };
        return post is { } chosen ? tasks.Where(t => t.PostId == chosen) : tasks;
    }
}
