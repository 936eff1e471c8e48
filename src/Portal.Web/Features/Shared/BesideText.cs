using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Shared;

/// <summary>
/// What stands beside a text while it is written: what must change and why, what whoever assigned it says, and the way to its comments.
/// All of it is read in one statement. Whoever calls has made sure that the text may be read.
/// </summary>
public sealed class BesideText(PortalDbContext db, CurrentPerson me) : ViewComponent
{
    /// <param name="assessment">The self-assessment.</param>
    /// <param name="judgement">The judgement's code.</param>
    /// <param name="criterion">The criterion; null where the judgement itself is shown.</param>
    /// <param name="whole">Whether what is said to the whole area is for the present person.</param>
    public async Task<IViewComponentResult> InvokeAsync(Id<SelfAssessment> assessment, string judgement, string? criterion = null, bool whole = false)
    {
        var ct = HttpContext.RequestAborted;
        var posts = me.ActingPosts;
        var found = await db.SelfAssessments.AsNoTracking().Where(a => a.Id == assessment).Select(a => new
        {
            a.BodyId,
            Changes = db.Set<RequestedChange>()
                .Where(c => c.SelfAssessmentId == a.Id && c.JudgementCode == judgement && c.ClosedAt == null && (c.CriterionId == criterion || (whole && c.CriterionId == null)))
                .OrderBy(c => c.AskedAt).ThenBy(c => c.Id)
                .Select(c => new Change(c.CriterionId, c.Reason, db.People.Where(p => p.Id == c.AskedBy).Select(p => p.Name).First(), c.AskedAt)).ToList(),
            Note = db.Assignments.Where(n => n.SelfAssessmentId == a.Id && n.JudgementCode == judgement && n.CriterionId == criterion && posts.Contains(n.PostId))
                .Select(n => n.Note).FirstOrDefault(),
            Threads = db.Comments.Count(c => c.SelfAssessmentId == a.Id && c.JudgementCode == judgement && c.CriterionId == criterion && c.ThreadId == null && c.ResolvedAt == null),
        }).FirstOrDefaultAsync(ct);
        return found is null ? Content("") : View(new Beside(
            assessment, criterion ?? judgement, found.Changes, found.Note, me.Posts.Any(p => p.BodyId == found.BodyId) ? found.Threads : null));
    }

    /// <summary>What stands beside it.</summary>
    /// <param name="Assessment">The self-assessment.</param>
    /// <param name="Subject">The criterion's id or the judgement's code.</param>
    /// <param name="Changes">What must change.</param>
    /// <param name="Note">What whoever assigned it says.</param>
    /// <param name="Threads">Open threads of comments; null for those whom comments are not for.</param>
    public sealed record Beside(Id<SelfAssessment> Assessment, string Subject, IReadOnlyList<Change> Changes, string? Note, int? Threads);

    /// <summary>Something that must change.</summary>
    public sealed record Change(string? CriterionId, string Reason, string By, DateTime At);
}
