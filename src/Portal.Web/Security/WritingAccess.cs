using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;

namespace Portal.Web.Security;

/// <summary>What of a self-assessment the present person may write.</summary>
/// <param name="All">True for those who run it.</param>
/// <param name="Areas">Judgement codes that a post of theirs leads.</param>
/// <param name="Criteria">Ids of criteria given to a post of theirs.</param>
public sealed record WritableShare(bool All, IReadOnlySet<string> Areas, IReadOnlySet<string> Criteria)
{
    /// <summary>True when they may write the answer to a criterion of an area.</summary>
    public bool MayAnswer(string judgementCode, string criterionId) => MayJudge(judgementCode) || Criteria.Contains(criterionId);

    /// <summary>True when they may decide a judgement: whoever runs the assessment or leads the area.</summary>
    public bool MayJudge(string judgementCode) => All || Areas.Contains(judgementCode);
}

/// <summary>Who may write what: those who run the assessment everything, others what is assigned to a post they hold.</summary>
public sealed class WritingAccess(PortalDbContext db, CurrentPerson me)
{
    /// <inheritdoc cref="WritableShare.MayAnswer"/>
    public async Task<bool> MayAnswerAsync(SelfAssessment of, string judgementCode, string criterionId, CancellationToken ct) =>
        (await ShareAsync(of, ct)).MayAnswer(judgementCode, criterionId);

    /// <inheritdoc cref="WritableShare.MayJudge"/>
    public async Task<bool> MayJudgeAsync(SelfAssessment of, string judgementCode, CancellationToken ct) =>
        (await ShareAsync(of, ct)).MayJudge(judgementCode);

    /// <summary>The present person's share of one self-assessment.</summary>
    public async Task<WritableShare> ShareAsync(SelfAssessment of, CancellationToken ct) => (await SharesAsync([of], ct))[of.Id];

    /// <summary>The present person's share of each of several self-assessments.</summary>
    public async Task<IReadOnlyDictionary<Id<SelfAssessment>, WritableShare>> SharesAsync(IReadOnlyList<SelfAssessment> of, CancellationToken ct)
    {
        var others = of.Where(a => !me.Runs(a.BodyId)).Select(a => a.Id).ToList();
        if (others.Count == 0)
        {
            return of.ToDictionary(a => a.Id, a => Share(a, []));
        }

        var given = (await Given().Where(a => others.Contains(a.SelfAssessmentId)).Select(a => new { a.SelfAssessmentId, a.JudgementCode, a.CriterionId }).ToListAsync(ct))
            .ToLookup(g => g.SelfAssessmentId, g => new GivenPart(g.JudgementCode, g.CriterionId));
        return of.ToDictionary(a => a.Id, a => Share(a, [.. given[a.Id]]));
    }

    /// <summary>What is given to a post that the present person acts for, to be read together with its self-assessment.</summary>
    public IQueryable<Assignment> Given()
    {
        var posts = me.ActingPosts;
        var given = db.Assignments.Where(a => posts.Contains(a.PostId));

        // A link is good for one assignment, whatever else its agency was given.
        return me.Guest is { } link
            ? given.Where(a => a.SelfAssessmentId == link.SelfAssessmentId && a.JudgementCode == link.JudgementCode && a.CriterionId == link.CriterionId)
            : given;
    }

    /// <summary>The present person's share of a self-assessment of which <paramref name="given"/> is given to them.</summary>
    public WritableShare Share(SelfAssessment of, IReadOnlyList<GivenPart> given) => new(
        me.Runs(of.BodyId),
        given.Where(g => g.CriterionId is null).Select(g => g.JudgementCode).ToHashSet(StringComparer.Ordinal),
        given.Select(g => g.CriterionId).OfType<string>().ToHashSet(StringComparer.Ordinal));
}

/// <summary>A part of a self-assessment that is given to a post.</summary>
/// <param name="JudgementCode">The judgement.</param>
/// <param name="CriterionId">The criterion; null where the whole area is given.</param>
public sealed record GivenPart(string JudgementCode, string? CriterionId);
