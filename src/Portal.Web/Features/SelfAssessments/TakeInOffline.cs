using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What a file would do to an answer.</summary>
public enum OfflineEffect
{
    /// <summary>It says what is saved, or what it said when it was downloaded.</summary>
    Nothing,

    /// <summary>Nobody else changed since what the file changes: it would be saved, beside what others wrote meanwhile.</summary>
    Change,

    /// <summary>Somebody else changed since what the file changes too: a person must decide.</summary>
    Conflict,

    /// <summary>It is not for this person to answer any more.</summary>
    NotYours,
}

/// <summary>An answer in a file beside the one that is saved.</summary>
/// <param name="CriterionId">The criterion.</param>
/// <param name="Saved">As it is saved.</param>
/// <param name="Version">The version that is saved; 0 where there is none.</param>
/// <param name="Text">What would be saved: what the file changed, and the rest as others have left it.</param>
/// <param name="Effect">What taking it in would do.</param>
public sealed record OfflineChange(string CriterionId, AnswerText Saved, int Version, AnswerText Text, OfflineEffect Effect);

/// <summary>How taking in a file went.</summary>
/// <param name="Saved">Answers that were saved.</param>
/// <param name="KeptAside">Answers whose text from the file was kept aside in their history.</param>
public sealed record OfflineOutcome(int Saved, int KeptAside);

/// <summary>Shows what a file that came back would change, and changes what the person chose. Nothing that somebody else wrote is written over.</summary>
public sealed class TakeInOffline(PortalDbContext db, SaveAnswer save, OfflineForms forms, CurrentPerson me, TimeProvider clock)
{
    public async Task<IReadOnlyList<OfflineChange>> PreviewAsync(ShownAssessment shown, IReadOnlyList<OfflineAnswer> answers, CancellationToken ct)
    {
        var saved = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == shown.Id).ToDictionaryAsync(a => a.CriterionId, ct);
        var changes = new List<OfflineChange>();
        foreach (var answer in answers.Where(a => shown.Framework.FindCriterion(a.CriterionId) is not null))
        {
            changes.Add(await ChangeAsync(shown, answer, saved.GetValueOrDefault(answer.CriterionId), ct));
        }

        return changes;
    }

    /// <summary>Saves all that was chosen and marks the file as taken in, or does neither.</summary>
    /// <param name="id">The file that came back.</param>
    /// <param name="take">The criteria whose text from the file is to be saved, with the version that the person saw beside it.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">It was taken in before, or the text is closed for writing.</exception>
    public Task<OfflineOutcome> AsAsync(Id<OfflineReturn> id, IReadOnlyDictionary<string, int> take, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (_, shown, answers) = await forms.ReadAsync(id, ct);
        shown.Assessment.RequireOpenForWriting();
        var changes = await PreviewAsync(shown, answers, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (saved, aside) = (0, 0);
        foreach (var change in changes.Where(c => c.Effect is OfflineEffect.Change or OfflineEffect.Conflict && take.ContainsKey(c.CriterionId)))
        {
            var outcome = await save.AsAsync(shown.Id, change.CriterionId, change.Text, take[change.CriterionId], ct);
            (saved, aside) = outcome.Saved ? (saved + 1, aside) : (saved, aside + 1);
        }

        foreach (var change in changes.Where(c => c.Effect == OfflineEffect.Conflict && !take.ContainsKey(c.CriterionId)))
        {
            db.Revisions.Add(Revision.Of(shown.Assessment, change.CriterionId, JsonSerializer.Serialize(change.Text), null, me.Id, clock.UtcNow()));
            aside++;
        }

        var returned = await db.Set<OfflineReturn>().SingleAsync(r => r.Id == id, ct); // Read again, because saving an answer may have begun afresh.
        returned.TakeIn(clock.UtcNow());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new OfflineOutcome(saved, aside);
    });

    private async Task<OfflineChange> ChangeAsync(ShownAssessment shown, OfflineAnswer answer, Answer? saved, CancellationToken ct)
    {
        var (present, version) = (saved?.Text ?? AnswerText.Empty, saved?.Version ?? 0);
        if (answer.Untouched)
        {
            return new OfflineChange(answer.CriterionId, present, version, present, OfflineEffect.Nothing);
        }

        var before = version == answer.BasedOn ? present : await DownloadedAsync(shown.Id, answer, ct);
        var typed = before with
        {
            Know = answer.Know ?? before.Know,
            HowKnown = answer.HowKnown ?? before.HowKnown,
            Difference = answer.Difference ?? before.Difference,
            Next = answer.Next ?? before.Next,
        };
        var joined = AnswerText.Join(before, typed, present);
        return new OfflineChange(answer.CriterionId, present, version, joined.Text, joined.Text == present ? OfflineEffect.Nothing
            : !shown.Share.MayAnswer(shown.Framework.JudgementOf(answer.CriterionId).Code, answer.CriterionId) ? OfflineEffect.NotYours
            : joined.Clashes ? OfflineEffect.Conflict : OfflineEffect.Change);
    }

    /// <summary>What stood in the file when it was downloaded; nothing where that was not noted: every field that differs then counts as changed by both.</summary>
    private async Task<AnswerText> DownloadedAsync(Id<SelfAssessment> of, OfflineAnswer answer, CancellationToken ct)
    {
        var content = await db.Revisions.Where(r => r.SelfAssessmentId == of && r.Subject == answer.CriterionId && r.Makes == answer.BasedOn)
            .Select(r => r.Content).FirstOrDefaultAsync(ct);
        return content is null ? AnswerText.Empty : JsonSerializer.Deserialize<AnswerText>(content) ?? AnswerText.Empty;
    }
}
