using System.Globalization;
using CsCheck;
using Portal.Domain.Reminders;

namespace Portal.UnitTests.Reminders;

public sealed class ReminderDays
{
    private static readonly WorkingDays _days = WorkingDaysOfEngland.Shipped();
    private static readonly ReminderRule _rule = new(_days, new ReminderSettings());

    // Wednesday 23 April 2014: Good Friday and Easter Monday lie just before it, the May bank holidays after it.
    private static readonly DateOnly _due = new(2014, 4, 23);

    [Fact]
    public void Reminders_come_ten_five_and_one_working_days_before_on_the_day_and_every_third_after()
    {
        var reminders = Enumerable.Range(-30, 60).Select(n => _rule.On(_due, _due.AddDays(n))).OfType<ReminderDue>();

        reminders.ShouldBe(
        [
            new(ReminderKind.Before, 10, new DateOnly(2014, 4, 7)),
            new(ReminderKind.Before, 5, new DateOnly(2014, 4, 14)),
            new(ReminderKind.Before, 1, new DateOnly(2014, 4, 22)),
            new(ReminderKind.Today, 0, new DateOnly(2014, 4, 23)),
            new(ReminderKind.Overdue, 3, new DateOnly(2014, 4, 28)),
            new(ReminderKind.Overdue, 6, new DateOnly(2014, 5, 1)),
            new(ReminderKind.Overdue, 9, new DateOnly(2014, 5, 7)),
            new(ReminderKind.Overdue, 12, new DateOnly(2014, 5, 12)),
            new(ReminderKind.Overdue, 15, new DateOnly(2014, 5, 15)),
            new(ReminderKind.Overdue, 18, new DateOnly(2014, 5, 20)),
        ]);
    }

    [Theory]
    [InlineData("2014-04-21", "2014-04-22", "Before 1", "the run of today")]
    [InlineData("2014-04-13", "2014-04-22", "Before 1", "two were missed: the latest is sent")]
    [InlineData("2014-04-14", "2014-04-17", null, "the one of the 14th was sent")]
    [InlineData("2014-04-13", "2014-04-17", "Before 5", "three days late")]
    [InlineData("2014-04-22", "2014-04-24", "Today 0", "the day itself was missed")]
    [InlineData("2014-04-22", "2014-05-02", "Overdue 6", "it is overdue by now")]
    [InlineData("2014-05-01", "2014-05-06", null, "the next is on 7 May")]
    [InlineData("0001-01-01", "2014-03-01", null, "long before")]
    [InlineData("0001-01-01", "2014-04-23", "Today 0", "the first run ever")]
    [InlineData("2014-04-22", "2014-04-22", null, "run twice on one day")]
    [InlineData("2014-05-22", "2014-04-22", null, "a clock set back")]
    public void After_a_standstill_the_latest_reminder_since_the_last_run_is_due(string last, string today, string? expected, string because)
    {
        var reminder = _rule.DueSince(DateOnly.Parse(last, CultureInfo.InvariantCulture), DateOnly.Parse(today, CultureInfo.InvariantCulture), _due);

        (reminder is null ? null : $"{reminder.Kind} {reminder.WorkingDays}").ShouldBe(expected, because);
    }

    [Fact]
    public void A_due_date_on_a_weekend_is_reminded_of_on_the_working_day_before_and_on_the_day()
    {
        var saturday = new DateOnly(2014, 3, 8);

        _rule.On(saturday, new DateOnly(2014, 3, 7)).ShouldBe(new ReminderDue(ReminderKind.Before, 1, new DateOnly(2014, 3, 7)));
        _rule.On(saturday, saturday).ShouldBe(new ReminderDue(ReminderKind.Today, 0, saturday));
        _rule.On(saturday, new DateOnly(2014, 3, 12)).ShouldBe(new ReminderDue(ReminderKind.Overdue, 3, new DateOnly(2014, 3, 12)));
    }

    [Fact]
    public void The_days_are_settings()
    {
        var rule = new ReminderRule(_days, new ReminderSettings { DaysBefore = [2], OnTheDay = false, EveryDaysAfter = 0 });

        var reminders = Enumerable.Range(-30, 90).Select(n => rule.On(_due, _due.AddDays(n))).OfType<ReminderDue>();

        reminders.ShouldBe([new ReminderDue(ReminderKind.Before, 2, new DateOnly(2014, 4, 17))]);
    }

    [Fact]
    public void Settings_that_mean_no_day_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ReminderSettings { DaysBefore = [5, 0] });
        Should.Throw<ArgumentOutOfRangeException>(() => new ReminderSettings { EveryDaysAfter = -1 });
    }

    [Fact]
    public void However_the_days_are_cut_into_runs_the_last_run_with_a_reminder_sends_the_latest_one() =>
        (from offset in Gen.Int[-60, 60] from runs in Gen.Int[0, 60].Array[1, 8] select (offset, runs)).Sample(
            it =>
            {
                var last = _due.AddDays(it.offset);
                var end = last.AddDays(it.runs.Max());
                ReminderDue? sent = null;
                var from = last;
                foreach (var run in it.runs.Order().Select(n => last.AddDays(n)))
                {
                    sent = _rule.DueSince(from, run, _due) ?? sent;
                    from = run;
                }

                return sent == _rule.DueSince(last, end, _due);
            },
            iter: 1000);
}
