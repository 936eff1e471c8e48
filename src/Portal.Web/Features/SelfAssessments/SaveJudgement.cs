using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Saves a judgement as a person decided it, as <see cref="SaveText"/> does.</summary>
public sealed class SaveJudgement(PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, SaveText save, CurrentPerson me, TimeProvider clock)
{
    /// <param name="id">The self-assessment.</param>
    /// <param name="judgementCode">The judgement's code in the framework.</param>
    /// <param name="text">What was decided.</param>
    /// <param name="basedOn">The version the writer was shown; 0 where there was none.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SaveOutcome<JudgementText>> AsAsync(Id<SelfAssessment> id, string judgementCode, JudgementText text, int basedOn, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
            await RequireAllowedAsync(assessment, judgementCode, text, ct);
            var outcome = await save.PutAsync(
                assessment, judgementCode, await PresentAsync(id, judgementCode, ct), first => Judgement.Of(judgementCode, assessment, first, me.Id, clock.UtcNow()), text, basedOn, ct);
            await db.SaveChangesAsync(ct);
            return outcome;
        });

    /// <summary>Sets what was typed beside what is saved, and saves nothing.</summary>
    public async Task<SaveOutcome<JudgementText>> CompareAsync(SelfAssessment assessment, string judgementCode, JudgementText text, int basedOn, CancellationToken ct) =>
        await save.CompareAsync(assessment, judgementCode, await PresentAsync(assessment.Id, judgementCode, ct), text, basedOn, ct);

    private Task<Judgement?> PresentAsync(Id<SelfAssessment> id, string judgementCode, CancellationToken ct) =>
        db.Judgements.FirstOrDefaultAsync(j => j.SelfAssessmentId == id && j.JudgementCode == judgementCode, ct);

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
        assessment.RequireOpenForWriting();
    }
}
