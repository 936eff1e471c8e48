using Microsoft.EntityFrameworkCore;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;

namespace Portal.Web.Security;

/// <summary>Who may write what: those who run the assessment everything, others what is assigned to a post they hold.</summary>
public sealed class WritingAccess(PortalDbContext db, CurrentPerson me)
{
    /// <summary>True when the present person may write the answer to a criterion of an area.</summary>
    public async Task<bool> MayAnswerAsync(SelfAssessment of, string judgementCode, string criterionId, CancellationToken ct)
    {
        if (me.Runs(of.BodyId))
        {
            return true;
        }

        var posts = me.Posts.Select(p => p.Id).ToList();
        return await db.Assignments.AnyAsync(a => a.SelfAssessmentId == of.Id && posts.Contains(a.PostId)
            && (a.CriterionId == criterionId || (a.CriterionId == null && a.JudgementCode == judgementCode)), ct);
    }

    /// <summary>True when the present person may decide a judgement: whoever runs the assessment or leads the area.</summary>
    public async Task<bool> MayJudgeAsync(SelfAssessment of, string judgementCode, CancellationToken ct)
    {
        if (me.Runs(of.BodyId))
        {
            return true;
        }

        var posts = me.Posts.Select(p => p.Id).ToList();
        return await db.Assignments.AnyAsync(
            a => a.SelfAssessmentId == of.Id && a.CriterionId == null && a.JudgementCode == judgementCode && posts.Contains(a.PostId), ct);
    }
}
