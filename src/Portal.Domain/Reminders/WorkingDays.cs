namespace Portal.Domain.Reminders;

/// <summary>
/// The working days of one nation: Monday to Friday without the bank holidays it was given. In years it has no bank holidays for, only
/// weekends are left out; <see cref="Covers"/> tells.
/// </summary>
public sealed class WorkingDays
{
    private readonly HashSet<DateOnly> _bankHolidays;
    private readonly int _firstYear;
    private readonly int _lastYear;

    /// <param name="bankHolidays">All bank holidays of a run of whole years, in any order.</param>
    public WorkingDays(IEnumerable<DateOnly> bankHolidays)
    {
        _bankHolidays = [.. bankHolidays];
        _firstYear = _bankHolidays.Count == 0 ? int.MaxValue : _bankHolidays.Min().Year;
        _lastYear = _bankHolidays.Count == 0 ? int.MinValue : _bankHolidays.Max().Year;
    }

    /// <summary>Whether the bank holidays of the day's year are known.</summary>
    public bool Covers(DateOnly day) => day.Year >= _firstYear && day.Year <= _lastYear;

    /// <summary>The last day whose bank holidays are known: the end of the last year it was given; null where it was given none.</summary>
    public DateOnly? KnownUntil => _bankHolidays.Count == 0 ? null : new DateOnly(_lastYear, 12, 31);

    public bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_bankHolidays.Contains(day);

    /// <summary>
    /// The nth working day after a day, or before it when the number is negative. The day itself is not counted and need not be a
    /// working day; zero gives it back.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The answer lies outside the calendar.</exception>
    public DateOnly Add(DateOnly from, int workingDays)
    {
        var step = Math.Sign(workingDays);
        var day = from;
        for (var left = Math.Abs((long)workingDays); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
            {
                left--;
            }
        }

        return day;
    }

    /// <summary>
    /// Working days from one day to another: those after the first up to and including the second; negative, and counted likewise
    /// backwards, when the second is earlier. What <see cref="Add"/> adds, this counts.
    /// </summary>
    public int Between(DateOnly from, DateOnly to)
    {
        var step = Math.Sign(to.DayNumber - from.DayNumber);
        var count = 0;
        for (var day = from; day != to;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
            {
                count += step;
            }
        }

        return count;
    }
}
