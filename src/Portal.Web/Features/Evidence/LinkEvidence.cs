using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Evidence;

/// <summary>Ties an item of evidence to a criterion, down to a page or passage, and unties it again.</summary>
public sealed class LinkEvidence(PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Ties one item to a criterion.</summary>
    /// <param name="id">The item.</param>
    /// <param name="to">The self-assessment.</param>
    /// <param name="criterionId">The criterion's id in its framework.</param>
    /// <param name="passage">Page or passage in the writer's words; may be empty.</param>
    /// <param name="ct">Cancels.</param>
    public Task ToCriterionAsync(Id<EvidenceItem> id, Id<SelfAssessment> to, string criterionId, string? passage, CancellationToken ct) =>
        ToCriterionAsync([(id, passage)], to, criterionId, ct);

    /// <summary>Ties several items to a criterion: all or none.</summary>
    /// <param name="chosen">The items, each with page or passage.</param>
    /// <param name="to">The self-assessment.</param>
    /// <param name="criterionId">The criterion's id in its framework.</param>
    /// <param name="ct">Cancels.</param>
    public Task ToCriterionAsync(IReadOnlyList<(Id<EvidenceItem> Item, string? Passage)> chosen, Id<SelfAssessment> to, string criterionId, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var assessment = await OpenToAsync(to, criterionId, ct);
            var ids = chosen.Select(c => c.Item).ToList();
            var items = await db.EvidenceItems.Include(e => e.Links).Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
            await RequireUsableAsync(items.Values, ct);
            var last = await db.EvidenceLinks.Where(l => l.SelfAssessmentId == to).MaxAsync(l => (int?)l.Reference, ct) ?? 0;
            foreach (var (id, passage) in chosen)
            {
                var item = items.GetValueOrDefault(id) ?? throw new NotFound();
                var before = item.Links.Count;
                last = Math.Max(last, item.LinkTo(assessment, criterionId, passage, last + 1, me.Id, clock.UtcNow()).Reference);
                if (item.Links.Count > before)
                {
                    audit.Record(item.BodyId, "evidence-linked", item.Id, $"{criterionId} {passage}".TrimEnd());
                }
            }

            await db.SaveChangesAsync(ct);
        });

    /// <summary>Says that a link made to an earlier version of the file holds for the present one too.</summary>
    public async Task ConfirmAsync(Id<EvidenceLink> link, CancellationToken ct)
    {
        var row = await db.EvidenceLinks.AsNoTracking().Where(l => l.Id == link).FirstOr404Async(ct);
        var assessment = await OpenToAsync(row.SelfAssessmentId, row.CriterionId, ct);
        var item = await db.EvidenceItems.Include(e => e.Links).Where(e => e.Id == row.EvidenceItemId).FirstOr404Async(ct);
        item.ConfirmLink(assessment, link);
        await db.SaveChangesAsync(ct);
    }

    /// <exception cref="RuleBroken">The answer refers to it.</exception>
    public async Task RemoveAsync(Id<EvidenceLink> link, CancellationToken ct)
    {
        var row = await db.EvidenceLinks.AsNoTracking().Where(l => l.Id == link).FirstOr404Async(ct);
        var assessment = await OpenToAsync(row.SelfAssessmentId, row.CriterionId, ct);
        var item = await db.EvidenceItems.Include(e => e.Links).Where(e => e.Id == row.EvidenceItemId).FirstOr404Async(ct);
        var answer = await db.Answers.AsNoTracking().FirstOrDefaultAsync(a => a.SelfAssessmentId == row.SelfAssessmentId && a.CriterionId == row.CriterionId, ct);
        if (answer?.Text.References().Contains(row.Reference) == true)
        {
            var mark = References.Mark(row.Reference);
            throw new RuleBroken("evidence.referred-to", $"The answer to {row.CriterionId} refers to this evidence as {mark}. Take {mark} out of the text first.");
        }

        item.Unlink(assessment, link);
        audit.Record(item.BodyId, "evidence-unlinked", item.Id, $"{row.CriterionId} {row.Passage}".TrimEnd());
        await db.SaveChangesAsync(ct);
    }

    /// <summary>What waits for the scanner can be linked meanwhile; what nobody will ever open cannot.</summary>
    private async Task RequireUsableAsync(IEnumerable<EvidenceItem> items, CancellationToken ct)
    {
        var hashes = items.Select(i => i.FileSha256).ToList();
        var harmful = await db.StoredFiles.Where(f => hashes.Contains(f.Sha256) && (f.Safety == FileSafety.Infected || f.Safety == FileSafety.Unscannable))
            .Select(f => f.Sha256).ToListAsync(ct);
        if (items.FirstOrDefault(i => harmful.Contains(i.FileSha256)) is { } item)
        {
            throw new RuleBroken("evidence.quarantined", $"“{item.Title}” is in quarantine, so nobody could open it. Open the item to see why.");
        }
    }

    /// <summary>The self-assessment, if the present person may answer the criterion.</summary>
    private async Task<SelfAssessment> OpenToAsync(Id<SelfAssessment> to, string criterionId, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == to).FirstOr404Async(ct);
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        if (framework.FindCriterion(criterionId) is null)
        {
            throw new NotFound();
        }

        CurrentPerson.Require(
            await access.MayAnswerAsync(assessment, framework.JudgementOf(criterionId).Code, criterionId, ct), "This criterion is assigned to somebody else.");
        return assessment;
    }
}
