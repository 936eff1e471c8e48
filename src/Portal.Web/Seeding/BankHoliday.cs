using Portal.Domain.People;

namespace Portal.Web.Seeding;

/// <summary>A bank holiday.</summary>
public sealed record BankHoliday(DateOnly Date, string Title);

/// <summary>The bank holidays that one or more nations keep, and where they were taken from.</summary>
/// <param name="Nations">Who keeps them.</param>
/// <param name="Days">Of whole years, in order.</param>
/// <param name="Source">Who publishes them.</param>
/// <param name="Address">Where.</param>
/// <param name="Licence">Under which terms.</param>
/// <param name="TakenOn">The day on which they were last compared with the source.</param>
public sealed record BankHolidayList(
    IReadOnlyList<Nation> Nations, IReadOnlyList<BankHoliday> Days, string Source, string Address, string Licence, DateOnly TakenOn);
