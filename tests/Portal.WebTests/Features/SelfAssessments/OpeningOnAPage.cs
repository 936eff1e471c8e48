using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>Opening a self-assessment as the chair does it: fill in, check, confirm.</summary>
public sealed class OpeningOnAPage(PortalFixture portal) : PortalTest(portal)
{
    private const string Start = "When does the period start?";
    private const string End = "When does the period end?";
    private const string Submission = "When is it to be submitted?";

    private static readonly (string Label, object? Value)[] _asked =
    [
        (Start, new DateOnly(2014, 3, 1)), (End, new DateOnly(2015, 2, 28)), (Submission, new DateOnly(2015, 5, 5)),
    ];

    [Fact]
    public async Task It_is_filled_in_checked_and_opened()
    {
        var check = await FillInAsync();
        check.ShouldSay("Check before you open the self-assessment").ShouldSay("1 March 2014 to 28 February 2015").ShouldSay("5 May 2015");
        (await CountAsync()).ShouldBe(0);

        var after = await check.Submit("Open the self-assessment");

        after.Path.ShouldStartWith("/self-assessments/overview/");
        after.ShouldSay("The self-assessment is open.");
        (await CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_filled_in_can_be_changed_after_the_check()
    {
        var check = await FillInAsync();

        var form = await check.Submit("Change");

        DateParts(form, "SubmissionDate").ShouldBe(["5", "5", "2015"]);
        (await form.Submit("Continue")).ShouldSay("Check before you open the self-assessment");
    }

    [Theory]
    [InlineData("2015-03-02", "The submission date must be today or later.")]
    [InlineData("2015-04-03", "The submission date must be a working day: it is a weekend or a bank holiday.")] // Good Friday
    [InlineData("2015-05-04", "The submission date must be a working day: it is a weekend or a bank holiday.")] // Early May bank holiday
    [InlineData("2015-05-09", "The submission date must be a working day: it is a weekend or a bank holiday.")] // Saturday
    public async Task A_submission_date_that_cannot_be_is_refused_beside_its_field_with_everything_kept(string date, string words)
    {
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd");

        var refused = await FillInAsync((Submission, day));

        refused.Status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Conflict);
        refused.ShouldShowError(words);
        DateParts(refused, "SubmissionDate").ShouldBe([$"{day.Day}", $"{day.Month}", $"{day.Year}"]);
        DateParts(refused, "PeriodFrom").ShouldBe(["1", "3", "2014"]);
        refused.Document.QuerySelectorAll("input[name='Input.Framework'][checked]").Length.ShouldBe(1);
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_day_that_has_gone_by_since_the_check_is_refused_when_it_is_confirmed()
    {
        Portal.Clock.Advance(TimeSpan.FromHours(14));
        var chair = await PortalFixture.SignInAsync(Portal.Host, Given.Chair);
        var check = await (await chair.Open("/self-assessments/open")).Submit("Continue", [.. _asked, (Submission, new DateOnly(2015, 3, 3))]);
        Portal.Clock.Advance(TimeSpan.FromHours(2));

        var refused = await check.Submit("Open the self-assessment");

        refused.ShouldShowError("The submission date must be today or later.");
        DateParts(refused, "SubmissionDate").ShouldBe(["3", "3", "2015"]);
        (await CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("31", "2", "2015", "Submission date must be a real date")]
    [InlineData("5", "May", "", "Submission date must include a year")]
    [InlineData("five", "5", "2015", "Submission date must be a real date")]
    [InlineData("5", "5", "99999", "Year must include 4 numbers")]
    public async Task A_date_that_is_none_is_shown_again_as_it_was_typed(string day, string month, string year, string words)
    {
        var refused = await FillInAsync((Submission, (day, month, year)));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ShouldShowError(words);
        DateParts(refused, "SubmissionDate").ShouldBe([day, month, year]);
    }

    [Fact]
    public async Task A_period_that_ends_before_it_starts_is_refused()
    {
        var refused = await FillInAsync((End, new DateOnly(2014, 2, 28)));

        refused.ShouldShowError("The period must end on or after the day it starts.");
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_not_filled_in_is_asked_for_field_by_field()
    {
        var refused = await (await (await SignedInAs(Given.Chair)).Open("/self-assessments/open")).Submit("Continue");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ShouldShowError("Enter the day on which the period starts")
            .ShouldShowError("Enter the day on which the period ends").ShouldShowError("Enter the submission date");
    }

    private async Task<HtmlPage> FillInAsync(params (string Label, object? Value)[] instead) =>
        await (await (await SignedInAs(Given.Chair)).Open("/self-assessments/open")).Submit("Continue", [.. _asked, .. instead]);

    private Task<int> CountAsync() => Portal.ReadAsync(db => db.SelfAssessments.CountAsync());

    private static IEnumerable<string> DateParts(HtmlPage page, string field) =>
        page.Document.QuerySelectorAll($"input[name^='Input.{field}.']").Select(i => i.GetAttribute("value") ?? "");
}
