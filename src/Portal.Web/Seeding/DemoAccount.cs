using Microsoft.EntityFrameworkCore;
using Portal.Web.Persistence;

namespace Portal.Web.Seeding;

/// <summary>One of the demonstration people as the sign-in page lists them in Development.</summary>
public sealed record DemoAccount(string Name, string Email, string Post, string Body)
{
    /// <summary>Everybody's password in the demonstration; never seeded outside Development or by request.</summary>
    public const string Password = "fair-honest-and-plain";

    /// <summary>Domain of the demonstration's addresses, reserved for examples.</summary>
    public const string Domain = "@demo.example";

    public static async Task<IReadOnlyList<DemoAccount>> ListAsync(PortalDbContext db, CancellationToken ct) => await (
        from person in db.People
        where person.Email.EndsWith(Domain)
        from post in db.Posts
        where post.Holdings.Any(h => h.PersonId == person.Id && h.Until == null)
        join body in db.Bodies on post.BodyId equals body.Id
        orderby body.Kind, body.Name, post.Role, person.Name
        select new DemoAccount(person.Name, person.Email, post.Title, body.Name)).Take(100).ToListAsync(ct);
}
