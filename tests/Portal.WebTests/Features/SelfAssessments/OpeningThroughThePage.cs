using Microsoft.EntityFrameworkCore;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

public sealed class OpeningThroughThePage(PortalFixture portal) : PortalTest(portal)
{
    private static readonly DateOnly _workingDay = new(2015, 5, 5);

    [Fact]
    public async Task What_was_entered_is_checked_before_it_is_opened()
    {
        var form = await (await SignedInAs(Given.Chair)).Open("/self-assessments/open");

        var check = await FillAsync(form, _workingDay);
        check.Heading.ShouldBe("Check before you open the self-assessment");
        check.ShouldSay("5 May 2015");
        (await Portal.ReadAsync(db => db.SelfAssessments.CountAsync())).ShouldBe(0);
        var overview = await check.Submit("Open the self-assessment");

        overview.Path.ShouldStartWith("/self-assessments/overview/");
        (await Portal.ReadAsync(db => db.SelfAssessments.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Going_back_to_change_something_keeps_the_rest()
    {
        var check = await FillAsync(await (await SignedInAs(Given.Chair)).Open("/self-assessments/open"), _workingDay);

        var form = await check.Submit("Change");

        form.Heading.ShouldBe("Open a self-assessment");
        form.Document.QuerySelector("[name='Input.SubmissionDate.Day']")!.GetAttribute("value").ShouldBe("5");
    }

    [Theory]
    [InlineData("2015-03-02", "The submission date must be today or later.")]
    [InlineData("2015-05-04", "The submission date must be a working day: it is a weekend or a bank holiday.")] // Early May bank holiday
    [InlineData("2015-05-09", "The submission date must be a working day: it is a weekend or a bank holiday.")] // Saturday
    public async Task A_submission_date_that_cannot_be_is_refused_before_the_check_page(string date, string words)
    {
        var refused = await FillAsync(
            await (await SignedInAs(Given.Chair)).Open("/self-assessments/open"), DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));

        refused.ShouldShowError(words);
        refused.Heading.ShouldBe("Open a self-assessment");
        refused.Document.QuerySelector("[name='Input.PeriodFrom.Year']")!.GetAttribute("value").ShouldBe("2014");
    }

    [Fact]
    public async Task Only_frameworks_for_this_kind_of_body_are_offered()
    {
        var chair = await (await SignedInAs(Given.Chair)).Open("/self-assessments/open");
        var director = await (await SignedInAs(Given.Director)).Open("/self-assessments/open");

        chair.Text.ShouldNotContain("single inspection", Case.Insensitive);
        director.ShouldSay("ingle inspection");
    }

    private static Task<HtmlPage> FillAsync(HtmlPage form, DateOnly submission) => form.Submit(
        "Continue",
        ("When does the period start?", new DateOnly(2014, 3, 1)),
        ("When does the period end?", new DateOnly(2015, 2, 28)),
        ("When is it to be submitted?", submission));
}
