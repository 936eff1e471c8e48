namespace Portal.Domain.Reminders;

/// <summary>A reminder that a task calls for.</summary>
/// <param name="Kind">Before the due date, on it, or after it.</param>
/// <param name="WorkingDays">How many working days before or after; zero on the due date.</param>
/// <param name="On">The day it was meant for. A reminder found later than that day says so by this date.</param>
public sealed record ReminderDue(ReminderKind Kind, int WorkingDays, DateOnly On);

/// <summary>Where a reminder lies from the due date.</summary>
public enum ReminderKind
{
    Before,
    Today,
    Overdue,
}
