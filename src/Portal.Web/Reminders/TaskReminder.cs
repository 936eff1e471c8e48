using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;

namespace Portal.Web.Reminders;

/// <summary>A person has been reminded of a task: what keeps restarts and double runs from reminding twice, and long silence from forgetting.</summary>
public sealed class TaskReminder
{
    public required Id<PostTask> TaskId { get; init; }

    public required Id<Person> PersonId { get; init; }

    /// <summary>The day the rule meant, which is earlier than the day of the mail when the portal stood still on it.</summary>
    public required DateOnly ReminderDay { get; init; }

    /// <summary>The mail that says it; null once that is deleted.</summary>
    public Guid? EmailId { get; init; }
}
