using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;

namespace Portal.Web.Reminders;

/// <summary>A late task in somebody else's hands.</summary>
internal sealed record LateTask(
    Id<PostTask> TaskId, Id<Body> BodyId, string Title, string PostTitle, string? MatterKind, string SubjectUrl, DateOnly DueOn, DateTime CreatedAt);

/// <summary>What somebody is told of a late task.</summary>
/// <param name="Task">The task.</param>
/// <param name="StepDay">The day the schedule meant.</param>
internal sealed record Escalated(LateTask Task, DateOnly StepDay);

/// <summary>Somebody who oversees a body: holds a post in it that hears of what is late or not set up.</summary>
internal sealed record Overseer(Id<Person> PersonId, Id<Body> BodyId, PostRole Role);

/// <summary>Something of a body that is not set up.</summary>
/// <param name="BodyId">Whose.</param>
/// <param name="What">As in <see cref="SetupNotice.What"/>.</param>
/// <param name="Words">What it is, for people.</param>
/// <param name="Path">Site-relative address of the page where it is mended.</param>
/// <param name="FirstToldOn">The day from which on it is told.</param>
internal sealed record Lack(Id<Body> BodyId, string What, string Words, string Path, DateOnly FirstToldOn);
