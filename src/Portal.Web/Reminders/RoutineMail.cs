using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.Tasks;

namespace Portal.Web.Reminders;

/// <summary>What the one routine mail of a day says to one person.</summary>
/// <param name="To">Who gets it.</param>
/// <param name="Tasks">Their own tasks that are overdue, due today or due soon.</param>
/// <param name="Called">Those of them whose schedule calls for a reminder now.</param>
/// <param name="Late">What is late with others.</param>
/// <param name="Lacks">What is not set up.</param>
/// <param name="IsDigest">True on the day of the weekly digest.</param>
/// <param name="Later">On that day, their tasks that are due later or have no due date.</param>
internal sealed record RoutineMail(
    Person To,
    IReadOnlyList<DueTask> Tasks,
    IReadOnlyList<(Id<PostTask> TaskId, ReminderDue Due)> Called,
    IReadOnlyList<Escalated> Late,
    IReadOnlyList<Lack> Lacks,
    bool IsDigest,
    IReadOnlyList<DueTask> Later)
{
    /// <summary>Whether it says anything that is due to be said.</summary>
    public bool IsDue => Called.Count > 0 || Late.Count > 0 || Lacks.Count > 0 || (IsDigest && (Tasks.Count > 0 || Later.Count > 0));

    /// <summary>Bodies whose rules hold for something it says.</summary>
    public IEnumerable<Id<Body>> Bodies => [.. Tasks.Select(t => t.RuledBy), .. Later.Select(t => t.RuledBy), .. Late.Select(l => l.Task.BodyId), .. Lacks.Select(l => l.BodyId)];
}
