using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Seeding;

/// <summary>Two made-up authorities with their boards, a review body and the operator, with one person in each kind of post.</summary>
public sealed class DemoData(PortalDbContext db, UserManager<Account> accounts, TimeProvider clock)
{
    /// <summary>Adds the demonstration unless it is there.</summary>
    public async Task SeedAsync(CancellationToken ct)
    {
        if (await db.Bodies.AnyAsync(b => b.Code == "demo-northshire-board", ct))
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var northshire = AddArea("northshire", "Northshire");
        var westmere = AddArea("westmere", "Westmere");
        var inspectorate = Body.Found("demo-inspectorate", "Inspectorate (demonstration)", BodyKind.ReviewBody);
        var portal = Body.Found("demo-operator", "Portal operator", BodyKind.Operator);
        db.Bodies.AddRange(inspectorate, portal);

        await AppointAsync(northshire.Board, PostRole.Chair, "Independent chair", "Helen Archer");
        await AppointAsync(northshire.Board, PostRole.BoardManager, "Board manager", "Tom Whitfield");
        await AppointAsync(northshire.Board, PostRole.Contributor, "Northshire Police", "Priya Nair");
        await AppointAsync(northshire.Board, PostRole.Contributor, "Northshire Health", "Samuel Okafor");
        await AppointAsync(northshire.Authority, PostRole.DirectorOfChildrensServices, "Director of children’s services", "Margaret Ellis");
        await AppointAsync(northshire.Authority, PostRole.ChiefExecutive, "Chief executive", "David Lowe");
        await AppointAsync(northshire.Authority, PostRole.Contributor, "Early help team", "Ben Carter");
        await AppointAsync(northshire.Authority, PostRole.DataOfficer, "Data officer", "Aisha Khan");

        await AppointAsync(westmere.Board, PostRole.Chair, "Independent chair", "Robert Fielding");
        await AppointAsync(westmere.Board, PostRole.BoardManager, "Board manager", "Janet Moss");
        await AppointAsync(westmere.Board, PostRole.Contributor, "Westmere Police", "Colin Reeve");
        await AppointAsync(westmere.Authority, PostRole.DirectorOfChildrensServices, "Director of children’s services", "Anita Desai");

        var lead = await AppointAsync(inspectorate, PostRole.LeadInspector, "Lead inspector", "Ruth Bannister");
        var inspector = await AppointAsync(inspectorate, PostRole.Inspector, "Inspector", "Karl Voss");
        var elsewhere = await AppointAsync(inspectorate, PostRole.LeadInspector, "Lead inspector", "Owen Hughes");
        var quality = await AppointAsync(inspectorate, PostRole.QualityAssuranceLead, "Quality assurance lead", "Imogen Price");
        await AppointAsync(inspectorate, PostRole.Inspector, "Inspector", "Grace Adeyemi");
        await AppointAsync(inspectorate, PostRole.ReviewAdministrator, "Review administrator", "Ellen Marsh");
        await AppointAsync(inspectorate, PostRole.FrameworkAuthor, "Framework author", "Neil Frost");
        await AppointAsync(portal, PostRole.Administrator, "Administrator", "Pat Quinn");

        SetUpReview(northshire.Board, "Review of Northshire Safeguarding Children Board", lead, inspector, quality);
        SetUpReview(northshire.Authority, "Inspection of Northshire children’s services", lead, inspector, quality);
        SetUpReview(westmere.Board, "Review of Westmere Safeguarding Children Board", elsewhere);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private (Body Board, Body Authority) AddArea(string code, string name)
    {
        var authority = Body.Found($"demo-{code}-council", $"{name} Council", BodyKind.LocalAuthority, "Demonstration");
        var board = Body.Found($"demo-{code}-board", $"{name} Safeguarding Children Board", BodyKind.SafeguardingBoard, "Demonstration");
        board.Serve(authority);
        db.Bodies.AddRange(authority, board);
        return (board, authority);
    }

    private async Task<Person> AppointAsync(Body body, PostRole role, string title, string name)
    {
        var person = Person.Named(name, name.ToLowerInvariant().Replace(' ', '.') + DemoAccount.Domain);
        var post = Post.In(body, role, title);
        post.Appoint(person, clock.UtcNow());
        db.People.Add(person);
        db.Posts.Add(post);
        var created = await accounts.CreateAsync(Account.Of(person), DemoAccount.Password);
        return created.Succeeded ? person : throw new InvalidOperationException(string.Join(" ", created.Errors.Select(e => e.Description)));
    }

    private void SetUpReview(Body of, string title, Person lead, Person? inspector = null, Person? quality = null)
    {
        var review = Review.SetUp(of, title, clock.Today());
        review.Join(lead, PostRole.LeadInspector);
        if (inspector is not null)
        {
            review.Join(inspector, PostRole.Inspector);
        }

        if (quality is not null)
        {
            review.Join(quality, PostRole.QualityAssuranceLead);
        }

        db.Reviews.Add(review);
    }
}
