using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The texts of a self-assessment as places to write in, with their history, as <see cref="SaveText"/> saves them.</summary>
public sealed class AssessmentTexts(PortalDbContext db, SaveText save, CurrentPerson me, TimeProvider clock)
{
    /// <param name="assessment">The self-assessment.</param>
    /// <param name="subject">What the text is about: a criterion, a judgement or a question of Annex A.</param>
    /// <param name="present">What stands there; null where nobody wrote yet.</param>
    /// <param name="begin">Makes the place for a first text.</param>
    public TextPlace<TText> Place<TText>(SelfAssessment assessment, string subject, IAssessmentText<TText>? present, Func<TText, Id<Person>, DateTime, IWritten<TText>> begin)
    {
        var now = clock.UtcNow();
        return new TextPlace<TText>(
            present,
            first => begin(first, me.Id, now),
            (text, basedOn) => present!.TryRewrite(assessment, text, basedOn, me.Id, now),
            new AssessmentHistory(db, assessment, subject, me.Id, now));
    }

    /// <summary>Saves one text.</summary>
    /// <param name="id">The self-assessment.</param>
    /// <param name="allowed">The place, once it is clear that the present person may write there; throws where they may not.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="basedOn">The version the writer was shown; 0 where there was none.</param>
    /// <param name="ct">Cancels.</param>
    public Task<SaveOutcome<TText>> SaveAsync<TText>(Id<SelfAssessment> id, Func<SelfAssessment, Task<TextPlace<TText>>> allowed, TText text, int basedOn, CancellationToken ct)
        where TText : class, IWrittenText<TText> => db.RetryOnConflictAsync(async () =>
        {
            var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
            var place = await allowed(assessment);
            assessment.RequireOpenForWriting();
            var outcome = await save.PutAsync(place, text, basedOn, ct);
            await db.SaveChangesAsync(ct);
            return outcome;
        });
}
