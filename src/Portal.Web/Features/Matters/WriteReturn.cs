using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Matters;

/// <summary>Writes what an agency returns on one criterion, and the score after moderation beside it.</summary>
public sealed class WriteReturn(PortalDbContext db, ReturnReader returns, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <returns>What somebody else of the agency saved meanwhile; null when this text was saved.</returns>
    /// <exception cref="Forbidden">The return is another agency's, or it has been made.</exception>
    public Task<ReturnedAnswer?> AnswerAsync(Id<Matter> id, Id<Post> post, string criterionId, AnswerText text, int basedOn, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var (shown, answer) = await LoadAsync(id, post, criterionId, text.SelfGrade, ct);
            CurrentPerson.Require(shown.MayAnswer, "This return is for the agency that is asked, while it is asked.");
            if (answer is null)
            {
                db.Add(ReturnedAnswer.To(criterionId, shown.Of.Matter, post, text, me.Id, clock.UtcNow()));
            }
            else if (!answer.TryRewrite(shown.Of.Matter, text, basedOn, me.Id, clock.UtcNow()))
            {
                return answer;
            }

            await db.SaveChangesAsync(ct);
            return null;
        });

    /// <exception cref="Forbidden">Somebody who does not run the board moderates, or the return has not been made.</exception>
    public Task ModerateAsync(Id<Matter> id, Id<Post> post, string criterionId, string grade, string? reason, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var (shown, answer) = await LoadAsync(id, post, criterionId, grade, ct);
            CurrentPerson.Require(shown.MayModerate, "Those who run the board moderate a return, once it has been made.");
            (answer ?? throw new RuleBroken("return.nothing-to-moderate", "The agency has not scored this yet."))
                .Moderate(shown.Of.Matter, grade, reason, me.Id, clock.UtcNow());
            audit.Record(shown.Of.Matter.BodyId, "return-moderated", id, $"{shown.Agency}: {criterionId}");
            await db.SaveChangesAsync(ct);
        });

    private async Task<(ShownReturn, ReturnedAnswer?)> LoadAsync(Id<Matter> id, Id<Post> post, string criterionId, string? grade, CancellationToken ct)
    {
        var shown = await returns.ShowAsync(id, post, ct);
        if (shown.Framework.FindCriterion(criterionId) is null)
        {
            throw new NotFound();
        }

        if (grade is not null && shown.Framework.FindGrade(grade) is null)
        {
            throw new RuleBroken("return.unknown-grade", "Choose one of the scores of this framework.", nameof(AnswerText.SelfGrade));
        }

        return (shown, await db.Set<ReturnedAnswer>().FirstOrDefaultAsync(a => a.MatterId == id && a.PostId == post && a.CriterionId == criterionId, ct));
    }
}
