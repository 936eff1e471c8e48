using Portal.Domain.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments.Partner;

/// <summary>The part of a self-assessment that whoever came by a link is asked for.</summary>
/// <param name="Shown">The self-assessment.</param>
/// <param name="Area">The area it belongs to.</param>
/// <param name="Criteria">The criteria to answer.</param>
/// <param name="Agency">The agency that is asked.</param>
/// <param name="DueOn">The last day.</param>
public sealed record GuestPart(ShownAssessment Shown, JudgementArea Area, IReadOnlyList<Criterion> Criteria, string Agency, DateOnly DueOn)
{
    /// <summary>Loads the present guest's part.</summary>
    public static async Task<GuestPart> LoadAsync(PortalDbContext db, AssessmentReader reader, CurrentPerson me, CancellationToken ct)
    {
        var link = me.Guest ?? throw new NotFound();
        var shown = await reader.ShowAsync(link.SelfAssessmentId, ct);
        var area = shown.Framework.FindJudgement(link.JudgementCode) ?? throw new NotFound();
        var given = await db.Assignments.Where(a => a.SelfAssessmentId == link.SelfAssessmentId && a.JudgementCode == link.JudgementCode && a.CriterionId == link.CriterionId)
            .Join(db.Posts, a => a.PostId, p => p.Id, (a, p) => new { p.Title, a.DueOn }).FirstOr404Async(ct);
        return new GuestPart(shown, area, [.. area.Criteria.Where(c => shown.MayRead(area.Code, c.Id))], given.Title, given.DueOn);
    }
}
