using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Matters;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Matters;

/// <summary>A request for evidence as the board manager and the police meet it on their pages.</summary>
public sealed class AskingForEvidence(PortalFixture portal) : MatterTest(portal)
{
    private const string Details = "What evidence is needed, and what for?";
    private const string Asked = "Who is asked?";
    private const string Day = "When is the evidence needed?";
    private const string Police = "Northshire Police, Northshire Safeguarding Children Board (Priya Nair)";

    private static readonly (string, object?)[] _wish =
    [
        ("Title", "Strategy meetings"), (Details, "The minutes of June."), (Asked, Police), (Day, new DateOnly(2015, 3, 31)),
    ];

    [Fact]
    public async Task It_is_filled_in_checked_and_opened_and_stands_in_the_inbox_of_whoever_is_asked()
    {
        var manager = await SignedInAs(Given.Manager);
        var check = await (await (await manager.Open("/matters")).Follow("Request for evidence")).Submit("Continue", _wish);
        check.ShouldSay("Check before you open it").ShouldSay("Strategy meetings").ShouldSay("The minutes of June.").ShouldSay(Police).ShouldSay("31 March 2015");
        (await Portal.ReadAsync(db => db.Matters.CountAsync())).ShouldBe(0);

        var after = await check.Submit("Open it");

        after.Path.ShouldStartWith("/matters/details/");
        after.ShouldSay("It is open, and those who are asked have it in their inbox.").ShouldSay("Northshire Police, Priya Nair, by 31 March 2015").ShouldSay("Provide and check now");
        (await (await SignedInAs(Given.Police)).Open("/inbox")).ShouldSay("Provide evidence: Strategy meetings").ShouldSay("31 March 2015");
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field_and_everything_else_stays()
    {
        var form = await (await SignedInAs(Given.Manager)).Open("/matters/open/evidence-request");

        var refused = await form.Submit("Continue", (Details, "The minutes of June."));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ShouldShowError("Say in a few words what it is about").ShouldShowError("Enter the date");
        refused.Value(Details).ShouldBe("The minutes of June.");
        (await form.Submit("Continue", [.. _wish, (Day, new DateOnly(2015, 3, 2))])).ShouldShowError("The date must be today or later.");
        (await form.Submit("Continue", [.. _wish, ("Title", new string('x', 201))])).ShouldShowError("The title must be 200 characters or fewer");
        (await (await (await SignedInAs(Given.Manager)).Open("/matters/open/evidence-request")).Submit("Continue", ("Title", "Strategy meetings"), (Details, "The minutes."), (Day, new DateOnly(2015, 3, 31)))).ShouldShowError("Choose who is asked.");
    }

    [Fact]
    public async Task It_is_provided_sent_back_with_the_reason_beside_it_provided_again_and_accepted()
    {
        var id = await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        var police = await SignedInAs(Given.Police);
        var manager = await SignedInAs(Given.Manager);
        var task = await (await police.Open("/inbox")).Follow("Provide evidence: Strategy meetings");
        task.ShouldSay("The minutes of June.");
        (await task.Submit("Send the answer")).ShouldShowError("Choose your answer");
        await task.Submit("Send the answer", ("Your answer", "Provided"), ("What you want to say about it", "They are in the folder on neglect."));

        var check = await (await manager.Open("/inbox")).Follow("Check the evidence provided: Strategy meetings");
        check.ShouldSay("They are in the folder on neglect.");
        await check.Submit("Send the answer", ("Your answer", "Send back"), ("What you want to say about it", "Those of the second week are missing."));

        var again = await (await police.Open("/inbox")).Follow("Provide evidence: Strategy meetings");
        again.ShouldSay("10 March 2015").ShouldSay("Those of the second week are missing.");
        await again.Submit("Send the answer", ("Your answer", "Provided"), ("What you want to say about it", "All of them now."));
        var over = await (await (await manager.Open("/inbox")).Follow("Check the evidence provided: Strategy meetings")).Submit("Send the answer", ("Your answer", "Accept"));

        over.ShouldSay("Over").ShouldSay("The evidence was provided and accepted.").ShouldSay("Nobody at the moment.")
            .ShouldSay("“Check the evidence provided: Strategy meetings”: Send back, by Tom Whitfield").ShouldSay("Provide and check done");
        (await MatterAsync(id)).State.ShouldBe(MatterState.Ended);
    }

    [Fact]
    public async Task Opened_twice_from_the_same_check_it_is_opened_once()
    {
        var check = await (await (await SignedInAs(Given.Manager)).Open("/matters/open/evidence-request")).Submit("Continue", _wish);

        var first = await check.Submit("Open it");
        var second = await check.Submit("Open it");

        second.Path.ShouldBe(first.Path);
        (await Portal.ReadAsync(db => db.Matters.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("2015-04-04", "The date must be a working day: it is a weekend or a bank holiday.")]
    [InlineData("2015-04-06", "The date must be a working day: it is a weekend or a bank holiday.")]
    [InlineData("9999-12-31", "The date must be within 5 years.")]
    public async Task A_day_that_cannot_be_is_refused_beside_its_field(string day, string words) =>
        (await (await (await SignedInAs(Given.Manager)).Open("/matters/open/evidence-request")).Submit("Continue", [.. _wish, (Day, DateOnly.ParseExact(day, "yyyy-MM-dd"))])).ShouldShowError(words);

    [Fact]
    public async Task What_was_written_while_the_task_lapsed_is_shown_to_be_copied()
    {
        await Given.EvidenceAsked("Strategy meetings", "The minutes of June.", Given.Police);
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 4, 9, 22, 50, 0, TimeSpan.Zero));
        var task = await (await (await NowAs(Given.Police)).Open("/inbox")).Follow("Provide evidence: Strategy meetings");
        await ItBecomesAsync(new DateTime(2015, 4, 9, 23, 0, 0, DateTimeKind.Utc));

        var late = await task.Submit("Send the answer", ("Your answer", "Provided"), ("What you want to say about it", "They are in the folder on neglect."));

        late.ShouldSay("What you wrote was not sent").ShouldSay("They are in the folder on neglect.").ShouldSay("No answer came in time");
    }
}
