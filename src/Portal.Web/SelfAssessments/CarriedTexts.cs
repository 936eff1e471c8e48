using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;

namespace Portal.Web.SelfAssessments;

/// <summary>The texts of a self-assessment that came from elsewhere and that nobody has confirmed or changed since.</summary>
public sealed class CarriedTexts(PortalDbContext db)
{
    /// <summary>The criterion ids and judgement codes under which carried texts stood or stand, each once.</summary>
    public async Task<IReadOnlyList<string>> SubjectsAsync(Id<SelfAssessment> of, CancellationToken ct) =>
        await db.Set<CarriedText>().Where(c => c.SelfAssessmentId == of).Select(c => c.Subject).Distinct().ToListAsync(ct);

    /// <summary>Those that wait, by criterion id or judgement code; one subject can wait for both reasons.</summary>
    public Task<IReadOnlyList<CarriedText>> WaitingAsync(Id<SelfAssessment> of, CancellationToken ct) => WaitingAsync(of, null, ct);

    /// <summary>Those of one criterion or judgement that wait; of all where <paramref name="subject"/> is null.</summary>
    public async Task<IReadOnlyList<CarriedText>> WaitingAsync(Id<SelfAssessment> of, string? subject, CancellationToken ct)
    {
        var open = await db.Set<CarriedText>().Where(c => c.SelfAssessmentId == of && c.ConfirmedAt == null && (subject == null || c.Subject == subject))
            .Select(c => new
            {
                Carried = c,
                Version = db.Answers.Where(a => a.SelfAssessmentId == of && a.CriterionId == c.Subject).Select(a => (int?)a.Version).FirstOrDefault()
                    ?? db.Judgements.Where(j => j.SelfAssessmentId == of && j.JudgementCode == c.Subject).Select(j => (int?)j.Version).FirstOrDefault(),
            }).ToListAsync(ct);
        return [.. open.Where(c => c.Version is { } version && c.Carried.Waits(version)).Select(c => c.Carried).OrderBy(c => c.Subject, StringComparer.Ordinal)];
    }
}
