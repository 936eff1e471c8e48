using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Saves a judgement as a person decided it.</summary>
public sealed class SaveJudgement(PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, AssessmentTexts texts, SaveText save)
{
    /// <param name="id">The self-assessment.</param>
    /// <param name="judgementCode">The judgement's code in the framework.</param>
    /// <param name="text">What was decided.</param>
    /// <param name="basedOn">The version the writer was shown; 0 where there was none.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SaveOutcome<JudgementText>> AsAsync(Id<SelfAssessment> id, string judgementCode, JudgementText text, int basedOn, CancellationToken ct) =>
        texts.SaveAsync(
            id,
            async assessment =>
            {
                await RequireAllowedAsync(assessment, judgementCode, text, ct);
                return await PlaceAsync(assessment, judgementCode, ct);
            },
            text, basedOn, ct);

    /// <summary>Sets what was typed beside what is saved, and saves nothing.</summary>
    public async Task<SaveOutcome<JudgementText>> CompareAsync(SelfAssessment assessment, string judgementCode, JudgementText text, int basedOn, CancellationToken ct) =>
        await save.CompareAsync(await PlaceAsync(assessment, judgementCode, ct), text, basedOn, ct);

    private async Task<TextPlace<JudgementText>> PlaceAsync(SelfAssessment assessment, string judgementCode, CancellationToken ct)
    {
        var id = assessment.Id;
        var present = await db.Judgements.FirstOrDefaultAsync(j => j.SelfAssessmentId == id && j.JudgementCode == judgementCode, ct);
        return texts.Place(assessment, judgementCode, present, (first, by, at) => Judgement.Of(judgementCode, assessment, first, by, at));
    }

    private async Task RequireAllowedAsync(SelfAssessment assessment, string judgementCode, JudgementText text, CancellationToken ct)
    {
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        if (framework.FindJudgement(judgementCode) is null)
        {
            throw new NotFound();
        }

        if (text.Grade is not null && framework.FindGrade(text.Grade) is null)
        {
            throw new RuleBroken("judgement.unknown-grade", "Choose one of the grades of this framework.", nameof(JudgementText.Grade));
        }

        CurrentPerson.Require(await access.MayJudgeAsync(assessment, judgementCode, ct), "This judgement is for whoever leads the area.");
    }
}
