using System.Net;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Presentations;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Presentations;

/// <summary>What is handed over is for the team of one review, says what it was drawn from and is marked as it was on that day.</summary>
public sealed class HandingThePresentationOver(PortalFixture portal) : PortalTest(portal)
{
    private const string Lead = "ruth.bannister";
    private const string Later = "karl.voss";
    private const string Behind = "Version 2 has been signed since. This presentation says what version 1 said.";

    [Fact]
    public async Task The_team_reads_it_with_the_marking_it_had_when_it_was_handed_over()
    {
        var scene = await Given.Packed();
        await MarkedAsync(scene, SecurityMarking.Official);
        var id = await Given.Drawn(scene);
        (await CheckedAsync(await SignedInAs(Given.Manager), id)).ShouldSay("OFFICIAL").Text.ShouldNotContain("OFFICIAL-SENSITIVE");
        await Given.HandedOver(id);
        await MarkedAsync(scene, SecurityMarking.OfficialSensitive);

        foreach (var who in new[] { Lead, Given.Manager })
        {
            var reader = await SignedInAs(who);
            foreach (var page in new[] { "show", "handout", "audience" })
            {
                (await reader.Open($"/presentations/{page}/{id}")).ShouldSay("OFFICIAL").Text.ShouldNotContain("OFFICIAL-SENSITIVE", Case.Sensitive, $"{page} as {who} sees it");
            }

            using var file = PresentationDocument.Open(new MemoryStream(await (await reader.Get($"/presentations/show/{id}?handler=Pptx")).Content.ReadAsByteArrayAsync()), false);
            file.PackageProperties.ContentStatus.ShouldBe("OFFICIAL");
            file.PackageProperties.Description.ShouldBe("Drawn from version 1, which both have signed");
        }
    }

    [Fact]
    public async Task Its_slides_are_read_after_that_and_not_changed()
    {
        var presentation = await Given.Drawn(await Given.Packed());
        await Given.HandedOver(presentation);
        var slide = await Portal.ReadAsync(db => db.Set<Slide>().Where(s => s.PresentationId == presentation && s.Kind == SlideKind.Know).Select(s => s.Id).FirstAsync());

        var page = await (await SignedInAs(Given.Manager)).Open($"/presentations/slide/{slide}");

        page.ShouldSay("stays as it is").ShouldSay(Given.Answer.Know).Forms.ShouldBeEmpty();
        (await page.Follow("Make a copy")).ShouldSay("Make a copy to change it");
    }

    [Fact]
    public async Task Until_then_the_marking_is_that_of_the_self_assessment()
    {
        var scene = await Given.Submitted();
        var id = await Given.Drawn(scene);
        var manager = await SignedInAs(Given.Manager);

        foreach (var marking in new[] { SecurityMarking.OfficialSensitive, SecurityMarking.Official })
        {
            await MarkedAsync(scene, marking);
            (await manager.Open($"/presentations/handout/{id}")).Text.Contains("OFFICIAL-SENSITIVE", StringComparison.Ordinal).ShouldBe(marking == SecurityMarking.OfficialSensitive);
        }
    }

    [Fact]
    public async Task It_says_which_version_it_was_drawn_from_and_warns_both_sides_once_a_newer_one_is_signed()
    {
        var scene = await Given.Packed();
        var (id, waiting) = (await Given.Drawn(scene), await Given.Drawn(scene));
        await Given.HandedOver(id);
        var (manager, lead, review) = (await SignedInAs(Given.Manager), await SignedInAs(Lead), await ReviewAsync());
        foreach (var page in new[] { await manager.Open($"/presentations/edit/{id}"), await CheckedAsync(manager, waiting), await lead.Open($"/presentations/show/{id}"), await lead.Open($"/presentations/handout/{id}") })
        {
            page.ShouldSay("version 1, which both have signed").Text.ShouldNotContain("has been signed since", Case.Sensitive, page.Path);
        }

        (await lead.Open($"/reviews/details/{review}")).ShouldSay("drawn from signed version 1").Text.ShouldNotContain("signed since");

        await Given.SignedAnew(scene);

        foreach (var page in new[] { await manager.Open($"/presentations/edit/{waiting}"), await CheckedAsync(manager, waiting), await lead.Open($"/presentations/show/{id}"), await lead.Open($"/presentations/handout/{id}") })
        {
            page.ShouldSay(Behind);
        }

        (await lead.Open($"/reviews/details/{review}")).ShouldSay("drawn from signed version 1, handed over on 3 March 2015 at 9.00am. A newer version has been signed since.");
        (await lead.Open($"/presentations/show/{id}")).Document.QuerySelectorAll("main a[href^='/presentations/draw/'], main a[href^='/sign-off/']").ShouldBeEmpty("The team draws nothing and reads no signed version.");
        var newest = await Given.Drawn(scene);
        (await manager.Open($"/presentations/edit/{newest}")).ShouldSay("version 2, which both have signed").Text.ShouldNotContain("has been signed since");
    }

    [Fact]
    public async Task The_team_of_a_later_review_reads_nothing_that_was_handed_over_for_an_earlier_one()
    {
        var id = await Given.Drawn(await Given.Packed());
        await Given.HandedOver(id);
        var slide = await Portal.ReadAsync(db => db.Set<Slide>().Where(s => s.Kind == SlideKind.Know).Select(s => s.Id).FirstAsync());
        var second = await LaterReviewAsync();
        var (earlier, later) = (await SignedInAs(Lead), await SignedInAs(Later));

        foreach (var page in new[] { $"show/{id}", $"show/{id}?handler=Pptx", $"handout/{id}", $"handout/{id}?handler=Pdf", $"audience/{id}", $"audience/{id}/2" })
        {
            using var answer = await later.Get($"/presentations/{page}");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, page);
        }

        (await Portal.AsAsync(Later, s => s.GetRequiredService<PortalDbContext>().Presentations.CountAsync())).ShouldBe(0);
        (await Portal.AsAsync(Later, s => s.GetRequiredService<PortalDbContext>().Set<Slide>().CountAsync(t => t.Id == slide))).ShouldBe(0);
        (await earlier.Open($"/presentations/show/{id}")).ShouldSay(Given.Answer.Know);

        // Whoever leads both finds it with the earlier alone.
        foreach (var details in new[] { await later.Open($"/reviews/details/{second}"), await earlier.Open($"/reviews/details/{second}") })
        {
            details.ShouldSay("A later review").Document.QuerySelectorAll("a[href^='/presentations/show/']").ShouldBeEmpty();
        }

        (await earlier.Open($"/reviews/details/{await ReviewAsync()}")).Document.QuerySelectorAll("a[href^='/presentations/show/']").Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_review_that_has_offered_the_slot_is_proposed_or_else_the_latest_and_only_its_team_is_told()
    {
        var scene = await Given.Packed();
        var first = await ReviewAsync();
        var second = await LaterReviewAsync();
        await Given.HandedOver(await Given.Drawn(scene));
        (await Portal.ReadAsync(db => db.Presentations.Select(p => p.ReviewId).SingleAsync())).ShouldBe(second);
        (await MailedAsync()).ShouldBe(["karl.voss@demo.example", "ruth.bannister@demo.example"], ignoreOrder: true);

        await Portal.ReadAsync(async db =>
        {
            db.Add(OpeningSlot.Offer(await db.Reviews.SingleAsync(r => r.Id == first), [], PortalFixture.Start.UtcDateTime.AddDays(1), 30, await db.People.FirstAsync(), PortalFixture.Start.UtcDateTime));
            return await db.SaveChangesAsync();
        });
        var id = await Given.Drawn(scene);
        (await CheckedAsync(await SignedInAs(Given.Manager), id)).ShouldSay("The team of “Review of Northshire Safeguarding Children Board”, and no other");
        await Given.HandedOver(id);

        (await (await SignedInAs(Later)).Open($"/presentations/show/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await MailedAsync()).Count(a => a == "karl.voss@demo.example").ShouldBe(1);
    }

    [Fact]
    public async Task The_body_chooses_the_review()
    {
        var id = await Given.Drawn(await Given.Packed());
        var (first, second) = (await ReviewAsync(), await LaterReviewAsync());
        var page = await (await SignedInAs(Given.Manager)).Open($"/presentations/hand-over/{id}");
        page.Document.QuerySelector($"input[value='{second}']")!.HasAttribute("checked").ShouldBeTrue();

        page = await page.Submit("Continue", ("To the team of which review?", "Review of Northshire Safeguarding Children Board"));
        page.ShouldSay("The team of “Review of Northshire Safeguarding Children Board”, and no other");
        (await page.Submit("Hand it over to the review team")).ShouldSay("Handed over.");

        (await Portal.ReadAsync(db => db.Presentations.Select(p => p.ReviewId).SingleAsync())).ShouldBe(first);
    }

    [Fact]
    public async Task A_review_that_was_not_announced_to_the_body_is_not_named_to_it()
    {
        var id = await Given.Drawn(await Given.Packed());
        await Portal.ReadAsync(async db =>
        {
            db.Add(Review.SetUp(await db.Bodies.SingleAsync(b => b.Code == "demo-northshire-board"), "An unannounced review", new DateOnly(2015, 3, 10)));
            return await db.SaveChangesAsync();
        });
        var manager = await SignedInAs(Given.Manager);

        (await manager.Open($"/presentations/hand-over/{id}")).Text.ShouldNotContain("unannounced");

        Portal.Clock.Advance(TimeSpan.FromDays(7));
        (await (await PortalFixture.SignInAsync(Portal.Host, Given.Manager)).Open($"/presentations/hand-over/{id}")).ShouldSay("An unannounced review");
    }

    [Fact]
    public async Task What_somebody_has_changed_since_it_was_read_is_not_handed_over()
    {
        var id = await Given.Drawn(await Given.Packed());
        var check = await CheckedAsync(await SignedInAs(Given.Manager), id);
        await Portal.AsAsync(Given.Chair, s => s.GetRequiredService<EditPresentation>().ChangeAsync(id, (p, at) => p.Hide(p.Slides[1].Slide.Id, at), null, default));

        var refused = await check.Submit("Hand it over to the review team");

        refused.ShouldSay("Somebody has changed this presentation meanwhile. Look at it again before you hand it over.");
        (await Portal.ReadAsync(db => db.Presentations.Select(p => p.HandedOverAt).SingleAsync())).ShouldBeNull();
        (await (await refused.Submit("Continue")).Submit("Hand it over to the review team")).ShouldSay("Handed over.");
    }

    [Fact]
    public async Task Whoever_has_passed_on_the_post_from_which_they_reviewed_is_not_told()
    {
        var id = await Given.Drawn(await Given.Packed());
        await Portal.ReadAsync(async db =>
        {
            var karl = await db.People.SingleAsync(p => p.Email.StartsWith(Later));
            foreach (var post in await db.Posts.Include(p => p.Holdings).Where(p => p.Holdings.Any(h => h.PersonId == karl.Id && h.Until == null)).ToListAsync())
            {
                post.Appoint(await db.People.SingleAsync(p => p.Email.StartsWith(Given.Police)), Portal.Clock.GetUtcNow().UtcDateTime);
            }

            return await db.SaveChangesAsync();
        });

        await Given.HandedOver(id);

        (await MailedAsync()).ShouldNotContain("karl.voss@demo.example");
        (await MailedAsync()).ShouldContain("ruth.bannister@demo.example");
    }

    [Fact]
    public async Task Where_no_review_was_set_up_nothing_is_handed_over()
    {
        var id = await Given.Drawn(await Given.Submitted());
        await Portal.ReadAsync(db => db.Reviews.Where(r => r.Title.StartsWith("Review of Northshire")).ExecuteDeleteAsync());

        var page = await (await SignedInAs(Given.Manager)).Open($"/presentations/hand-over/{id}");

        page.ShouldSay("No review of Northshire Safeguarding Children Board has been set up yet.").Forms.ShouldBeEmpty();
        (await Record.ExceptionAsync(() => Given.HandedOver(id))).ShouldBeOfType<RuleBroken>().Code.ShouldBe("presentation.no-review");
        (await Portal.ReadAsync(db => db.Presentations.Select(p => p.HandedOverAt).SingleAsync())).ShouldBeNull();
    }

    /// <summary>The page on which the hand-over is checked.</summary>
    private static async Task<HtmlPage> CheckedAsync(Visitor visitor, Id<Presentation> id) => await (await visitor.Open($"/presentations/hand-over/{id}")).Submit("Continue");

    /// <summary>Karl Voss leaves the first review; a later one of the same board has him and Ruth Bannister, who leads both.</summary>
    private Task<Id<Review>> LaterReviewAsync() => Portal.ReadAsync(async db =>
    {
        var first = await db.Reviews.Include(r => r.Team).SingleAsync(r => r.Title.StartsWith("Review of Northshire"));
        var (lead, karl) = (await db.People.SingleAsync(p => p.Email.StartsWith(Lead)), await db.People.SingleAsync(p => p.Email.StartsWith(Later)));
        first.Leave(karl.Id);
        var review = Review.SetUp(await db.Bodies.SingleAsync(b => b.Id == first.BodyId), "A later review", first.StartsOn);
        review.Join(lead, PostRole.LeadInspector);
        review.Join(karl, PostRole.Inspector);
        db.Add(review);
        await db.SaveChangesAsync();
        return review.Id;
    });

    private Task<int> MarkedAsync(Scene scene, SecurityMarking marking) =>
        Portal.ReadAsync(db => db.SelfAssessments.Where(a => a.Id == scene.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Marking, marking)));

    private Task<Id<Review>> ReviewAsync() => Portal.ReadAsync(db => db.Reviews.Where(r => r.Title.StartsWith("Review of Northshire")).Select(r => r.Id).SingleAsync());

    private Task<List<string>> MailedAsync() => Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.StartsWith("Opening presentation received")).Select(m => m.Address).ToListAsync());
}
