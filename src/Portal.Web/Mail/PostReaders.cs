using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Reminders;

namespace Portal.Web.Mail;

/// <summary>Somebody who is written to because of a post.</summary>
/// <param name="PostId">The post.</param>
/// <param name="Person">Who holds it, or stands in.</param>
/// <param name="IsDeputy">Whether they stand in.</param>
/// <param name="IsReviewer">Whether the post is one of a review body.</param>
/// <param name="Note">In whose place they get it, or who stands in for them; null where nobody stands in.</param>
public sealed record PostReader(Id<Post> PostId, Person Person, bool IsDeputy, bool IsReviewer, string? Note);

/// <summary>Who is written to because of a post: whoever stands in on the day, and its holder with a copy.</summary>
public static class PostReaders
{
    /// <summary>The readers of posts on a day; none of a post in nobody's hands. Deputies come first.</summary>
    public static async Task<IReadOnlyList<PostReader>> ReadersAsync(this PortalDbContext db, IReadOnlyCollection<Id<Post>> posts, DateOnly day, CancellationToken ct)
    {
        var held = await db.HeldOn(day).Where(h => posts.Contains(h.PostId))
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new { h.PostId, h.IsDeputy, Person = p })
            .Join(db.Posts, h => h.PostId, p => p.Id, (h, p) => new { h.PostId, h.IsDeputy, h.Person, p.Title, IsReviewer = db.Bodies.Any(b => b.Id == p.BodyId && b.Kind == BodyKind.ReviewBody) }).ToListAsync(ct);
        return
        [
            .. from post in held.OrderBy(h => h.IsDeputy).DistinctBy(h => (h.PostId, h.Person.Id)).GroupBy(h => (h.PostId, h.Title))
               let holders = string.Join(" and ", post.Where(h => !h.IsDeputy).Select(h => h.Person.Name).Order(StringComparer.Ordinal))
               let deputies = string.Join(" and ", post.Where(h => h.IsDeputy).Select(h => h.Person.Name).Order(StringComparer.Ordinal))
               from reader in post.OrderByDescending(h => h.IsDeputy).ThenBy(h => h.Person.Name, StringComparer.Ordinal)
               select new PostReader(post.Key.PostId, reader.Person, reader.IsDeputy, reader.IsReviewer, (reader.IsDeputy, holders, deputies) switch
               {
                   (true, "", _) => $"You get this because you stand in as {post.Key.Title}.",
                   (true, _, _) => $"You get this in the place of {holders}, because you stand in as {post.Key.Title}.",
                   (false, _, "") => null,
                   _ => $"This is a copy: {deputies} stands in for you as {post.Key.Title} and is asked.",
               }),
        ];
    }
}
