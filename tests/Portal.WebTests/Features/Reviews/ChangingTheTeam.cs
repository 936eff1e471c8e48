using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Auditing;
using Portal.Web.Features.Reviews;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Reviews;

/// <summary>Whoever leads a review takes people into its team and out of it; with the team comes and goes what they see.</summary>
public sealed class ChangingTheTeam(PortalFixture portal) : PortalTest(portal)
{
    private const string Lead = "ruth.bannister";
    private const string Administrator = "ellen.marsh";
    private const string Joiner = "grace.adeyemi";

    [Fact]
    public async Task Whoever_is_taken_in_sees_what_was_handed_over_and_is_told()
    {
        var scene = await Given.Packed();
        var review = await ReviewAsync();
        (await (await SignedInAs(Joiner)).Open($"/packs/details/{scene.Pack}")).Status.ShouldBe(HttpStatusCode.NotFound);

        var form = await (await (await SignedInAs(Lead)).Open($"/reviews/details/{review}")).Follow("Change the team");
        form.ShouldSay("Imogen Price Quality assurance lead");
        (await form.Submit("Take into the team")).ShouldShowError("Choose a person");
        var after = await form.Submit("Take into the team", ("Person", "Grace Adeyemi, Inspector"));

        after.ShouldSay("They are in the team now").ShouldSay("Grace Adeyemi Inspector").ShouldSay("Owen Hughes, Lead inspector");
        (await (await SignedInAs(Joiner)).Open($"/packs/details/{scene.Pack}")).Status.ShouldBe(HttpStatusCode.OK);
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Subject == "you are in the team of a review"))).Address.ShouldBe("grace.adeyemi@demo.example");
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(a => a.Action == "team-joined"))).Reason.ShouldBe("Grace Adeyemi");
    }

    [Fact]
    public async Task Whoever_is_taken_out_sees_nothing_any_more_and_the_reason_is_kept()
    {
        var scene = await Given.Packed();
        var review = await ReviewAsync();
        var inspector = await SignedInAs("karl.voss");
        (await inspector.Open($"/packs/details/{scene.Pack}")).Status.ShouldBe(HttpStatusCode.OK);

        var form = await (await (await SignedInAs(Lead)).Open($"/reviews/team/{review}")).Follow("Take out Karl Voss");
        (await form.Submit("Continue")).ShouldShowError("Say why they leave the team");
        var check = await form.Submit("Continue", ("Why do they leave the team?", "He worked for the council\nuntil 2013."));
        (await check.Submit("Change the reason")).Value("Why do they leave the team?").ShouldBe("He worked for the council\nuntil 2013.");
        (await check.Submit("Take them out of the team")).ShouldSay("Karl Voss is no longer in the team.");

        (await inspector.Open($"/packs/details/{scene.Pack}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await inspector.Open($"/reviews/details/{review}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().SingleAsync(a => a.Action == "team-left"))).Reason.ShouldBe("Karl Voss: He worked for the council\nuntil 2013.");
    }

    [Fact]
    public async Task A_review_is_never_without_somebody_who_leads_it()
    {
        var review = await ReviewAsync();

        var form = await (await (await SignedInAs(Lead)).Open($"/reviews/team/{review}")).Follow("Take out Ruth Bannister");
        var check = await form.Submit("Continue", ("Why do they leave the team?", "She retires."));
        (await check.Submit("Take them out of the team")).ShouldRefuse("A review needs somebody who leads it.");

        await InAsync(review, "owen.hughes");
        (await check.Submit("Take them out of the team")).Path.ShouldBe("/reviews");
        (await Portal.ReadAsync(db => db.Set<ReviewTeamMember>().Where(m => m.ReviewId == review && m.Role == PostRole.LeadInspector).CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_administrator_of_the_review_body_makes_up_the_team_and_sees_nothing_that_was_handed_over()
    {
        var scene = await Given.Packed();
        var review = await ReviewAsync();
        var administrator = await SignedInAs(Administrator);

        var team = await (await (await administrator.Open("/")).Follow("Teams of reviews")).Follow("Team of: Review of Northshire Safeguarding Children Board");
        await team.Submit("Take into the team", ("Person", "Grace Adeyemi, Inspector"));
        var check = await (await (await administrator.Open($"/reviews/team/{review}")).Follow("Take out Karl Voss")).Submit("Continue", ("Why do they leave the team?", "He worked for the council."));
        (await check.Submit("Take them out of the team")).ShouldSay("Karl Voss is no longer in the team.");

        (await Portal.ReadAsync(db => db.Set<ReviewTeamMember>().Where(m => m.ReviewId == review).Join(db.People, m => m.PersonId, p => p.Id, (m, p) => p.Name).ToListAsync()))
            .ShouldBe(["Ruth Bannister", "Imogen Price", "Grace Adeyemi"], ignoreOrder: true);
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action.StartsWith("team-")).Join(db.People, a => a.PersonId, p => p.Id, (a, p) => p.Name).Distinct().ToListAsync())).ShouldBe(["Ellen Marsh"]);
        foreach (var address in new[] { $"/reviews/details/{review}", $"/packs/details/{scene.Pack}", $"/self-assessments/overview/{scene.Id}", "/evidence", "/matters", "/administration" })
        {
            (await administrator.Open(address)).Status.ShouldBeOneOf([HttpStatusCode.NotFound, HttpStatusCode.Forbidden], address);
        }

        await Portal.AsAsync(Administrator, async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            (await db.Packs.CountAsync(), await db.SelfAssessments.CountAsync(), await db.EvidenceItems.CountAsync(), await db.FrozenVersions.CountAsync()).ShouldBe((0, 0, 0, 0));
        });
    }

    [Fact]
    public async Task The_administrator_of_another_review_body_is_no_administrator_of_this_one()
    {
        var review = await ReviewAsync();
        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            var elsewhere = Body.Found("elsewhere", "Another inspectorate", BodyKind.ReviewBody);
            var post = Post.In(elsewhere, PostRole.ReviewAdministrator, "Review administrator");
            post.Appoint(await db.People.SingleAsync(p => p.Email.StartsWith("neil.frost")), Portal.Clock.GetUtcNow().UtcDateTime);
            db.AddRange(elsewhere, post);
            await db.SaveChangesAsync();
        });

        var other = await PortalFixture.SignInAsync(Portal.Host, "neil.frost");
        (await other.Open($"/reviews/team/{review}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Open("/reviews")).Text.ShouldNotContain("Northshire");
        await Should.ThrowAsync<NotFound>(() => Portal.AsAsync("neil.frost", async s => await s.GetRequiredService<ChangeTeam>().TakeInAsync(review, await PersonAsync(Joiner), default)));
    }

    [Theory]
    [InlineData("karl.voss", HttpStatusCode.NotFound)]
    [InlineData("owen.hughes", HttpStatusCode.NotFound)]
    [InlineData("imogen.price", HttpStatusCode.NotFound)]
    [InlineData("tom.whitfield", HttpStatusCode.Forbidden)]
    [InlineData("pat.quinn", HttpStatusCode.Forbidden)]
    public async Task Nobody_else_changes_it(string who, HttpStatusCode status)
    {
        var review = await ReviewAsync();
        var member = await PersonAsync("karl.voss");

        (await (await SignedInAs(who)).Open($"/reviews/team/{review}")).Status.ShouldBe(status);
        (await (await SignedInAs(who)).Open($"/reviews/take-out/{review}/{member}")).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Only_people_of_the_review_body_from_whose_post_one_reviews_are_taken_in()
    {
        var review = await ReviewAsync();

        foreach (var stranger in new[] { Given.Manager, "neil.frost", "karl.voss" })
        {
            (await Should.ThrowAsync<RuleBroken>(() => InAsync(review, stranger))).Code.ShouldBe("review.not-a-candidate", stranger);
        }

        await Should.ThrowAsync<Forbidden>(() => Portal.AsAsync("karl.voss", async s => await s.GetRequiredService<ChangeTeam>().TakeInAsync(review, await PersonAsync(Joiner), default)));
    }

    private async Task InAsync(Id<Review> review, string who)
    {
        var person = await PersonAsync(who);
        await Portal.AsAsync(Lead, s => s.GetRequiredService<ChangeTeam>().TakeInAsync(review, person, default));
    }

    private Task<Id<Review>> ReviewAsync() => Portal.ReadAsync(db => db.Reviews.Where(r => r.Title.StartsWith("Review of Northshire")).Select(r => r.Id).SingleAsync());

    private Task<Id<Person>> PersonAsync(string who) => Portal.ReadAsync(db => db.People.Where(p => p.Email.StartsWith(who)).Select(p => p.Id).SingleAsync());
}
