using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;

namespace Portal.Web.Documents;

/// <summary>Reads the caveats and dissent of a self-assessment for its papers, in the order in which they were made.</summary>
public static class RecordedCaveats
{
    /// <param name="db">What the reader may see.</param>
    /// <param name="id">The self-assessment.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="until">UTC; what was said later is of a later version. Null for all.</param>
    public static async Task<IReadOnlyList<CaveatSection>> CaveatsOfAsync(this PortalDbContext db, Id<SelfAssessment> id, CancellationToken ct, DateTime? until = null) =>
    [
        .. (await db.Caveats.AsNoTracking().Include(c => c.Answers).AsSplitQuery().Where(c => c.SelfAssessmentId == id && (until == null || c.MadeAt <= until)).OrderBy(c => c.MadeAt).ThenBy(c => c.Id).ToListAsync(ct))
            .Select(c => new CaveatSection(
                c.Kind, c.CriterionId ?? c.JudgementCode, c.Text, c.MadeByName, c.MadeByPost, c.MadeAt,
                [.. c.Answers.Where(a => until == null || a.MadeAt <= until).OrderBy(a => a.MadeAt).ThenBy(a => a.Id.Value).Select(a => new CaveatAnswerSection(a.Text, a.MadeByName, a.MadeByPost, a.MadeAt))])),
    ];
}
