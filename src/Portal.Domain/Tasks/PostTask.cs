using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Domain.Tasks;

/// <summary>Whether a task still waits for somebody.</summary>
public enum TaskState
{
    Open,

    /// <summary>It cannot be done now because the text is frozen for signature; a return opens it again.</summary>
    OnHold,
    Done,

    /// <summary>Its time was up and the process went on without it.</summary>
    Lapsed,
    Cancelled,
}

/// <summary>Something a post is asked to do by a day; made by the workflow or by an assignment.</summary>
public sealed class PostTask : IVersioned, IBelongsToBody
{
    private PostTask()
    {
    }

    public Id<PostTask> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The self-assessment it belongs to; null where it belongs to a matter.</summary>
    public Id<SelfAssessment>? SelfAssessmentId { get; private set; }

    /// <summary>The matter it belongs to; null where it belongs to a self-assessment.</summary>
    public Id<Matter>? MatterId { get; private set; }

    /// <summary>The post it is for; whoever holds the post may do it.</summary>
    public Id<Post> PostId { get; private set; }

    public string Title { get; private set; } = "";

    public string Instructions { get; private set; } = "";

    /// <summary>What was said before it, such as why something comes back; null where nothing was.</summary>
    public string? Said { get; private set; }

    /// <summary>Site-relative address of the page where it is done.</summary>
    public string SubjectUrl { get; private set; } = "";

    public DateOnly? DueOn { get; private set; }

    /// <summary>True once its due date was agreed for it alone.</summary>
    public bool HasAgreedDate { get; private set; }

    /// <summary>The answers the workflow understands; empty for a task that is simply finished.</summary>
    public IReadOnlyList<string> Outcomes { get; private set; } = [];

    /// <summary>The workflow's bookmark that this task resumes; null for a task made by an assignment.</summary>
    public string? BookmarkId { get; private set; }

    /// <summary>The judgement's code or criterion's id it is about, where it is about one.</summary>
    public string? About { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public TaskState State { get; private set; }

    public string? Outcome { get; private set; }

    public string? Comment { get; private set; }

    public Id<Person>? EndedBy { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>How often its day, its post or its state has changed: the number by which calendars know the latest of several entries for it.</summary>
    public int Sequence { get; private set; }

    public int Version { get; private set; }

    /// <param name="post">Whoever holds this post is asked.</param>
    /// <param name="of">The self-assessment or the matter it belongs to.</param>
    /// <param name="brief">What it says.</param>
    /// <param name="at">When, in UTC.</param>
    public static PostTask For(Id<Post> post, IProcessSubject of, TaskBrief brief, DateTime at) => new()
    {
        Id = brief.Id ?? Id<PostTask>.New(),
        BodyId = of.BodyId,
        SelfAssessmentId = (of as SelfAssessment)?.Id,
        MatterId = (of as Matter)?.Id,
        PostId = post,
        Title = RuleBroken.IfBlank(brief.Title, "task.no-title", "A task needs a title."),
        Instructions = brief.Instructions,
        SubjectUrl = brief.SubjectUrl,
        DueOn = brief.DueOn,
        Outcomes = brief.Outcomes,
        BookmarkId = brief.BookmarkId,
        About = brief.About,
        Said = brief.Said,
        CreatedAt = at,
        State = TaskState.Open,
    };

    /// <summary>Points to where its subject is found now, when the framework moved on.</summary>
    public void PointTo(string about, string subjectUrl)
    {
        About = about;
        SubjectUrl = subjectUrl;
    }

    /// <summary>Ends the task with one of its outcomes.</summary>
    public void Finish(string outcome, string? comment, Id<Person> by, DateTime at)
    {
        if (State != TaskState.Open)
        {
            throw new RuleBroken("task.not-open", State switch
            {
                TaskState.Done => "This task has already been done.",
                TaskState.OnHold => "This task waits until the text is open for changes again.",
                _ => "This task is no longer needed.",
            });
        }

        if (Outcomes.Count > 0 && !Outcomes.Contains(outcome))
        {
            throw new RuleBroken("task.unknown-outcome", "Choose one of the answers this task allows.");
        }

        State = TaskState.Done;
        Outcome = outcome;
        Comment = comment;
        EndedBy = by;
        EndedAt = at;
        Sequence++;
    }

    /// <summary>Ends a task that was not done in time, because the process goes on without it.</summary>
    public void Lapse(DateTime at)
    {
        if (State is TaskState.Open or TaskState.OnHold)
        {
            State = TaskState.Lapsed;
            EndedAt = at;
            Sequence++;
        }
    }

    /// <summary>Gives a task that is not over to another post or another day.</summary>
    public void Move(Id<Post> post, DateOnly? dueOn)
    {
        if (State is TaskState.Open or TaskState.OnHold && (PostId, DueOn) != (post, dueOn))
        {
            PostId = post;
            DueOn = dueOn;
            Sequence++;
        }
    }

    /// <summary>Gives it the day that was agreed with whoever does it; it then moves with no other date.</summary>
    public void AgreeOn(DateOnly dueOn)
    {
        Move(PostId, dueOn);
        HasAgreedDate = true;
    }

    /// <summary>Takes an open task off the lists, and out of the reminders, while it cannot be done.</summary>
    public void Hold()
    {
        if (State == TaskState.Open)
        {
            State = TaskState.OnHold;
        }
    }

    /// <summary>Opens a task on hold again.</summary>
    public void Release()
    {
        if (State == TaskState.OnHold)
        {
            State = TaskState.Open;
        }
    }

    /// <summary>Ends the task because nobody needs it any more; nothing happens to one that has ended.</summary>
    public void Cancel(DateTime at)
    {
        if (State is TaskState.Open or TaskState.OnHold)
        {
            State = TaskState.Cancelled;
            EndedAt = at;
            Sequence++;
        }
    }
}

/// <summary>What a task says.</summary>
public sealed record TaskBrief(
    string Title,
    string Instructions,
    string SubjectUrl,
    DateOnly? DueOn,
    IReadOnlyList<string> Outcomes,
    string? BookmarkId = null,
    string? About = null,
    Id<PostTask>? Id = null,
    string? Said = null);
