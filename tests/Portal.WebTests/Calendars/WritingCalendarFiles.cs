using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Web.Calendars;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Calendars;

/// <summary>What is written as iCalendar, read again by another program.</summary>
public sealed class WritingCalendarFiles(PortalFixture portal) : PortalTest(portal)
{
    private static readonly CalendarDate _due = new("task-1", 0, "Answer LSCB-02", "/inbox", Nation.England, new DateOnly(2015, 3, 31));

    [Fact]
    public async Task A_due_date_is_a_whole_day_with_a_reminder_on_the_working_day_before()
    {
        var calendar = await ReadCalendar.OfAsync(Files.ForMail([_due]).ShouldNotBeNull());

        (calendar.Method, calendar.Version).ShouldBe(("PUBLISH", "2.0"));
        var read = calendar.Events.ShouldHaveSingleItem();
        (read.AllDay, read.Start, read.End).ShouldBe((true, "2015-03-31", "2015-04-01"));
        (read.Uid, read.Sequence, read.Status).ShouldBe(("task-1@localhost", 0, "CONFIRMED"));
        (read.Summary, read.Stamped).ShouldBe(("Answer LSCB-02", "2015-03-03T09:00:00Z"));
        read.Url.ShouldEndWith("/inbox");
        read.RemindedAt.ShouldBe("2015-03-30T09:00:00");
    }

    [Fact]
    public async Task A_time_in_years_to_come_is_written_too()
    {
        var slot = _due with { Key = "opening-1", Day = new DateOnly(2044, 7, 5), Time = (new DateTime(2044, 7, 5, 9, 0, 0, DateTimeKind.Utc), 30) };

        var calendar = await ReadCalendar.OfAsync(Files.ForMail([slot]).ShouldNotBeNull());

        calendar.Events.ShouldHaveSingleItem().StartsAt.UtcDateTime.ShouldBe(new DateTime(2044, 7, 5, 9, 0, 0, DateTimeKind.Utc));
    }

    [Theory]
    [InlineData(Nation.England, "2015-04-07", "2015-04-02T09:00:00")]
    [InlineData(Nation.Scotland, "2015-04-07", "2015-04-06T09:00:00")]
    public async Task The_working_day_before_is_that_of_the_nation(Nation nation, string day, string reminded)
    {
        var calendar = await ReadCalendar.OfAsync(Files.ForMail([_due with { Nation = nation, Day = DateOnly.ParseExact(day, "yyyy-MM-dd") }])!);

        calendar.Events.Single().RemindedAt.ShouldBe(reminded, "Good Friday and Easter Monday 2015 were 3 and 6 April.");
    }

    [Theory]
    [InlineData("Grüße an Siân – “heute”; mit, Komma \\ und Zeilen")]
    [InlineData("A title, that; is: very long indeed and goes on and on, so that it has to be folded more than once before it comes to its end, with an ü just where a line may break üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü")]
    public async Task What_is_long_or_has_special_characters_comes_out_as_it_went_in(string title)
    {
        var text = Files.ForMail([_due with { Title = title }])!;

        (await ReadCalendar.OfAsync(text)).Events.Single().Summary.ShouldBe(title);
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain("\n", Case.Sensitive, "Every line ends with CRLF.");
        text.Split("\r\n").Where(line => Encoding.UTF8.GetByteCount(line) > 75).ShouldBeEmpty("No line is longer than 75 octets.");
    }

    [Fact]
    public async Task What_moved_has_the_same_name_and_the_next_number_and_what_went_a_file_of_its_own()
    {
        var moved = _due with { Sequence = 1, Day = new DateOnly(2015, 4, 10) };
        var gone = new CalendarDate("task-2", 3, "Answer LSCB-03", "/inbox", Nation.England, new DateOnly(2015, 3, 31), IsGone: true);

        var calendars = await ReadCalendar.AllOfAsync(Files.ForMail([gone, moved, gone with { Key = "task-3" }])!);

        calendars.Select(c => c.Method).ShouldBe(["PUBLISH", "CANCEL", "CANCEL"]);
        var there = calendars[0].Events.ShouldHaveSingleItem();
        (there.Uid, there.Sequence, there.Start).ShouldBe(("task-1@localhost", 1, "2015-04-10"));
        var taken = calendars[1].Events.ShouldHaveSingleItem();
        (taken.Uid, taken.Sequence, taken.Status, taken.RemindedAt).ShouldBe(("task-2@localhost", 3, "CANCELLED", null));
    }

    [Theory]
    [InlineData("2015-03-09T10:00:00Z", "2015-03-09T10:00:00")]
    [InlineData("2015-06-09T10:00:00Z", "2015-06-09T11:00:00")]
    [InlineData("2015-10-26T09:00:00Z", "2015-10-26T09:00:00")]
    public async Task A_time_stands_in_the_time_of_London_and_names_the_same_moment(string utc, string local)
    {
        var startsAt = DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        var calendar = await ReadCalendar.OfAsync(Files.ForMail([_due with { Day = DateOnly.FromDateTime(startsAt), Time = (startsAt, 45) }])!);

        calendar.Zones.ShouldContain("Europe/London");
        var read = calendar.Events.ShouldHaveSingleItem();
        (read.AllDay, read.Start).ShouldBe((false, local));
        (read.StartsAt.UtcDateTime, read.EndsAt.UtcDateTime).ShouldBe((startsAt, startsAt.AddMinutes(45)));
    }

    private CalendarFiles Files => Portal.Host.Services.GetRequiredService<CalendarFiles>();
}
