namespace Portal.Domain.Reminders;

/// <summary>Within what a body may set its own schedules.</summary>
/// <param name="MostDaysBefore">Largest number of working days before the due date.</param>
/// <param name="MostTimesBefore">How many reminders before the due date at most.</param>
/// <param name="MostEveryDaysAfter">Largest gap between reminders after the due date.</param>
/// <param name="MostEscalation">Largest number of working days after which others hear of it.</param>
/// <param name="FromEarliest">The earliest time of day at which mail may begin.</param>
/// <param name="FromLatest">The latest.</param>
/// <param name="UntilEarliest">The earliest time of day at which mail may end; later than <paramref name="FromLatest"/>, so that somebody in two bodies is always reached.</param>
/// <param name="UntilLatest">The latest.</param>
public sealed record ReminderLimits(
    int MostDaysBefore, int MostTimesBefore, int MostEveryDaysAfter, int MostEscalation, TimeOnly FromEarliest, TimeOnly FromLatest, TimeOnly UntilEarliest, TimeOnly UntilLatest);
