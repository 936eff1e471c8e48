using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Shared;

/// <summary>
/// Which version of a self-assessment was signed last. A review team that reads a presentation must know that it is behind, and reads no signed version: for it this is
/// asked with the sight of the portal (<see cref="WiderSight"/>), and nothing but the number gets out.
/// </summary>
public sealed class NewerVersions(PortalDbContext db, WiderSight sight)
{
    /// <param name="assessments">Self-assessments of which something was signed.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The number of the version of each that was signed last.</returns>
    public async Task<IReadOnlyDictionary<Id<SelfAssessment>, int>> OfAsync(IEnumerable<Id<SelfAssessment>> assessments, CancellationToken ct)
    {
        var asked = assessments.Distinct().ToList();
        var own = await ReadAsync(db, asked, ct);
        return own.Count == asked.Count ? own : await sight.DoAsync(s => ReadAsync(s.GetRequiredService<PortalDbContext>(), asked, ct), ct);
    }

    private static Task<Dictionary<Id<SelfAssessment>, int>> ReadAsync(PortalDbContext from, List<Id<SelfAssessment>> asked, CancellationToken ct) =>
        from.FrozenVersions.Where(v => asked.Contains(v.SelfAssessmentId) && v.State == FrozenVersionState.Signed)
            .GroupBy(v => v.SelfAssessmentId).Select(g => new { g.Key, Number = g.Max(v => v.Number) }).ToDictionaryAsync(g => g.Key, g => g.Number, ct);
}
