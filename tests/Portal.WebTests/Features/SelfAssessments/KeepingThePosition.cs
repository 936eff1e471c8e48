using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Writing;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>The position of a day, and what has changed since.</summary>
public sealed class KeepingThePosition(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task A_position_is_kept_with_its_hash_and_compared_with_now_criterion_by_criterion()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03", Given.Answer, 0);
        var manager = await SignedInAs(Given.Manager);
        var positions = await (await manager.Open($"/self-assessments/overview/{scene.Id}")).Follow("Position today");
        (await positions.Submit("Keep the position of this moment")).ShouldShowError("Say what the position is kept for");

        var kept = await positions.Submit("Keep the position of this moment", ("What is it kept for?", "Before the board"));
        await SaveAsync(scene, "LSCB-03", Given.Answer with { Know = "Repeat referrals are discussed every week." }, 1);
        await SaveAsync(scene, "LSCB-04", Given.Answer with { SelfGrade = null }, 0);
        var compared = await kept.Follow("Compare with now: Before the board");

        compared.ShouldSay("2 of 12 criteria and judgements");
        compared.Document.QuerySelectorAll("h2").Select(HtmlPage.Words).ShouldContain("LSCB-03 Partners hold each other to account");
        compared.Document.QuerySelectorAll("del").Select(HtmlPage.Words).ShouldContain("[removed: month]");
        compared.Document.QuerySelectorAll("ins").Select(HtmlPage.Words).ShouldContain("[added: week]");
        var row = await Portal.ReadAsync(db => db.Set<Position>().SingleAsync());
        row.ContentHash.ShouldBe(SelfAssessmentDocument.HashOf(row.Content));
        kept.ShouldSay(row.ContentHash).ShouldSay("3 March 2015 at 9.00am, by Tom Whitfield");
    }

    [Fact]
    public async Task What_was_kept_never_changes_whatever_is_written_later()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03", Given.Answer, 0);
        var id = await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PositionKeeper>().TakeAsync(scene.Id, "First", default));
        var before = await Portal.ReadAsync(db => db.Set<Position>().Where(p => p.Id == id).Select(p => p.Content).SingleAsync());

        await SaveAsync(scene, "LSCB-03", Given.Answer with { Know = "Something else." }, 1);

        (await Portal.ReadAsync(db => db.Set<Position>().Where(p => p.Id == id).Select(p => p.Content).SingleAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task The_last_cycle_can_be_compared_as_it_was_signed()
    {
        var last = await Given.Submitted();
        var next = await Given.Assigned();
        await SaveAsync(next, "LSCB-01", Given.Answer with { Know = "Repeat referrals are discussed every week." }, 0);
        var page = await (await SignedInAs(Given.Chair)).Open($"/self-assessments/positions/{next.Id}");

        var compared = await page.Submit("Compare", ("The earlier text", "Last cycle, 1 March 2014 to 28 February 2015, as signed"), ("The later text", "As it stands now"));

        compared.ShouldSay("12 of 12 criteria and judgements").ShouldSay("[removed: month]");
        last.Id.ShouldNotBe(next.Id);
    }

    [Fact]
    public async Task A_contributor_neither_keeps_nor_compares_and_nobody_reads_another_self_assessments_position()
    {
        var one = await Given.Assigned();
        var other = await Given.Assigned();
        var kept = await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PositionKeeper>().TakeAsync(one.Id, "First", default));

        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/positions/{one.Id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/compare/{one.Id}?from=position-{kept}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/compare/{other.Id}?from=position-{kept}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/compare/{one.Id}?from=nonsense")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<SaveOutcome<AnswerText>> SaveAsync(Scene scene, string criterion, AnswerText text, int basedOn) =>
        Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, criterion, text, basedOn, default));
}
