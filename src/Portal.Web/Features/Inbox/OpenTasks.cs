using Portal.Domain.Common;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Features.Inbox;

/// <summary>A task that waits for a post.</summary>
/// <param name="Title">What is asked.</param>
/// <param name="Instructions">How it is done; may be empty.</param>
/// <param name="Body">Name of the body whose self-assessment it is about.</param>
/// <param name="Post">Title of the post it is for.</param>
/// <param name="SubjectUrl">Site-relative address of the page where it is done.</param>
/// <param name="DueOn">The day by which it is to be done; null when there is none.</param>
public sealed record OpenTask(Id<PostTask> Id, string Title, string Instructions, string Body, string Post, string SubjectUrl, DateOnly? DueOn)
{
    /// <summary>"Overdue since 3 March 2015", "Due today", "Due 3 March 2015" or "No due date".</summary>
    public string DueWords(DateOnly today) => DueOn switch
    {
        null => "No due date",
        { } due when due < today => $"Overdue since {due.Words()}",
        { } due when due == today => "Due today",
        { } due => $"Due {due.Words()}",
    };

    /// <summary>Colour of the tag that says when it is due.</summary>
    public string DueColour(DateOnly today) => DueOn switch
    {
        null => "grey",
        { } due when due < today => "red",
        { } due when due == today => "yellow",
        _ => "blue",
    };
}

/// <summary>Reads the tasks that wait, those due first at the top.</summary>
internal static class OpenTasks
{
    /// <param name="db">Where they are.</param>
    /// <param name="tasks">Which of them.</param>
    public static IQueryable<OpenTask> AsOpen(this PortalDbContext db, IQueryable<PostTask> tasks) => tasks
        .Where(t => t.State == TaskState.Open)
        .OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.CreatedAt).ThenBy(t => t.Id)
        .Select(t => new OpenTask(
            t.Id,
            t.Title,
            t.Instructions,
            db.Bodies.Where(b => b.Id == t.BodyId).Select(b => b.Name).First(),
            db.Posts.Where(p => p.Id == t.PostId).Select(p => p.Title).First(),
            t.SubjectUrl,
            t.DueOn));
}
