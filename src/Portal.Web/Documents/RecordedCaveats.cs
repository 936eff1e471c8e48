using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;

namespace Portal.Web.Documents;

/// <summary>Reads the caveats and dissent of a self-assessment for its papers, in the order in which they were made.</summary>
public static class RecordedCaveats
{
    public static async Task<IReadOnlyList<CaveatSection>> CaveatsOfAsync(this PortalDbContext db, Id<SelfAssessment> id, CancellationToken ct) =>
    [
        .. (await db.Caveats.AsNoTracking().Include(c => c.Answers).AsSplitQuery().Where(c => c.SelfAssessmentId == id).OrderBy(c => c.MadeAt).ThenBy(c => c.Id).ToListAsync(ct))
            .Select(c => new CaveatSection(
                c.Kind, c.CriterionId ?? c.JudgementCode, c.Text, c.MadeByName, c.MadeByPost, c.MadeAt,
                [.. c.Answers.OrderBy(a => a.MadeAt).ThenBy(a => a.Id.Value).Select(a => new CaveatAnswerSection(a.Text, a.MadeByName, a.MadeByPost, a.MadeAt))])),
    ];
}
