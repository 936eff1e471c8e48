using Portal.Domain.Reminders;

namespace Portal.Web.Reminders;

/// <summary>Configuration section <c>Reminders</c>.</summary>
public sealed class ReminderOptions
{
    /// <summary>Working days before the due date; 10, 5 and 1 when left out.</summary>
    public int[]? DaysBefore { get; init; }

    public bool OnTheDay { get; init; } = true;

    /// <summary>Every so many working days after the due date; zero for never.</summary>
    public int EveryDaysAfter { get; init; } = 3;

    /// <summary>No mail before this hour, UK time.</summary>
    public TimeOnly From { get; init; } = new(7, 0);

    /// <summary>No mail from this hour on, UK time; what is missed then goes out the next working day.</summary>
    public TimeOnly Until { get; init; } = new(19, 0);

    /// <summary>The longest notice given, in working days.</summary>
    public int LongestNotice => Settings.DaysBefore.DefaultIfEmpty(0).Max();

    /// <summary>The rule's settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of days makes no sense.</exception>
    public ReminderSettings Settings
    {
        get
        {
            var settings = new ReminderSettings { OnTheDay = OnTheDay, EveryDaysAfter = EveryDaysAfter };
            return DaysBefore is null ? settings : settings with { DaysBefore = DaysBefore };
        }
    }

    public bool SendsAt(TimeOnly ukTime) => ukTime >= From && ukTime < Until;
}
