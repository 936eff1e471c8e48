using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Puts one field of an answer or a judgement back to what it once was. The present words stay in the history.</summary>
public sealed class RestoreText(PortalDbContext db, SaveAnswer answers, SaveJudgement judgements, SaveAnnexA annexA)
{
    /// <exception cref="NotFound">There is no such text, or this person may not see it.</exception>
    public async Task AnswerAsync(Id<SelfAssessment> id, string criterionId, Id<Revision> revision, string field, CancellationToken ct)
    {
        var once = await OnceAsync<AnswerText>(id, criterionId, revision, ct);
        var now = await db.Answers.AsNoTracking().FirstOrDefaultAsync(a => a.SelfAssessmentId == id && a.CriterionId == criterionId, ct);
        RequireSaved(await answers.AsAsync(id, criterionId, With(now?.Text, field, once), now?.Version ?? 0, ct));
    }

    /// <inheritdoc cref="AnswerAsync"/>
    public async Task JudgementAsync(Id<SelfAssessment> id, string judgementCode, Id<Revision> revision, string field, CancellationToken ct)
    {
        var once = await OnceAsync<JudgementText>(id, judgementCode, revision, ct);
        var now = await db.Judgements.AsNoTracking().FirstOrDefaultAsync(j => j.SelfAssessmentId == id && j.JudgementCode == judgementCode, ct);
        RequireSaved(await judgements.AsAsync(id, judgementCode, With(now?.Text, field, once), now?.Version ?? 0, ct));
    }

    /// <inheritdoc cref="AnswerAsync"/>
    public async Task AnnexAAsync(Id<SelfAssessment> id, string questionId, Id<Revision> revision, string field, CancellationToken ct)
    {
        var once = await OnceAsync<AnnexAText>(id, questionId, revision, ct);
        var now = await db.Set<AnnexAAnswer>().AsNoTracking().FirstOrDefaultAsync(a => a.SelfAssessmentId == id && a.QuestionId == questionId, ct);
        RequireSaved(await annexA.AsAsync(id, questionId, With(now?.Text, field, once), now?.Version ?? 0, ct));
    }

    private async Task<TText> OnceAsync<TText>(Id<SelfAssessment> id, string subject, Id<Revision> revision, CancellationToken ct)
    {
        var content = await db.Revisions.Where(r => r.Id == revision && r.SelfAssessmentId == id && r.Subject == subject).Select(r => r.Content).FirstOr404Async(ct);
        return JsonSerializer.Deserialize<TText>(content)!;
    }

    private static TText With<TText>(TText? now, string field, TText once) where TText : class, IWrittenText<TText>
    {
        try
        {
            return (now ?? TText.Empty).WithField(field, once);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new NotFound();
        }
    }

    private static void RequireSaved<TText>(SaveOutcome<TText> outcome)
    {
        if (outcome.SavedFirst is { } first)
        {
            throw new RuleBroken("history.saved-first", $"{first.By} saved this field at the same moment. Look at what is there now, and decide again.");
        }
    }
}
