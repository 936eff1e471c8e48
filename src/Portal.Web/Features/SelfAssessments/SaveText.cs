using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>
/// Puts down a text that several people may write at once, for whoever calls to save. Where somebody else saved meanwhile, fields that only one of them changed are put together;
/// where both changed the same field, the text that comes second is kept aside, never lost and never written over the first.
/// </summary>
public sealed class SaveText(PortalDbContext db, CurrentPerson me, TimeProvider clock)
{
    /// <param name="of">The self-assessment, open for writing.</param>
    /// <param name="subject">The criterion's id or the judgement's code.</param>
    /// <param name="present">Where the text stands; null where nobody wrote yet.</param>
    /// <param name="begin">Makes the place for a first text.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="basedOn">The version the writer was shown; 0 where there was none.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What becomes of it once the changes are saved.</returns>
    internal async Task<SaveOutcome<TText>> PutAsync<TText>(
        SelfAssessment of, string subject, IWritten<TText>? present, Func<TText, IWritten<TText>> begin, TText text, int basedOn, CancellationToken ct)
        where TText : class, IWrittenText<TText>
    {
        var typed = text.Tidied();
        if (present is null)
        {
            if (typed.Equals(TText.Empty))
            {
                return new SaveOutcome<TText>(0, typed);
            }

            present = begin(typed);
            db.Add(present);
            return Keep(of, subject, present);
        }

        if (present.Text.Equals(typed))
        {
            return new SaveOutcome<TText>(present.Version, typed);
        }

        if (present.TryRewrite(of, typed, basedOn, me.Id, clock.UtcNow()))
        {
            return Keep(of, subject, present);
        }

        var first = new SavedFirst<TText>(present.Text, await NameOfAsync(present.WrittenBy, ct), present.WrittenAt);
        var joined = TText.Join(await BaseAsync<TText>(of.Id, subject, basedOn, ct), typed, present.Text);
        if (joined.Clashes)
        {
            await KeepAsideAsync(of, subject, JsonSerializer.Serialize(typed), ct);
            return new SaveOutcome<TText>(present.Version, joined.Text, first);
        }

        if (present.Text.Equals(joined.Text))
        {
            return new SaveOutcome<TText>(present.Version, joined.Text, JoinedWith: first.By);
        }

        present.TryRewrite(of, joined.Text, present.Version, me.Id, clock.UtcNow());
        return Keep(of, subject, present) with { JoinedWith = first.By };
    }

    /// <summary>Sets a text that was typed beside the one that is saved, and saves nothing.</summary>
    internal async Task<SaveOutcome<TText>> CompareAsync<TText>(
        SelfAssessment of, string subject, IWritten<TText>? present, TText text, int basedOn, CancellationToken ct) where TText : class, IWrittenText<TText>
    {
        var typed = text.Tidied();
        if (present is null || present.Text.Equals(typed))
        {
            return new SaveOutcome<TText>(present?.Version ?? 0, typed);
        }

        var joined = TText.Join(await BaseAsync<TText>(of.Id, subject, basedOn, ct), typed, present.Text);
        return new SaveOutcome<TText>(
            present.Version, joined.Text, new SavedFirst<TText>(present.Text, await NameOfAsync(present.WrittenBy, ct), present.WrittenAt));
    }

    private SaveOutcome<TText> Keep<TText>(SelfAssessment of, string subject, IWritten<TText> written)
    {
        var version = written.Version + 1;
        db.Revisions.Add(Revision.Of(of, subject, JsonSerializer.Serialize(written.Text), version, me.Id, clock.UtcNow()));
        return new SaveOutcome<TText>(version, written.Text);
    }

    /// <summary>Keeps a text once, however often it is sent.</summary>
    private async Task KeepAsideAsync(SelfAssessment of, string subject, string content, CancellationToken ct)
    {
        var (id, writer) = (of.Id, me.Id);
        if (!await db.Revisions.AnyAsync(r => r.SelfAssessmentId == id && r.Subject == subject && r.KeptAside && r.WrittenBy == writer && r.Content == content, ct))
        {
            db.Revisions.Add(Revision.Of(of, subject, content, null, writer, clock.UtcNow()));
        }
    }

    /// <summary>The text both began with. Where it was not noted which that was, nothing: every field that differs then counts as changed by both.</summary>
    private async Task<TText> BaseAsync<TText>(Id<SelfAssessment> of, string subject, int version, CancellationToken ct) where TText : class, IWrittenText<TText>
    {
        var content = version == 0 ? null : await db.Revisions.Where(r => r.SelfAssessmentId == of && r.Subject == subject && r.Makes == version)
            .Select(r => r.Content).FirstOrDefaultAsync(ct);
        return content is null ? TText.Empty : JsonSerializer.Deserialize<TText>(content)!;
    }

    private Task<string> NameOfAsync(Id<Person> person, CancellationToken ct) =>
        db.People.Where(p => p.Id == person).Select(p => p.Name).SingleAsync(ct);
}
