using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;

namespace Portal.Web.Workflows;

/// <summary>Finds the post that a definition means by a word such as <c>chair</c>, seen from the body that assesses itself.</summary>
public sealed class Posts(PortalDbContext db)
{
    /// <exception cref="RuleBroken">The body has no such post.</exception>
    public async Task<Id<Post>> FindAsync(string word, Id<Body> body, CancellationToken ct)
    {
        IReadOnlyList<PostRole> roles = word switch
        {
            "chair" => [PostRole.Chair],
            "director" => [PostRole.DirectorOfChildrensServices],
            "chief-executive" => [PostRole.ChiefExecutive],

            // An authority has no board manager: its director runs the assessment.
            "board-manager" or HumanTask.AreaLead => [PostRole.BoardManager, PostRole.DirectorOfChildrensServices],
            _ => throw new RuleBroken("workflow.unknown-assignee", $"The process names a post that does not exist: {word}."),
        };
        var partners = db.Set<BoardAuthority>();
        var found = await db.Posts
            .Where(p => roles.Contains(p.Role) && (p.BodyId == body
                || partners.Any(a => (a.BoardId == body && a.AuthorityId == p.BodyId) || (a.AuthorityId == body && a.BoardId == p.BodyId))))
            .Select(p => new { p.Id, p.Role, Own = p.BodyId == body })
            .ToListAsync(ct);
        return found.OrderByDescending(p => p.Own).ThenBy(p => roles.ToList().IndexOf(p.Role)).ThenBy(p => p.Id.Value).Select(p => (Id<Post>?)p.Id).FirstOrDefault()
            ?? throw new RuleBroken("workflow.no-post", $"There is no post for “{word}” in this body or its partner. Ask the administrator to add one.");
    }
}
