using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Seeding;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Security;

public sealed class LeavingAPost(PortalFixture portal) : PortalTest(portal)
{
    private const string Lead = "ruth.bannister";
    private const string Other = "owen.hughes";

    [Fact]
    public async Task A_lead_inspector_sees_the_packs_of_their_reviews_only_while_in_post()
    {
        await Given.Packed();
        (await PacksSeenByAsync(Lead)).ShouldBe(1);

        await AppointInPlaceOfAsync(Lead, PostRole.LeadInspector, Other);
        await GiveAsync(Lead, PostRole.Contributor, "demo-westmere-board");

        (await PacksSeenByAsync(Lead)).ShouldBe(0, "The review team still names them, but they hold no post from which one reviews.");
    }

    [Fact]
    public async Task Whoever_hands_over_the_last_post_sees_nothing_any_more_from_the_next_request_on()
    {
        var scene = await Given.Opened();
        var manager = await SignedInAs(Given.Manager);
        var overview = $"/self-assessments/overview/{scene.Id}";
        (await manager.Open(overview)).Status.ShouldBe(System.Net.HttpStatusCode.OK);

        await AppointInPlaceOfAsync(Given.Manager, PostRole.BoardManager, Other);

        (await manager.Open(overview)).Status.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    private Task<int> PacksSeenByAsync(string who) => Portal.AsAsync(who, s => s.GetRequiredService<PortalDbContext>().Packs.CountAsync());

    private Task AppointInPlaceOfAsync(string who, PostRole role, string successor) => Portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var leaving = await PersonAsync(db, who);
        var post = await db.Posts.Include(p => p.Holdings).SingleAsync(p => p.Role == role && p.Holdings.Any(h => h.PersonId == leaving.Id && h.Until == null));
        post.Appoint(await PersonAsync(db, successor), PortalFixture.Start.UtcDateTime);
        await db.SaveChangesAsync();
    });

    private Task GiveAsync(string who, PostRole role, string body) => Portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        var post = Post.In(await db.Bodies.SingleAsync(b => b.Code == body), role, "Team");
        post.Appoint(await PersonAsync(db, who), PortalFixture.Start.UtcDateTime);
        db.Posts.Add(post);
        await db.SaveChangesAsync();
    });

    private static Task<Person> PersonAsync(PortalDbContext db, string who) => db.People.SingleAsync(p => p.Email == who + DemoAccount.Domain);
}
