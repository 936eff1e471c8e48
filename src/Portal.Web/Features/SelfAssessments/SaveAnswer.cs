using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Saves the answer to a criterion. A text that comes second is kept aside, never lost and never written over the first.</summary>
public sealed class SaveAnswer(PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, CurrentPerson me, TimeProvider clock)
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
            var answer = await db.Answers.FirstOrDefaultAsync(a => a.SelfAssessmentId == id && a.CriterionId == criterionId, ct);
            var written = text.Tidied();
            if (answer?.Text == written)
            {
                return new SaveOutcome<AnswerText>(answer.Version);
            }

            if (answer is null)
            {
                answer = Answer.To(criterionId, assessment, written, me.Id, clock.UtcNow());
                db.Answers.Add(answer);
            }
            else if (!answer.TryRewrite(assessment, written, basedOn, me.Id, clock.UtcNow()))
            {
                Keep(assessment, criterionId, written, aside: true);
                await db.SaveChangesAsync(ct);
                var first = await db.People.Where(p => p.Id == answer.WrittenBy).Select(p => p.Name).SingleAsync(ct);
                return new SaveOutcome<AnswerText>(answer.Version, new SavedFirst<AnswerText>(answer.Text, first, answer.WrittenAt));
            }

            Keep(assessment, criterionId, written, aside: false);
            await db.SaveChangesAsync(ct);
            return new SaveOutcome<AnswerText>(answer.Version);
        });

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

    private void Keep(SelfAssessment assessment, string criterionId, AnswerText text, bool aside) =>
        db.Revisions.Add(Revision.Of(assessment, criterionId, JsonSerializer.Serialize(text), aside, me.Id, clock.UtcNow()));
}
