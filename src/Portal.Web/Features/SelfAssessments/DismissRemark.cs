using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.Language;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Dismisses a remark of the language coach with a reason, or takes that back. Whoever may write the text may do so.</summary>
public sealed class DismissRemark(
    PortalDbContext db, FrameworkLibrary frameworks, WritingAccess access, WordingReader wording, CurrentPerson me, TimeProvider clock)
{
    public Task AsAsync(Id<SelfAssessment> id, string subject, string key, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (assessment, said) = await LoadAsync(id, subject, ct);
        var remark = said.Open.FirstOrDefault(r => r.Key == key)
            ?? throw new RuleBroken("wording.gone", "There is no such remark any more: the text was changed, or somebody else dismissed it.");
        db.Add(DismissedRemark.Of(remark.Remark, assessment, subject, reason, me.Id, clock.UtcNow()));
        await db.SaveChangesAsync(ct);
    });

    public Task TakeBackAsync(Id<SelfAssessment> id, string subject, string key, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (assessment, said) = await LoadAsync(id, subject, ct);
        var remark = said.Dismissed.FirstOrDefault(r => r.Key == key)
            ?? throw new RuleBroken("wording.gone", "There is no such remark any more: the text was changed, or somebody else took it back.");
        foreach (var dismissed in (await db.Set<DismissedRemark>().Where(d => d.SelfAssessmentId == id && d.Subject == subject).ToListAsync(ct)).Where(d => d.Covers(remark.Remark)))
        {
            dismissed.TakeBack(assessment, me.Id, clock.UtcNow());
        }

        await db.SaveChangesAsync(ct);
    });

    private async Task<(SelfAssessment Assessment, Wording Said)> LoadAsync(Id<SelfAssessment> id, string subject, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        var share = await access.ShareAsync(assessment, ct);
        CurrentPerson.Require(share.MayWrite(framework, subject), "These words are for somebody else to decide.");
        assessment.RequireOpenForWriting();
        return (assessment, await wording.OfAsync(db, framework, id, subject, ct));
    }
}

/// <summary>What both the use case and its page ask.</summary>
internal static class WordingQueries
{
    /// <summary>True when they may write the answer to that criterion, or that judgement.</summary>
    public static bool MayWrite(this WritableShare share, Framework framework, string subject) => framework.FindCriterion(subject) is { } criterion
        ? share.MayAnswer(framework.JudgementOf(criterion.Id).Code, criterion.Id)
        : framework.FindJudgement(subject) is not null && share.MayJudge(subject);

    /// <summary>The remarks on whatever is saved under a criterion's id or a judgement's code.</summary>
    public static async Task<Wording> OfAsync(
        this WordingReader wording, PortalDbContext db, Framework framework, Id<SelfAssessment> id, string subject, CancellationToken ct)
    {
        if (framework.FindCriterion(subject) is not null)
        {
            var answer = await db.Answers.AsNoTracking().FirstOrDefaultAsync(a => a.SelfAssessmentId == id && a.CriterionId == subject, ct);
            return answer is null ? Wording.None : await wording.OfAsync(id, subject, answer.Text, ct);
        }

        var judgement = await db.Judgements.AsNoTracking().FirstOrDefaultAsync(j => j.SelfAssessmentId == id && j.JudgementCode == subject, ct);
        return judgement is null ? Wording.None : await wording.OfAsync(id, subject, judgement.Text, ct);
    }
}
