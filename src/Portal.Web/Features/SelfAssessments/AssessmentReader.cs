using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What every page of one self-assessment needs to know of it.</summary>
/// <param name="Runs">Whether the present person runs it.</param>
/// <param name="Share">What of it they may write.</param>
/// <param name="ReadsAll">Whether they read all of it while it is written; others read what they may write.</param>
public sealed record ShownAssessment(SelfAssessment Assessment, Framework Framework, string BodyName, bool Runs, WritableShare Share, bool ReadsAll)
{
    public Id<SelfAssessment> Id => Assessment.Id;

    /// <summary>Whose it is and for which period, in words.</summary>
    public string Where => $"{BodyName}, {Assessment.PeriodFrom.Words()} to {Assessment.PeriodTo.Words()}";

    /// <summary>Whether the present person may read the answer to a criterion, or the judgement where none is named.</summary>
    public bool MayRead(string judgementCode, string? criterionId) =>
        ReadsAll || (criterionId is null ? Share.MayJudge(judgementCode) : Share.MayAnswer(judgementCode, criterionId));

    /// <summary>Whether the present person may read what stands under a criterion's id or a judgement's code, also of an earlier version of the framework.</summary>
    public bool MayRead(string subject) => Framework.FindCriterion(subject) is { } criterion
        ? MayRead(Framework.JudgementOf(criterion.Id).Code, criterion.Id)
        : MayRead(subject, null);

    /// <summary>Whether anything of a judgement or its criteria is for the present person to read.</summary>
    public bool MayReadOf(JudgementArea area) => MayRead(area.Code, null) || area.Criteria.Any(c => MayRead(area.Code, c.Id));

    /// <exception cref="NotFound">It is not theirs to read.</exception>
    public void RequireReadable(string judgementCode, string? criterionId)
    {
        if (!MayRead(judgementCode, criterionId))
        {
            throw new NotFound();
        }
    }

    /// <exception cref="Forbidden">They read only what is assigned to them.</exception>
    public void RequireReadsAll() => CurrentPerson.Require(ReadsAll, "While it is being written you read what is assigned to you.");

    public bool IsOpen => Assessment.Status == SelfAssessmentStatus.InProgress;
}

/// <summary>Loads a self-assessment for showing.</summary>
public sealed class AssessmentReader(PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, CurrentPerson me)
{
    /// <exception cref="NotFound">It does not exist, or this person may not see it.</exception>
    public async Task<ShownAssessment> ShowAsync(Id<SelfAssessment> id, CancellationToken ct)
    {
        var mine = access.Given();
        var found = await db.SelfAssessments.AsNoTracking().Where(a => a.Id == id).Select(a => new
        {
            Assessment = a,
            Body = db.Bodies.Where(b => b.Id == a.BodyId).Select(b => b.Name).First(),
            Given = mine.Where(g => g.SelfAssessmentId == a.Id).Select(g => new GivenPart(g.JudgementCode, g.CriterionId)).ToList(),
        }).FirstOr404Async(ct);
        var assessment = found.Assessment;
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        return new ShownAssessment(
            assessment, framework, found.Body, me.Runs(assessment.BodyId), access.Share(assessment, found.Given), me.ReadsAllOf(assessment.BodyId));
    }
}
