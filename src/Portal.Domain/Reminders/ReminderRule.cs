namespace Portal.Domain.Reminders;

/// <summary>
/// Which days remind the owner of a task with a due date. The reminder on the day itself stays on that day even where it is not a working
/// day; all others fall on working days.
/// </summary>
public sealed class ReminderRule(WorkingDays workingDays, ReminderSettings settings)
{
    /// <summary>The reminder of this very day, if it is a reminder day.</summary>
    public ReminderDue? On(DateOnly due, DateOnly today) =>
        today == DateOnly.MinValue ? null : DueSince(today.AddDays(-1), today, due);

    /// <summary>
    /// The latest reminder meant for a day after <paramref name="lastExclusive"/> up to and including <paramref name="today"/>, so that a
    /// run after days of standstill sends one reminder, not one for each missed day. Null when there is none.
    /// </summary>
    public ReminderDue? DueSince(DateOnly lastExclusive, DateOnly today, DateOnly due) =>
        Candidates(today, due)
            .Where(r => r.On > lastExclusive && r.On <= today)
            .OrderByDescending(r => r.On)
            .ThenBy(r => r.WorkingDays)
            .FirstOrDefault();

    private IEnumerable<ReminderDue> Candidates(DateOnly today, DateOnly due)
    {
        foreach (var days in settings.DaysBefore)
        {
            yield return new ReminderDue(ReminderKind.Before, days, workingDays.Add(due, -days));
        }

        if (settings.OnTheDay)
        {
            yield return new ReminderDue(ReminderKind.Today, 0, due);
        }

        if (settings.EveryDaysAfter > 0 && today > due)
        {
            var late = workingDays.Between(due, today);
            var latest = late - (late % settings.EveryDaysAfter);
            if (latest > 0)
            {
                yield return new ReminderDue(ReminderKind.Overdue, latest, workingDays.Add(due, latest));
            }
        }
    }
}
