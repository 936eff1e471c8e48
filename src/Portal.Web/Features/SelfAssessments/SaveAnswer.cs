using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Saves the answer to a criterion, as <see cref="SaveText"/> does.</summary>
public sealed class SaveAnswer(PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, SaveText save, CurrentPerson me, TimeProvider clock)
{
    /// <param name="id">The self-assessment.</param>
    /// <param name="criterionId">The criterion's id in the framework.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="basedOn">The version the writer was shown; 0 where there was none.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SaveOutcome<AnswerText>> AsAsync(Id<SelfAssessment> id, string criterionId, AnswerText text, int basedOn, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
            var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
            await RequireAllowedAsync(assessment, framework, criterionId, text, ct);
            return await save.AsAsync(
                assessment, criterionId, await PresentAsync(id, criterionId, ct), first => Answer.To(criterionId, assessment, first, me.Id, clock.UtcNow()), text, basedOn, ct);
        });

    /// <summary>Sets what was typed beside what is saved, and saves nothing.</summary>
    public async Task<SaveOutcome<AnswerText>> CompareAsync(SelfAssessment assessment, string criterionId, AnswerText text, int basedOn, CancellationToken ct) =>
        await save.CompareAsync(assessment, criterionId, await PresentAsync(assessment.Id, criterionId, ct), text, basedOn, ct);

    private Task<Answer?> PresentAsync(Id<SelfAssessment> id, string criterionId, CancellationToken ct) =>
        db.Answers.FirstOrDefaultAsync(a => a.SelfAssessmentId == id && a.CriterionId == criterionId, ct);

    private async Task RequireAllowedAsync(SelfAssessment assessment, Framework framework, string criterionId, AnswerText text, CancellationToken ct)
    {
        if (framework.FindCriterion(criterionId) is null)
        {
            throw new NotFound();
        }

        if (text.SelfGrade is not null && framework.FindGrade(text.SelfGrade) is null)
        {
            throw new RuleBroken("answer.unknown-grade", "Choose one of the grades of this framework, or none.", nameof(AnswerText.SelfGrade));
        }

        CurrentPerson.Require(
            await access.MayAnswerAsync(assessment, framework.JudgementOf(criterionId).Code, criterionId, ct), "This criterion is assigned to somebody else.");
        assessment.RequireOpenForWriting();
    }
}
