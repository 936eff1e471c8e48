using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;

namespace Portal.Web.Reminders;

/// <summary>Somebody beside its holder has been told that a task is late.</summary>
public sealed class TaskEscalation
{
    public required Id<PostTask> TaskId { get; init; }

    public required Id<Person> PersonId { get; init; }

    /// <summary>The day the schedule meant, which is earlier than the day of the mail when the portal stood still on it.</summary>
    public required DateOnly StepDay { get; init; }

    /// <summary>The mail that says it; null once that is deleted.</summary>
    public Guid? EmailId { get; init; }
}
