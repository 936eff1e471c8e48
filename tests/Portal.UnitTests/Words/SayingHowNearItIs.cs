using System.Globalization;
using Portal.UnitTests.Reminders;
using Portal.Web.Words;

namespace Portal.UnitTests.Words;

public sealed class SayingHowNearItIs
{
    [Theory]
    [InlineData(null, "2015-03-03", "No due date", "grey")]
    [InlineData("2015-03-03", "2015-03-03", "Due today", "yellow")]
    [InlineData("2015-03-04", "2015-03-03", "Due in 1 working day", "blue")]
    [InlineData("2015-03-09", "2015-03-06", "Due in 1 working day", "blue")]
    [InlineData("2015-04-07", "2015-04-01", "Due in 2 working days", "blue")]
    [InlineData("2015-03-08", "2015-03-06", "Due before the next working day", "blue")]
    [InlineData("2015-03-02", "2015-03-03", "Overdue by 1 working day", "red")]
    [InlineData("2015-04-01", "2015-04-08", "Overdue by 3 working days", "red")]
    [InlineData("2015-03-06", "2015-03-07", "Overdue since the last working day", "red")]
    public void It_is_counted_in_working_days_and_has_a_colour(string? due, string today, string words, string colour)
    {
        var (dueOn, on) = (due is null ? (DateOnly?)null : Day(due), Day(today));

        (DueInWords.Of(dueOn, on, WorkingDaysOfEngland.Shipped()), DueInWords.Colour(dueOn, on)).ShouldBe((words, colour));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
