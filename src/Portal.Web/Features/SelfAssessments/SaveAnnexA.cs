using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Saves the answer to a question of Annex A.</summary>
public sealed class SaveAnnexA(
    PortalDbContext db, FrameworkLibrary frameworks, AnnexAQuestions questions, WritingAccess access, AssessmentTexts texts, SaveText save, CurrentPerson me)
{
    /// <summary>Whoever leads the area that a question bears on answers it, and so does the data officer, who keeps the return.</summary>
    public bool MayAnswer(ShownAssessment shown, AnnexAQuestion question) => MayAnswer(shown.Assessment, shown.Share, question);

    /// <param name="id">The self-assessment.</param>
    /// <param name="questionId">The question's id.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="basedOn">The version the writer was shown; 0 where there was none.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SaveOutcome<AnnexAText>> AsAsync(Id<SelfAssessment> id, string questionId, AnnexAText text, int basedOn, CancellationToken ct) =>
        texts.SaveAsync(
            id,
            async assessment =>
            {
                await RequireAllowedAsync(assessment, questionId, ct);
                return await PlaceAsync(assessment, questionId, ct);
            },
            text, basedOn, ct);

    /// <summary>Sets what was typed beside what is saved, and saves nothing.</summary>
    public async Task<SaveOutcome<AnnexAText>> CompareAsync(SelfAssessment assessment, string questionId, AnnexAText text, int basedOn, CancellationToken ct) =>
        await save.CompareAsync(await PlaceAsync(assessment, questionId, ct), text, basedOn, ct);

    private async Task<TextPlace<AnnexAText>> PlaceAsync(SelfAssessment assessment, string questionId, CancellationToken ct)
    {
        var id = assessment.Id;
        var present = await db.Set<AnnexAAnswer>().FirstOrDefaultAsync(a => a.SelfAssessmentId == id && a.QuestionId == questionId, ct);
        return texts.Place(assessment, questionId, present, (first, by, at) => AnnexAAnswer.To(questionId, assessment, first, by, at));
    }

    private async Task RequireAllowedAsync(SelfAssessment assessment, string questionId, CancellationToken ct)
    {
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        var question = questions.Find(framework, questionId) ?? throw new NotFound();
        CurrentPerson.Require(MayAnswer(assessment, await access.ShareAsync(assessment, ct), question), "This question is for whoever leads the area, and the data officer.");
    }

    private bool MayAnswer(SelfAssessment assessment, WritableShare share, AnnexAQuestion question) =>
        share.MayJudge(question.Judgement) || me.Holds(PostRole.DataOfficer, assessment.BodyId);
}
