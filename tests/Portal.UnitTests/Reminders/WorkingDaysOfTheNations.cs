using System.Globalization;
using System.Text;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.UnitTests.Seeding;
using Portal.Web.Seeding;

namespace Portal.UnitTests.Reminders;

public sealed class WorkingDaysOfTheNations
{
    private static readonly IReadOnlyList<BankHolidayList> _lists = BankHolidayListsFile.Read(SeedFiles.Path("bank-holidays.json"));
    private static readonly WorkingCalendars _calendars = BankHolidayListsFile.Calendars(_lists);

    [Theory]
    [InlineData("2012-01-02", "2nd January")]
    [InlineData("2012-01-03", "New Year's Day (substitute day)")]
    [InlineData("2016-01-04", "2nd January (substitute day)")]
    [InlineData("2022-01-03", "New Year's Day (substitute day)")]
    [InlineData("2022-01-04", "2nd January (substitute day)")]
    [InlineData("2022-06-03", "Platinum Jubilee bank holiday")]
    [InlineData("2022-09-19", "Bank Holiday for the State Funeral of Queen Elizabeth II")]
    [InlineData("2023-05-08", "Bank holiday for the coronation of King Charles III")]
    [InlineData("2024-08-05", "Summer bank holiday")]
    [InlineData("2024-12-02", "St Andrew's Day (substitute day)")]
    [InlineData("2026-06-15", "World Cup bank holiday")]
    [InlineData("2026-11-30", "St Andrew's Day")]
    [InlineData("2028-01-04", "2nd January (substitute day)")]
    public void A_bank_holiday_of_scotland_is_there(string date, string title) => TitleOf(Nation.Scotland, date).ShouldBe(title);

    [Theory]
    [InlineData("2012-03-19", "St Patrick's Day (substitute day)")]
    [InlineData("2014-07-14", "Battle of the Boyne (Orangemen's Day) (substitute day)")]
    [InlineData("2022-06-03", "Platinum Jubilee bank holiday")]
    [InlineData("2022-09-19", "Bank Holiday for the State Funeral of Queen Elizabeth II")]
    [InlineData("2023-05-08", "Bank holiday for the coronation of King Charles III")]
    [InlineData("2024-03-18", "St Patrick's Day (substitute day)")]
    [InlineData("2026-07-13", "Battle of the Boyne (Orangemen's Day) (substitute day)")]
    [InlineData("2027-07-12", "Battle of the Boyne (Orangemen's Day)")]
    public void A_bank_holiday_of_northern_ireland_is_there(string date, string title) => TitleOf(Nation.NorthernIreland, date).ShouldBe(title);

    [Theory]
    [InlineData("2026-01-02", false, false, true, false)]
    [InlineData("2026-03-17", false, false, false, true)]
    [InlineData("2026-04-03", true, true, true, true)]
    [InlineData("2026-04-06", true, true, false, true)]
    [InlineData("2026-06-15", false, false, true, false)]
    [InlineData("2026-07-13", false, false, false, true)]
    [InlineData("2026-08-03", false, false, true, false)]
    [InlineData("2026-08-31", true, true, false, true)]
    [InlineData("2026-11-30", false, false, true, false)]
    [InlineData("2026-12-28", true, true, true, true)]
    public void A_day_is_kept_where_it_is_kept_and_nowhere_else(string date, bool england, bool wales, bool scotland, bool northernIreland)
    {
        var kept = Enum.GetValues<Nation>().Select(n => !_calendars.Of(n).IsWorkingDay(Day(date)));

        kept.ShouldBe([england, wales, scotland, northernIreland]);
    }

    [Theory]
    [InlineData(Nation.Scotland, 9)]
    [InlineData(Nation.NorthernIreland, 10)]
    public void Every_year_has_its_number_of_bank_holidays_and_years_with_an_extra_day_more(Nation nation, int usual) =>
        ListOf(nation).CountBy(d => d.Date.Year).ToDictionary().ShouldBe(
            Enumerable.Range(2012, 17).ToDictionary(year => year, year => usual + (year, nation) switch
            {
                (2012 or 2023, _) => 1,
                (2022, _) => 2,
                (2026, Nation.Scotland) => 1,
                _ => 0,
            }), ignoreOrder: true);

    [Fact]
    public void Each_list_says_where_it_is_from_and_of_when_it_is()
    {
        _lists.SelectMany(l => l.Nations).ShouldBe(Enum.GetValues<Nation>(), ignoreOrder: true);
        _lists.ShouldAllBe(l => l.Source.StartsWith("GOV.UK") && l.Licence == "Open Government Licence v3.0" && l.TakenOn == new DateOnly(2026, 11, 30));
    }

    [Fact]
    public void The_bank_holidays_of_every_nation_are_known_for_more_than_a_year_from_now_and_warn_exactly_a_year_before_they_run_out()
    {
        _calendars.RunningOut(new DateOnly(2026, 11, 30)).ShouldBeEmpty();
        _calendars.RunningOut(new DateOnly(2027, 12, 31)).ShouldBeEmpty("all of the next twelve months are known");
        _calendars.RunningOut(new DateOnly(2028, 1, 1)).ShouldBe(Enum.GetValues<Nation>());
    }

    [Fact]
    public void One_nation_that_runs_out_earlier_is_named_alone()
    {
        var days = Enum.GetValues<Nation>().ToDictionary(n => n, n => new WorkingDays([new DateOnly(n == Nation.Wales ? 2026 : 2028, 12, 25)]));

        new WorkingCalendars(days).RunningOut(new DateOnly(2026, 6, 1)).ShouldBe([Nation.Wales]);
    }

    [Fact]
    public void A_file_with_faults_is_refused_with_all_of_them()
    {
        const string text = """
            { "lists": [
              { "nations": ["england", "cornwall"], "file": "bank-holidays.scotland.csv", "source": "S", "address": "A", "licence": " ", "takenOn": "today" },
              { "nations": ["england", "scotland"], "file": "nowhere.csv", "source": "S", "address": "A", "licence": "L", "takenOn": "2026-11-30" } ] }
            """;

        Should.Throw<SeedFileRefused>(() => BankHolidayListsFile.Read(Encoding.UTF8.GetBytes(text), SeedFiles.Path("copy.json"))).Faults.Select(f => f.ToString()).ShouldBe(
            [
                "$.lists[0].nations[1]: \"cornwall\" is not one of england, wales, scotland, northern-ireland",
                "$.lists[0].licence: is blank",
                "$.lists[0].takenOn: \"today\" is not a date written as 2013-11-01",
                "$.lists[1].file nowhere.csv, line 1: there is no such file",
                "$.lists: \"england\" must be in one list, and is in 2",
                "$.lists: \"wales\" must be in one list, and is in 0",
                "$.lists: \"northern-ireland\" must be in one list, and is in 0",
            ]);
    }

    [Theory]
    [InlineData("", "names no bank holiday")]
    [InlineData("date,title\n2029-12-25,Christmas Day\n", "names 1 of the bank holidays of 2029; there are at least 8")]
    public void A_table_that_leaves_days_out_is_refused(string rows, string why)
    {
        var folder = Directory.CreateTempSubdirectory("bank-holidays-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "all.csv"), rows.Length == 0 ? "date,title\n" : rows);
            const string Lists = """
                { "lists": [ { "nations": ["england", "wales", "scotland", "northern-ireland"], "file": "all.csv", "source": "S", "address": "A", "licence": "L", "takenOn": "2026-11-30" } ] }
                """;

            var faults = Should.Throw<SeedFileRefused>(() => BankHolidayListsFile.Read(Encoding.UTF8.GetBytes(Lists), Path.Combine(folder.FullName, "bank-holidays.json"))).Faults;

            faults.ShouldHaveSingleItem().ToString().ShouldBe($"$.lists: the table of england and wales and scotland and northern-ireland {why}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_schema_beside_the_file_is_kept()
    {
        var schema = SeedFiles.Json("bank-holidays.schema.json");

        schema["$defs"]!["list"]!["required"]!.AsArray().Select(n => n!.GetValue<string>()).ShouldBe(["nations", "file", "source", "address", "licence", "takenOn"]);
        schema["$defs"]!["list"]!["properties"]!["nations"]!["items"]!["enum"]!.AsArray().Select(n => n!.GetValue<string>()).ShouldBe(BankHolidayListsFile.Nations.Keys);
    }

    private static IReadOnlyList<BankHoliday> ListOf(Nation nation) => _lists.Single(l => l.Nations.Contains(nation)).Days;

    private static string? TitleOf(Nation nation, string date) => ListOf(nation).SingleOrDefault(d => d.Date == Day(date))?.Title;

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
