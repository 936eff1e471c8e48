using System.Globalization;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Seeding;

public sealed class BankHolidays
{
    private readonly Dictionary<DateOnly, string> _holidays =
        BankHolidaysFile.Read(SeedFiles.Path("bank-holidays.england-and-wales.csv")).ToDictionary(h => h.Date, h => h.Title);

    [Theory]
    [InlineData("2012-01-02", "New Year's Day (substitute day)")]
    [InlineData("2012-06-04", "Spring bank holiday")]
    [InlineData("2012-06-05", "Queen's Diamond Jubilee (extra bank holiday)")]
    [InlineData("2014-04-18", "Good Friday")]
    [InlineData("2014-04-21", "Easter Monday")]
    [InlineData("2015-12-28", "Boxing Day (substitute day)")]
    [InlineData("2016-12-27", "Christmas Day (substitute day)")]
    [InlineData("2020-05-08", "Early May bank holiday (VE Day)")]
    [InlineData("2021-12-28", "Boxing Day (substitute day)")]
    [InlineData("2022-06-02", "Spring bank holiday")]
    [InlineData("2022-06-03", "Platinum Jubilee bank holiday")]
    [InlineData("2022-09-19", "Bank Holiday for the State Funeral of Queen Elizabeth II")]
    [InlineData("2023-05-08", "Bank holiday for the coronation of King Charles III")]
    [InlineData("2024-03-29", "Good Friday")]
    [InlineData("2028-01-03", "New Year's Day (substitute day)")]
    [InlineData("2028-12-26", "Boxing Day")]
    public void A_bank_holiday_of_england_is_there(string date, string title) =>
        _holidays[DateOnly.Parse(date, CultureInfo.InvariantCulture)].ShouldBe(title);

    [Theory]
    [InlineData("2012-05-28")]
    [InlineData("2020-05-04")]
    [InlineData("2022-05-30")]
    [InlineData("2014-03-17")]
    [InlineData("2014-08-04")]
    public void A_day_that_was_moved_or_is_kept_elsewhere_is_not(string date) =>
        _holidays.ShouldNotContainKey(DateOnly.Parse(date, CultureInfo.InvariantCulture));

    [Fact]
    public void Every_year_from_2012_to_2028_has_eight_and_those_with_an_extra_day_more() =>
        _holidays.Keys.CountBy(d => d.Year).ToDictionary().ShouldBe(
            Enumerable.Range(2012, 17).ToDictionary(year => year, year => year switch { 2012 or 2023 => 9, 2022 => 10, _ => 8 }), ignoreOrder: true);

    [Fact]
    public void A_broken_table_is_refused_with_every_line_that_is_wrong() =>
        Should.Throw<SeedFileRefused>(() => BankHolidaysFile.Read(
                new StringReader("date,title\n2014-04-18,Good Friday\n2014-04-18,Good Friday\n26/05/2014,Spring\n2014-12-27,Boxing Day\n2015-01-01,\n"), "b.csv"))
            .Faults.Select(f => f.ToString()).ShouldBe(
            [
                "line 3, column date: 2014-04-18 must be later than the line before, 2014-04-18",
                "line 4, column date: \"26/05/2014\" is not a date written as 2013-11-01",
                "line 5, column date: 2014-12-27 is a Saturday: give the substitute day",
                "line 6, column title: is blank",
            ]);
}
