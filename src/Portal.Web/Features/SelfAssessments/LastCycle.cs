using Microsoft.EntityFrameworkCore;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What was said to the same criterion in the last cycle that was submitted.</summary>
public sealed record LastSaid(AnswerText Text, DateOnly PeriodFrom, DateOnly PeriodTo);

/// <summary>Finds what was said before.</summary>
internal static class LastCycle
{
    /// <returns>Null when nothing was.</returns>
    public static Task<LastSaid?> LastSaidAsync(this PortalDbContext db, SelfAssessment now, string criterionId, CancellationToken ct) => db.SelfAssessments.AsNoTracking()
        .Where(a => a.BodyId == now.BodyId && a.FrameworkCode == now.FrameworkCode && a.Id != now.Id && a.SubmittedAt != null && a.PeriodTo <= now.PeriodTo)
        .Join(db.Answers.Where(a => a.CriterionId == criterionId), a => a.Id, a => a.SelfAssessmentId, (cycle, answer) => new { Cycle = cycle, Answer = answer })
        .OrderByDescending(l => l.Cycle.PeriodTo).ThenByDescending(l => l.Cycle.SubmittedAt)
        .Select(l => new LastSaid(l.Answer.Text, l.Cycle.PeriodFrom, l.Cycle.PeriodTo)).FirstOrDefaultAsync(ct);
}
