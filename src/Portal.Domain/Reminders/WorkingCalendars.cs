using Portal.Domain.People;

namespace Portal.Domain.Reminders;

/// <summary>The working days of each nation of the United Kingdom.</summary>
/// <param name="days">Of every nation.</param>
/// <exception cref="ArgumentException">A nation is missing.</exception>
public sealed class WorkingCalendars(IReadOnlyDictionary<Nation, WorkingDays> days)
{
    /// <summary>How many months before the bank holidays run out it is time for new ones: dates are set about a year ahead.</summary>
    public const int MonthsAhead = 12;

    private readonly IReadOnlyDictionary<Nation, WorkingDays> _days = Enum.GetValues<Nation>().All(days.ContainsKey)
        ? days
        : throw new ArgumentException("The working days of a nation are missing.", nameof(days));

    /// <summary>Those of England, which most bodies keep.</summary>
    public WorkingDays England => Of(Nation.England);

    /// <summary>Those of one nation.</summary>
    public WorkingDays Of(Nation nation) => _days[nation];

    /// <summary>The nations whose bank holidays are not known for all of the twelve months from a day on.</summary>
    public IEnumerable<Nation> RunningOut(DateOnly today) =>
        Enum.GetValues<Nation>().Where(n => Of(n).KnownUntil is not { } known || known < today.AddMonths(MonthsAhead));
}
