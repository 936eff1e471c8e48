using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reviews;

namespace Portal.Web.Security;

/// <summary>Which bodies' records the present unit of work may see; every query on such records is filtered by it.</summary>
/// <remarks>Closed until somebody is known: an anonymous request sees nothing.</remarks>
public sealed class AccessScope
{
    /// <summary>True for the portal's own jobs and commands, which see every body.</summary>
    public bool Everything { get; private set; }

    /// <summary>Bodies whose records may be read.</summary>
    public IReadOnlyList<Id<Body>> BodyIds { get; private set; } = [];

    /// <summary>Bodies in which the person holds a post: what a body says within itself is for these.</summary>
    public IReadOnlyList<Id<Body>> OwnBodyIds { get; private set; } = [];

    /// <summary>Bodies under a review of which the person is a team member: their handed-over packs may be read, nothing else.</summary>
    public IReadOnlyList<Id<Body>> ReviewedBodyIds { get; private set; } = [];

    /// <summary>Bodies that the person runs: all their matters may be read.</summary>
    public IReadOnlyList<Id<Body>> RunBodyIds { get; private set; } = [];

    /// <summary>Posts the person holds: their tasks may be read, and the matters these belong to.</summary>
    public IReadOnlyList<Id<Post>> PostIds { get; private set; } = [];

    /// <summary>Reviews of which the person is a team member.</summary>
    public IReadOnlyList<Id<Review>> ReviewIds { get; private set; } = [];

    /// <summary>Reviews whose teams the person makes up as the administrator of a review body: that they are there may be read, and nothing of what was handed over.</summary>
    public IReadOnlyList<Id<Review>> AdministeredReviewIds { get; private set; } = [];

    /// <summary>Opens the scope for the portal itself.</summary>
    public void OpenForPortal() => Everything = true;

    /// <summary>Opens the scope for a person.</summary>
    /// <param name="own">Bodies in which they hold a post.</param>
    /// <param name="signed">Bodies whose records they may read because they sign for them.</param>
    /// <param name="run">Those among them that they run.</param>
    /// <param name="posts">Posts they hold.</param>
    /// <param name="reviewed">Reviews of whose teams they are members, with the bodies under review.</param>
    /// <param name="administered">Reviews whose teams they make up as an administrator.</param>
    public void OpenFor(
        IReadOnlyList<Id<Body>> own, IReadOnlyList<Id<Body>> signed, IEnumerable<Id<Body>> run, IEnumerable<Id<Post>> posts, IReadOnlyList<(Id<Review> Review, Id<Body> Body)> reviewed,
        IEnumerable<Id<Review>> administered)
    {
        Everything = false;
        OwnBodyIds = [.. own.Distinct()];
        BodyIds = [.. own.Concat(signed).Distinct()];
        RunBodyIds = [.. run.Distinct()];
        PostIds = [.. posts.Distinct()];
        ReviewedBodyIds = [.. reviewed.Select(r => r.Body).Distinct()];
        ReviewIds = [.. reviewed.Select(r => r.Review)];
        AdministeredReviewIds = [.. administered];
    }
}
