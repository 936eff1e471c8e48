using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Retention;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.Retention;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Retention;

/// <summary>What keeps an item although somebody would dispose of it: a hold, what rests on it, and the period of the body.</summary>
public sealed class KeepingEvidence(PortalFixture portal) : RetentionTest(portal)
{
    [Fact]
    public async Task What_is_under_hold_stays_and_its_page_says_so_until_the_hold_is_released()
    {
        var board = await NorthshireAsync();
        var item = await OldItemAsync("Notes");
        var manager = await SignedInAs(Given.Manager);

        var hold = await (await (await manager.Open($"/evidence/details/{item}")).Follow("Place it under legal hold")).Submit("Continue", ("Why must it be kept?", "The inquest of June needs it."));
        var page = await hold.Submit("Place the hold");

        page.ShouldSay("Under legal hold since 3 March 2015, placed by Tom Whitfield: The inquest of June needs it.");
        (await manager.Open($"/retention?body={board}&show=Kept")).ShouldSay("Due: 0").ShouldSay("Under legal hold since 3 March 2015: The inquest of June needs it.");
        (await manager.Open($"/retention/propose/{board}?item={item}")).ShouldSay("Must be kept");
        (await Should.ThrowAsync<RuleBroken>(() => ProposedAsync(item))).Code.ShouldBe("retention.must-be-kept");

        var release = await (await manager.Open($"/retention/holds/{board}")).Follow("Release the hold on Notes");
        (await release.Submit("Continue")).ShouldShowError("Say why the hold is released");
        var released = await (await release.Submit("Continue", ("Why is the hold released?", "The inquest is over."))).Submit("Release the hold");
        released.ShouldSay("Released").ShouldSay("The inquest is over.");
        (await manager.Open($"/evidence/details/{item}")).Text.ShouldNotContain("Under legal hold since");
        await ProposedAsync(item);
        (await RecordedAsync("retention-held")).ShouldBe(["The inquest of June needs it."]);
        (await RecordedAsync("retention-released")).ShouldBe(["The inquest is over."]);
    }

    [Fact]
    public async Task A_hold_on_all_evidence_holds_what_was_proposed_before_it_too()
    {
        var item = await OldItemAsync("Notes");
        var disposal = await ProposedAsync(item);
        var check = await (await (await SignedInAs(Given.Manager)).Open($"/retention/hold-all/{await NorthshireAsync()}")).Submit("Continue", ("Why must all evidence be kept?", "The public inquiry."));
        await check.Submit("Place the hold");

        (await Should.ThrowAsync<RuleBroken>(() => ApproveAsync(disposal))).Code.ShouldBe("retention.must-be-kept");
        var chair = await SignedInAs(Given.Chair);
        var decide = await chair.Open($"/retention/decide/{disposal}");
        decide.ShouldSay("It cannot be approved as it is").ShouldSay("All evidence is under legal hold since 3 March 2015: The public inquiry.");
        (await decide.Submit("Continue", ("Are these items to be disposed of?", "Yes, I approve the disposal"), ("Why?", "Yes."))).ShouldShowError("Something of it must be kept by now, so it cannot be approved. Refuse it, and propose the rest anew.");
        (await chair.Open($"/evidence/details/{item}")).ShouldSay("Under legal hold since 3 March 2015, with all evidence of this body");
        (await ItemAsync(item)).DisposedAt.ShouldBeNull();
    }

    [Fact]
    public async Task What_came_to_rest_on_it_after_the_proposal_keeps_it()
    {
        var scene = await Given.Assigned();
        var linked = await OldItemAsync("Linked");
        var replaced = await OldItemAsync("Replaced");
        var (first, second) = (await ProposedAsync(linked), await ProposedAsync(replaced));

        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<LinkEvidence>().ToCriterionAsync(linked, scene.Id, "LSCB-01", null, default));
        await Portal.AsAsync(Given.Manager, async s =>
        {
            using var examined = await s.GetRequiredService<Web.Files.FileChecks>().ExamineAsync(new MemoryStream(Bytes("Corrected.")), "Replaced.txt", default);
            await s.GetRequiredService<ReplaceFile>().WithAsync(replaced, "Corrected.", examined, default);
        });

        (await Should.ThrowAsync<RuleBroken>(() => ApproveAsync(first))).Code.ShouldBe("retention.must-be-kept");
        (await Should.ThrowAsync<RuleBroken>(() => ApproveAsync(second))).Code.ShouldBe("retention.must-be-kept");
        (await (await SignedInAs(Given.Chair)).Open($"/retention/decide/{first}")).ShouldSay("Self-assessment for 1 March 2014 to 28 February 2015 rests on it and is not closed.");
        (await (await SignedInAs(Given.Chair)).Open($"/retention/decide/{second}")).ShouldSay("Its file has changed since it was proposed.");
    }

    [Fact]
    public async Task What_was_signed_is_kept_for_the_period_of_what_was_signed_and_what_is_being_written_as_long_as_it_is()
    {
        var scene = await Given.Packed();
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<KeepEvidence>().SetPeriodAsync(scene.Board, RetainedKind.Audit, 1, "Audits are repeated each year.", default));
        foreach (var item in scene.Evidence)
        {
            await Given.AddedOn(item, LongAgo);
        }

        await Given.SubmittedOn(scene.Id, new DateTime(2012, 3, 3, 9, 0, 0, DateTimeKind.Utc));

        var manager = await SignedInAs(Given.Manager);
        (await manager.Open($"/retention?body={scene.Board}&show=Kept")).ShouldSay("Past its time, but kept: 2")
            .ShouldSay("Self-assessment for 1 March 2014 to 28 February 2015 was signed with it, and is kept until 4 March 2018.").ShouldSay("1 year, own period").ShouldSay("4 March 2013");
        (await Should.ThrowAsync<RuleBroken>(() => ProposedAsync(scene.Evidence[0]))).Code.ShouldBe("retention.must-be-kept");

        // The links of what was signed may go when it is opened again; what was signed stays what it was.
        await Portal.ReadAsync(db => db.EvidenceLinks.ExecuteDeleteAsync());
        (await Should.ThrowAsync<RuleBroken>(() => ProposedAsync(scene.Evidence[0]))).Code.ShouldBe("retention.must-be-kept");

        await Given.SubmittedOn(scene.Id, LongAgo);
        await ProposedAsync(scene.Evidence[0]);
    }

    [Fact]
    public async Task A_pack_that_is_still_to_be_made_and_a_return_that_is_not_over_keep_what_they_need()
    {
        var scene = await Given.Submitted();
        await Given.SubmittedOn(scene.Id, LongAgo);
        await Given.AddedOn(scene.Evidence[0], LongAgo);
        (await (await SignedInAs(Given.Manager)).Open($"/retention?body={scene.Board}&show=Kept")).ShouldSay("The pack of the self-assessment for 1 March 2014 to 28 February 2015 is still to be made.");
        await Given.JobsRun();
        await ProposedAsync(scene.Evidence[0]);

        var returned = await OldItemAsync("List of leads");
        var audit = await Given.Opened(Given.Manager, "demo-northshire-board", "section-11-return", "Section 11 in 2015", "All eight standards.", new DateOnly(2015, 4, 29), Given.Police);
        await Portal.AsAsync(Given.Police, async s =>
        {
            var post = s.GetRequiredService<CurrentPerson>().Posts.Single().Id;
            await s.GetRequiredService<Web.Features.Matters.WriteReturn>().LinkAsync(audit, post, "SM-01", returned, null, default);
        });
        (await (await SignedInAs(Given.Manager)).Open($"/retention?body={scene.Board}&show=Kept")).ShouldSay("A return of an agency that is not over rests on it.");
        (await Should.ThrowAsync<RuleBroken>(() => ProposedAsync(returned))).Code.ShouldBe("retention.must-be-kept");
    }

    [Fact]
    public async Task A_body_sets_its_own_period_with_a_reason_and_takes_it_back()
    {
        var board = await NorthshireAsync();
        var item = await OldItemAsync("Notes");
        var manager = await SignedInAs(Given.Manager);
        var schedule = await (await manager.Open($"/retention?body={board}")).Follow("retention schedule");

        var period = await schedule.Follow("Change the period: Documents");
        foreach (var years in new[] { "", "0", "-1", "9999", "101", "six", "1.5" })
        {
            (await period.Submit("Continue", ("Whose period holds?", "One of our own"), ("Years", years), ("Why does it change?", "The board said so.")))
                .ShouldShowError("The period must be a whole number of years between 1 and 100");
        }

        (await period.Submit("Continue", ("Whose period holds?", "One of our own"), ("Years", "10"), ("Why does it change?", "  "))).ShouldShowError("Say why the period changes");
        (await period.Submit("Continue", ("Whose period holds?", "One of our own"), ("Years", "10"), ("Why does it change?", new string('x', 2001)))).ShouldShowError("The reason must be 2,000 characters or less");
        var check = await period.Submit("Continue", ("Whose period holds?", "One of our own"), ("Years", "10"), ("Why does it change?", "The records manager asks for it."));
        check.ShouldSay("6 years").ShouldSay("10 years");
        (await check.Submit("Set the period")).ShouldSay("Documents: 10 years, set by Tom Whitfield").ShouldSay("The records manager asks for it.");

        (await manager.Open($"/retention?body={board}")).ShouldSay("Due: 0");
        (await Should.ThrowAsync<RuleBroken>(() => ProposedAsync(item))).Code.ShouldBe("retention.must-be-kept");
        (await RecordedAsync("retention-period-set")).ShouldBe(["Documents: 6 years became 10 years. The records manager asks for it."]);
        var back = await (await manager.Open($"/retention/period/{board}/Document")).Submit("Continue", ("Whose period holds?", "That of the portal: 6 years"), ("Why does it change?", "No more."));
        await back.Submit("Set the period");
        (await manager.Open($"/retention?body={board}")).ShouldSay("Due: 1");
    }
}
