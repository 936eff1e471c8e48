using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Saves the answer to a question of Annex A, as <see cref="SaveText"/> does.</summary>
public sealed class SaveAnnexA(
    PortalDbContext db, FrameworkLibrary frameworks, AnnexAQuestions questions, WritingAccess access, SaveText save, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Whoever leads the area that a question bears on answers it, and so does the data officer, who keeps the return.</summary>
    public bool MayAnswer(ShownAssessment shown, AnnexAQuestion question) => MayAnswer(shown.Assessment, shown.Share, question);

    /// <param name="id">The self-assessment.</param>
    /// <param name="questionId">The question's id.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="basedOn">The version the writer was shown; 0 where there was none.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SaveOutcome<AnnexAText>> AsAsync(Id<SelfAssessment> id, string questionId, AnnexAText text, int basedOn, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
            var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
            var question = questions.Find(framework, questionId) ?? throw new NotFound();
            CurrentPerson.Require(MayAnswer(assessment, await access.ShareAsync(assessment, ct), question), "This question is for whoever leads the area, and the data officer.");
            assessment.RequireOpenForWriting();
            var outcome = await save.PutAsync(
                assessment, questionId, await PresentAsync(id, questionId, ct), first => AnnexAAnswer.To(questionId, assessment, first, me.Id, clock.UtcNow()), text, basedOn, ct);
            await db.SaveChangesAsync(ct);
            return outcome;
        });

    /// <summary>Sets what was typed beside what is saved, and saves nothing.</summary>
    public async Task<SaveOutcome<AnnexAText>> CompareAsync(SelfAssessment assessment, string questionId, AnnexAText text, int basedOn, CancellationToken ct) =>
        await save.CompareAsync(assessment, questionId, await PresentAsync(assessment.Id, questionId, ct), text, basedOn, ct);

    private Task<AnnexAAnswer?> PresentAsync(Id<SelfAssessment> id, string questionId, CancellationToken ct) =>
        db.Set<AnnexAAnswer>().FirstOrDefaultAsync(a => a.SelfAssessmentId == id && a.QuestionId == questionId, ct);

    private bool MayAnswer(SelfAssessment assessment, WritableShare share, AnnexAQuestion question) =>
        share.MayJudge(question.Judgement) || me.Holds(PostRole.DataOfficer, assessment.BodyId);
}
