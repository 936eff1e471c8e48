using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Account;

/// <summary>Who the person is to the portal: name, address, the posts they hold and since when.</summary>
[Authorize(Policies.SignedIn)]
public sealed class IndexModel(PortalDbContext db, CurrentPerson me) : PortalPage
{
    public string Name => me.Person.Name;

    public string Email => me.Person.Email;

    public IReadOnlyList<HeldSince> Posts { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Posts = await (
            from post in db.Posts
            from holding in post.Holdings
            where holding.PersonId == me.Id && holding.Until == null
            join body in db.Bodies on post.BodyId equals body.Id
            orderby body.Name, post.Title
            select new HeldSince(post.Title, post.Role, body.Name, holding.From)).ToListAsync(ct);
        return null;
    }

    public sealed record HeldSince(string Title, PostRole Role, string Body, DateTime Since);
}
