using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Saves a judgement as a person decided it. A text that comes second is kept aside, never lost and never written over the first.</summary>
public sealed class SaveJudgement(PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, CurrentPerson me, TimeProvider clock)
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
            var judgement = await db.Judgements.FirstOrDefaultAsync(j => j.SelfAssessmentId == id && j.JudgementCode == judgementCode, ct);
            var decided = text.Tidied();
            if (judgement?.Text == decided)
            {
                return new SaveOutcome<JudgementText>(judgement.Version);
            }

            if (judgement is null)
            {
                judgement = Judgement.Of(judgementCode, assessment, decided, me.Id, clock.UtcNow());
                db.Judgements.Add(judgement);
            }
            else if (!judgement.TryRevise(assessment, decided, basedOn, me.Id, clock.UtcNow()))
            {
                Keep(assessment, judgementCode, decided, aside: true);
                await db.SaveChangesAsync(ct);
                var first = await db.People.Where(p => p.Id == judgement.DecidedBy).Select(p => p.Name).SingleAsync(ct);
                return new SaveOutcome<JudgementText>(judgement.Version, new SavedFirst<JudgementText>(judgement.Text, first, judgement.DecidedAt));
            }

            Keep(assessment, judgementCode, decided, aside: false);
            await db.SaveChangesAsync(ct);
            return new SaveOutcome<JudgementText>(judgement.Version);
        });

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

    private void Keep(SelfAssessment assessment, string judgementCode, JudgementText text, bool aside) =>
        db.Revisions.Add(Revision.Of(assessment, judgementCode, JsonSerializer.Serialize(text), aside, me.Id, clock.UtcNow()));
}
