using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.Reminders;

/// <summary>What one body set for its own reminders, where it differs from what the portal has for everybody. What it was before is on the audit trail.</summary>
public sealed class ReminderPlan : IBelongsToBody, IVersioned
{
    /// <summary>Longest reason of a change, in characters.</summary>
    public const int LongestReason = 2_000;

    private ReminderPlan()
    {
    }

    public Id<ReminderPlan> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The settings as JSON; those that are not in it are the portal's.</summary>
    public string Settings { get; private set; } = "";

    public int Version { get; private set; }

    /// <param name="body">A body that has set nothing yet.</param>
    /// <param name="settings">How it is without settings of its own, as JSON: to set that is no change.</param>
    public static ReminderPlan Of(Id<Body> body, string settings) => new() { Id = Id<ReminderPlan>.New(), BodyId = body, Settings = settings };

    /// <summary>Sets them anew.</summary>
    /// <exception cref="RuleBroken">They are so already.</exception>
    public void Set(string settings)
    {
        if (string.Equals(settings, Settings, StringComparison.Ordinal))
        {
            throw new RuleBroken("reminders.same", "This is how it is set already.");
        }

        Settings = settings;
    }

    /// <summary>Why something is set anew.</summary>
    /// <exception cref="RuleBroken">No reason is given, or one that is too long.</exception>
    public static string ReasonOf(string? reason)
    {
        var said = RuleBroken.IfBlank(reason, "reminders.no-reason", "Say why it changes.", "Reason");
        return said.Length <= LongestReason ? said
            : throw new RuleBroken("reminders.long-reason", $"The reason must be {LongestReason:N0} characters or less.", "Reason");
    }
}
