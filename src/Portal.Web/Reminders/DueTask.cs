using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;

namespace Portal.Web.Reminders;

/// <summary>An open task in the hands of one person, who holds its post now or stands in.</summary>
internal sealed record DueTask
{
    public required Id<PostTask> TaskId { get; init; }

    /// <summary>The post that has it.</summary>
    public required Id<Post> PostId { get; init; }

    /// <summary>Who holds the task's post.</summary>
    public required Id<Person> PersonId { get; init; }

    public required string Title { get; init; }

    /// <summary>Name of the board or authority it is done for.</summary>
    public required string BodyName { get; init; }

    /// <summary>
    /// The body whose working days, schedules and hours hold for it: the one it is done for, but for a task of a review team the team's own. Nobody sets when those are
    /// reminded who review them.
    /// </summary>
    public required Id<Body> RuledBy { get; init; }

    /// <summary>Kind of the matter it belongs to; null for a task of a self-assessment.</summary>
    public required string? MatterKind { get; init; }

    /// <summary>Site-relative address of the page where it is done.</summary>
    public required string SubjectUrl { get; init; }

    /// <summary>Null for a task without a day, of which only the digest tells.</summary>
    public required DateOnly? DueOn { get; init; }

    /// <summary>When it was given, in UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Since when the person holds the post, in UTC.</summary>
    public required DateTime HeldFrom { get; init; }
}
