namespace Portal.Domain.Reminders;

/// <summary>On which days a task reminds its owner, in working days from its due date.</summary>
public sealed record ReminderSettings
{
    private readonly IReadOnlyList<int> _daysBefore = [10, 5, 1];
    private readonly int _everyDaysAfter = 3;

    /// <summary>Working days before the due date, each at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them is below 1.</exception>
    public IReadOnlyList<int> DaysBefore
    {
        get => _daysBefore;
        init
        {
            if (value.Any(days => days < 1))
            {
                throw new ArgumentOutOfRangeException(nameof(value), "A reminder before the due date is at least 1 working day before it.");
            }

            _daysBefore = value;
        }
    }

    public bool OnTheDay { get; init; } = true;

    /// <summary>Every so many working days after the due date, for as long as the task is open; zero for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int EveryDaysAfter
    {
        get => _everyDaysAfter;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _everyDaysAfter = value;
        }
    }
}
