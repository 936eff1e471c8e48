using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.Tasks;

/// <summary>That whoever runs a body reminded, in their own words, whoever has a task: once a day at most for each task.</summary>
public sealed class TaskChase : IBelongsToBody
{
    /// <summary>Characters of what is said.</summary>
    public const int LongestSentence = 500;

    private TaskChase()
    {
    }

    public Id<TaskChase> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public Id<PostTask> TaskId { get; private set; }

    /// <summary>The day in the United Kingdom.</summary>
    public DateOnly Day { get; private set; }

    public Id<Person> ChasedBy { get; private set; }

    /// <summary>When, in UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>What was said.</summary>
    public string Sentence { get; private set; } = "";

    /// <exception cref="RuleBroken">The task does not wait, or nothing, or too much, is said.</exception>
    public static TaskChase Of(PostTask task, string? sentence, Id<Person> by, DateTime at, DateOnly today)
    {
        if (task.State != TaskState.Open)
        {
            throw new RuleBroken("chase.not-open", "This task does not wait any more.");
        }

        var said = RuleBroken.IfBlank(sentence, "chase.nothing-said", "Say in a sentence why you remind them.", nameof(Sentence));
        if (said.Length > LongestSentence)
        {
            throw new RuleBroken("chase.too-long", $"It must be {LongestSentence} characters or fewer.", nameof(Sentence));
        }

        return new TaskChase { Id = Id<TaskChase>.New(), BodyId = task.BodyId, TaskId = task.Id, Day = today, ChasedBy = by, At = at, Sentence = said };
    }
}
