using Portal.Domain.Reminders;

namespace Portal.Web.Words;

/// <summary>How near a due date is, in the working days of whoever it is due for.</summary>
public static class DueInWords
{
    /// <summary>"Due in 3 working days", "Due today", "Overdue by 2 working days", "No due date".</summary>
    public static string Of(DateOnly? dueOn, DateOnly today, WorkingDays days) => dueOn switch
    {
        null => "No due date",
        { } due when due == today => "Due today",
        { } due when due > today => days.Between(today, due) is > 0 and var left ? $"Due in {RemindersInWords.Days(left)}" : "Due before the next working day",
        { } due => days.Between(due, today) is > 0 and var late ? $"Overdue by {RemindersInWords.Days(late)}" : "Overdue since the last working day",
    };

    /// <summary>Colour of the tag that says it.</summary>
    public static string Colour(DateOnly? dueOn, DateOnly today) => dueOn switch
    {
        null => "grey",
        { } due when due < today => "red",
        { } due when due == today => "yellow",
        _ => "blue",
    };
}
