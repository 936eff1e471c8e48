using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>An item in a list of something to look at.</summary>
public sealed record ItemLine(Id<EvidenceItem> Id, string Title, DateOnly Describes);

/// <summary>An answer that rests on nothing.</summary>
public sealed record BareClaim(Id<SelfAssessment> Of, string Assessment, string CriterionId, string Title);

/// <summary>Two items whose text is nearly the same.</summary>
/// <param name="Likeness">From 0 to 1.</param>
public sealed record LikeItems(ItemLine One, ItemLine Other, double Likeness);

/// <summary>A self-assessment whose matrix can be looked at.</summary>
public sealed record MatrixChoice(Id<SelfAssessment> Id, string Title);

/// <summary>How the evidence of a body is used: it counts and shows, it weighs nothing.</summary>
public sealed class EvidenceUse(PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, CurrentPerson me)
{
    /// <summary>Two texts at least so alike are shown.</summary>
    public const double Alike = 0.8;

    /// <summary>Rows of a list that are shown.</summary>
    public const int MostShown = 50;

    private const int MostCompared = 5_000;

    /// <summary>Items that support nothing.</summary>
    public IQueryable<ItemLine> Unused(Id<Body> body) => Lines(InLibrary(body).Where(e => e.Links.Count == 0));

    /// <summary>Items that describe a day before another.</summary>
    public IQueryable<ItemLine> DescribingBefore(Id<Body> body, DateOnly day) => Lines(InLibrary(body).Where(e => e.Describes < day));

    /// <summary>Pairs of items whose texts are nearly the same, the most alike first.</summary>
    public async Task<IReadOnlyList<LikeItems>> NearDuplicatesAsync(Id<Body> body, CancellationToken ct)
    {
        var sketches = await InLibrary(body).Join(db.Set<FileText>().Where(t => t.Sketch != null), e => e.FileSha256, t => t.Sha256, (e, t) => new { e.Id, e.Title, e.Describes, t.Sketch })
            .OrderBy(e => e.Id).Take(MostCompared).ToListAsync(ct);
        return [.. TextSketch.Pairs(sketches.ConvertAll(s => (new ItemLine(s.Id, s.Title, s.Describes), s.Sketch!)), Alike).Select(p => new LikeItems(p.One, p.Other, p.Likeness))];
    }

    /// <summary>Answers of self-assessments that are not closed, that say something and have no evidence behind them; of those the present person may read.</summary>
    public async Task<IReadOnlyList<BareClaim>> BareClaimsAsync(Id<Body> body, CancellationToken ct)
    {
        var open = await db.SelfAssessments.AsNoTracking()
            .Where(a => a.BodyId == body && (a.Status == SelfAssessmentStatus.InProgress || a.Status == SelfAssessmentStatus.AwaitingSignatures)).OrderByDescending(a => a.OpenedAt).ToListAsync(ct);
        var ids = open.ConvertAll(a => a.Id);
        var bare = await db.Answers.Where(a => ids.Contains(a.SelfAssessmentId) && (a.Text.Know != "" || a.Text.Difference != "")
                && !db.EvidenceLinks.Any(l => l.SelfAssessmentId == a.SelfAssessmentId && l.CriterionId == a.CriterionId))
            .Select(a => new { a.SelfAssessmentId, a.CriterionId }).ToListAsync(ct);
        var shares = await access.SharesAsync(open, ct);
        var claims = new List<BareClaim>();
        foreach (var assessment in open)
        {
            var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
            var answered = bare.Where(b => b.SelfAssessmentId == assessment.Id).Select(b => b.CriterionId).ToHashSet(StringComparer.Ordinal);
            claims.AddRange(
                from area in framework.Areas
                from criterion in area.Criteria
                where answered.Contains(criterion.Id) && (me.ReadsAllOf(body) || shares[assessment.Id].MayAnswer(area.Code, criterion.Id))
                select new BareClaim(assessment.Id, OpenCriteria.TitleOf(framework.ShortTitle, assessment), criterion.Id, criterion.Title));
        }

        return claims;
    }

    /// <summary>The self-assessments of a body, newest first.</summary>
    public async Task<IReadOnlyList<MatrixChoice>> MatricesAsync(Id<Body> body, CancellationToken ct)
    {
        var choices = new List<MatrixChoice>();
        foreach (var assessment in await db.SelfAssessments.AsNoTracking().Where(a => a.BodyId == body && a.Status != SelfAssessmentStatus.Withdrawn).OrderByDescending(a => a.OpenedAt).Take(MostShown).ToListAsync(ct))
        {
            var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
            choices.Add(new MatrixChoice(assessment.Id, OpenCriteria.TitleOf(framework.ShortTitle, assessment)));
        }

        return choices;
    }

    private static IQueryable<ItemLine> Lines(IQueryable<EvidenceItem> items) => items.OrderBy(e => e.Describes).ThenBy(e => e.Id).Select(e => new ItemLine(e.Id, e.Title, e.Describes));

    private IQueryable<EvidenceItem> InLibrary(Id<Body> body) => db.EvidenceItems.AsNoTracking().Where(e => e.BodyId == body && e.WithdrawnAt == null);
}
