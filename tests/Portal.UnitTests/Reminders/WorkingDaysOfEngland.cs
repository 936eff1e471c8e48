using System.Globalization;
using CsCheck;
using Portal.Domain.Reminders;
using Portal.UnitTests.Seeding;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Reminders;

public sealed class WorkingDaysOfEngland
{
    private static readonly WorkingDays _days = Shipped();
    private static readonly Gen<DateOnly> _anyDay = Gen.Int[0, 365 * 25].Select(n => new DateOnly(2008, 1, 1).AddDays(n));

    [Theory]
    [InlineData("2014-04-17", true)]
    [InlineData("2014-04-18", false)]
    [InlineData("2014-04-19", false)]
    [InlineData("2014-04-20", false)]
    [InlineData("2014-04-21", false)]
    [InlineData("2014-04-22", true)]
    [InlineData("2021-12-24", true)]
    [InlineData("2021-12-27", false)]
    [InlineData("2021-12-28", false)]
    [InlineData("2021-12-29", true)]
    public void Weekends_and_bank_holidays_are_not_working_days(string day, bool working) =>
        _days.IsWorkingDay(Day(day)).ShouldBe(working);

    [Theory]
    [InlineData("2014-04-17", 1, "2014-04-22", "over Easter")]
    [InlineData("2014-04-22", -1, "2014-04-17", "back over Easter")]
    [InlineData("2014-04-19", 1, "2014-04-22", "from a Saturday")]
    [InlineData("2014-04-19", -1, "2014-04-17", "back from a Saturday")]
    [InlineData("2014-04-19", 0, "2014-04-19", "nothing added")]
    [InlineData("2015-12-24", 3, "2015-12-31", "Boxing Day on a Saturday")]
    [InlineData("2020-12-24", 1, "2020-12-29", "Christmas on a Friday")]
    [InlineData("2021-12-24", 5, "2022-01-05", "Christmas on a Saturday, and New Year")]
    [InlineData("2022-06-01", 1, "2022-06-06", "the Platinum Jubilee")]
    [InlineData("2014-02-11", 30, "2014-03-25", "the authority publishes the report")]
    [InlineData("2014-02-11", 70, "2014-05-23", "the statement of proposed action")]
    public void Working_days_are_added_from_the_day_after(string from, int days, string to, string because)
    {
        _days.Add(Day(from), days).ShouldBe(Day(to), because);
        _days.Between(Day(from), Day(to)).ShouldBe(days, because);
    }

    [Fact]
    public void What_is_added_is_counted_between() =>
        Gen.Select(_anyDay, Gen.Int[-300, 300]).Sample((from, days) => _days.Between(from, _days.Add(from, days)) == days, iter: 2000);

    [Fact]
    public void Adding_ends_on_a_working_day_and_never_goes_the_other_way() =>
        Gen.Select(_anyDay, Gen.Int[1, 300]).Sample(
            (from, days) => _days.Add(from, days) is var to && to > from && _days.IsWorkingDay(to)
                && _days.Add(from, -days) is var back && back < from && _days.IsWorkingDay(back),
            iter: 2000);

    [Fact]
    public void Counts_of_neighbouring_spans_add_up() =>
        _anyDay.Array[3].Sample(
            days =>
            {
                Array.Sort(days);
                return _days.Between(days[0], days[2]) == _days.Between(days[0], days[1]) + _days.Between(days[1], days[2])
                    && _days.Between(days[2], days[0]) == _days.Between(days[2], days[1]) + _days.Between(days[1], days[0]);
            },
            iter: 500);

    [Fact]
    public void Outside_the_years_it_knows_only_weekends_are_left_out_and_it_says_so()
    {
        _days.Covers(new DateOnly(2012, 1, 1)).ShouldBeTrue();
        _days.Covers(new DateOnly(2028, 12, 31)).ShouldBeTrue();
        _days.Covers(new DateOnly(2011, 12, 31)).ShouldBeFalse();
        _days.Covers(new DateOnly(2029, 1, 1)).ShouldBeFalse();
        _days.IsWorkingDay(new DateOnly(2029, 12, 25)).ShouldBeTrue();
        _days.IsWorkingDay(new DateOnly(2029, 12, 29)).ShouldBeFalse();
        new WorkingDays([]).Covers(new DateOnly(2014, 1, 1)).ShouldBeFalse();
    }

    [Fact]
    public void The_end_of_the_calendar_is_an_error_and_not_an_endless_search() =>
        Should.Throw<ArgumentOutOfRangeException>(() => _days.Add(DateOnly.MaxValue, int.MaxValue));

    internal static WorkingDays Shipped() =>
        new(BankHolidaysFile.Read(SeedFiles.Path("bank-holidays.england-and-wales.csv")).Select(h => h.Date));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
