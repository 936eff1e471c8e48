using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.Time;

namespace Portal.BrowserTests.Infrastructure;

/// <summary>The people of one authority, its board and the review of it.</summary>
/// <param name="Area">Name of the area.</param>
/// <param name="Others">Everybody else of the area who can sign in.</param>
public sealed record Cast(
    string Area, string Chair, string Manager, string Partner, string Director, string Lead, IReadOnlyList<string> Others)
{
    public static Cast Northshire { get; } = new(
        "Northshire", "Helen Archer", "Tom Whitfield", "Priya Nair", "Margaret Ellis", "Ruth Bannister", []);

    public static Cast Westmere { get; } = new("Westmere", "Robert Fielding", "Janet Moss", "Colin Reeve", "Anita Desai", "Owen Hughes", []);

    public string Board => $"{Area} Safeguarding Children Board";

    /// <summary>The title of the partner's post, as a list of posts shows it.</summary>
    public string PartnerPost => $"{Area} Police";

    public IEnumerable<string> Everybody => [Chair, Manager, Partner, Director, Lead, .. Others];

    /// <summary>A new area with one person in each kind of post, so that what other tests do is not seen there.</summary>
    /// <param name="site">The portal.</param>
    /// <param name="area">Name of the area.</param>
    /// <param name="withExecutive">False where the authority has no post of chief executive.</param>
    public static Task<Cast> FoundAsync(PortalSite site, string area, bool withExecutive = true) => site.AsPortalAsync(async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var code = area.ToLowerInvariant();
        var authority = Body.Found($"{code}-council", $"{area} Council", BodyKind.LocalAuthority, "Demonstration");
        var board = Body.Found($"{code}-board", $"{area} Safeguarding Children Board", BodyKind.SafeguardingBoard, "Demonstration");
        board.Serve(authority);
        db.Bodies.AddRange(authority, board);
        var inspectorate = await db.Bodies.SingleAsync(b => b.Kind == BodyKind.ReviewBody);

        Task<Person> AppointAsync(Body body, PostRole role, string title, string first) => Cast.AppointAsync(services, area, body, role, title, first);

        var chair = await AppointAsync(board, PostRole.Chair, "Independent chair", "Clara");
        var manager = await AppointAsync(board, PostRole.BoardManager, "Board manager", "Mark");
        var partner = await AppointAsync(board, PostRole.Contributor, $"{area} Police", "Pavan");
        var director = await AppointAsync(authority, PostRole.DirectorOfChildrensServices, "Director of children’s services", "Dina");
        Person? executive = withExecutive ? await AppointAsync(authority, PostRole.ChiefExecutive, "Chief executive", "Edwin") : null;
        var team = await AppointAsync(authority, PostRole.Contributor, "Early help team", "Elsie");
        var data = await AppointAsync(authority, PostRole.DataOfficer, "Data officer", "Dara");
        var lead = await AppointAsync(inspectorate, PostRole.LeadInspector, "Lead inspector", "Lena");
        var inspector = await AppointAsync(inspectorate, PostRole.Inspector, "Inspector", "Ivor");
        foreach (var body in new[] { board, authority })
        {
            var review = Review.SetUp(body, $"Review of {body.Name}", services.GetRequiredService<TimeProvider>().Today());
            review.Join(lead, PostRole.LeadInspector);
            review.Join(inspector, PostRole.Inspector);
            db.Reviews.Add(review);
        }

        await db.SaveChangesAsync();
        return new Cast(
            area, chair.Name, manager.Name, partner.Name, director.Name, lead.Name,
            [.. new[] { executive, team, data, inspector }.OfType<Person>().Select(p => p.Name)]);
    });

    /// <summary>The authority gets the post of chief executive that it did not have.</summary>
    /// <returns>The name of its holder.</returns>
    public Task<string> AppointExecutiveAsync(PortalSite site) => site.AsPortalAsync(async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var executive = await AppointAsync(
            services, Area, await db.Bodies.SingleAsync(b => b.Name == $"{Area} Council"), PostRole.ChiefExecutive, "Chief executive", "Edwin");
        await db.SaveChangesAsync();
        return executive.Name;
    });

    /// <summary>The address a person signs in with.</summary>
    public static string EmailOf(string name) => name.ToLowerInvariant().Replace(' ', '.') + DemoAccount.Domain;

    private static async Task<Person> AppointAsync(IServiceProvider services, string area, Body body, PostRole role, string title, string first)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var person = Person.Named($"{first} {area}", $"{first}.{area}".ToLowerInvariant() + DemoAccount.Domain);
        var post = Post.In(body, role, title);
        post.Appoint(person, DateTime.UnixEpoch);
        db.People.Add(person);
        db.Posts.Add(post);
        (await services.GetRequiredService<UserManager<Account>>().CreateAsync(Account.Of(person), DemoAccount.Password)).Succeeded.ShouldBeTrue();
        return person;
    }
}
