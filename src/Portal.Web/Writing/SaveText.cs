using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;

namespace Portal.Web.Writing;

/// <summary>
/// Puts down a text that several people may write at once, for whoever calls to save. Where somebody else saved meanwhile, fields that only one of them changed are put together;
/// where both changed the same field, the text that comes second is kept aside, never lost and never written over the first (ADR 0017).
/// </summary>
public sealed class SaveText(PortalDbContext db)
{
    /// <param name="place">Where it is written.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="basedOn">The version the writer was shown; 0 where there was none.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What becomes of it once the changes are saved.</returns>
    public async Task<SaveOutcome<TText>> PutAsync<TText>(TextPlace<TText> place, TText text, int basedOn, CancellationToken ct) where TText : class, IWrittenText<TText>
    {
        var typed = text.Tidied();
        if (place.Present is not { } present)
        {
            if (typed.Equals(TText.Empty))
            {
                return new SaveOutcome<TText>(0, typed);
            }

            var begun = place.Begin(typed);
            db.Add(begun);
            return Keep(place, begun);
        }

        if (present.Text.Equals(typed))
        {
            return new SaveOutcome<TText>(present.Version, typed);
        }

        if (place.Rewrite(typed, basedOn))
        {
            return Keep(place, present);
        }

        var first = new SavedFirst<TText>(present.Text, await NameOfAsync(present.WrittenBy, ct), present.WrittenAt);
        var joined = TText.Join(await BaseAsync(place, basedOn, ct), typed, present.Text);
        if (joined.Clashes)
        {
            await KeepAsideAsync(place, JsonSerializer.Serialize(typed), ct);
            return new SaveOutcome<TText>(present.Version, joined.Text, first);
        }

        if (present.Text.Equals(joined.Text))
        {
            return new SaveOutcome<TText>(present.Version, joined.Text, JoinedWith: first.By);
        }

        place.Rewrite(joined.Text, present.Version);
        return Keep(place, present) with { JoinedWith = joined.Text.Equals(typed) ? null : first.By };
    }

    /// <summary>Sets a text that was typed beside the one that is saved, and saves nothing.</summary>
    public async Task<SaveOutcome<TText>> CompareAsync<TText>(TextPlace<TText> place, TText text, int basedOn, CancellationToken ct) where TText : class, IWrittenText<TText>
    {
        var typed = text.Tidied();
        if (place.Present is not { } present || present.Text.Equals(typed))
        {
            return new SaveOutcome<TText>(place.Present?.Version ?? 0, typed);
        }

        var joined = TText.Join(await BaseAsync(place, basedOn, ct), typed, present.Text);
        return new SaveOutcome<TText>(
            present.Version, joined.Text, new SavedFirst<TText>(present.Text, await NameOfAsync(present.WrittenBy, ct), present.WrittenAt));
    }

    private static SaveOutcome<TText> Keep<TText>(TextPlace<TText> place, IWritten<TText> written)
    {
        var version = written.Version + 1;
        place.History.Keep(JsonSerializer.Serialize(written.Text), version);
        return new SaveOutcome<TText>(version, written.Text);
    }

    /// <summary>Keeps a text once, however often it is sent.</summary>
    private static async Task KeepAsideAsync<TText>(TextPlace<TText> place, string content, CancellationToken ct)
    {
        if (!await place.History.IsKeptAsideAsync(content, ct))
        {
            place.History.Keep(content, null);
        }
    }

    /// <summary>The text both began with. Where it was not noted which that was, nothing: every field that differs then counts as changed by both.</summary>
    private static async Task<TText> BaseAsync<TText>(TextPlace<TText> place, int version, CancellationToken ct) where TText : class, IWrittenText<TText> =>
        version > 0 && await place.History.MadeAsync(version, ct) is { } content ? JsonSerializer.Deserialize<TText>(content)! : TText.Empty;

    private Task<string> NameOfAsync(Id<Person> person, CancellationToken ct) =>
        db.People.Where(p => p.Id == person).Select(p => p.Name).SingleAsync(ct);
}
