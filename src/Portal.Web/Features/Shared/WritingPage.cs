using Microsoft.AspNetCore.Mvc;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Words;
using Portal.Web.Writing;

namespace Portal.Web.Features.Shared;

/// <summary>
/// A page on which people write, perhaps several in the same text. With script it saves while one writes (handler Keep) and tells who else is there
/// (handler Here); without, the form is sent as any other. Two versions are set side by side (handler Compare).
/// </summary>
public abstract class WritingPage<TText>(CurrentPerson me, TimeProvider clock) : PortalPage where TText : class, IWrittenText<TText>
{
    public bool MayWrite { get; protected set; }

    /// <summary>What is saved and what was typed, question by question; null unless there are two versions.</summary>
    public BothTexts? Both { get; private set; }

    /// <summary>Whose words a browser keeps until they are saved.</summary>
    public string Writer => me.Id.ToString();

    /// <summary>Whoever writes.</summary>
    protected CurrentPerson Me => me;

    /// <summary>The version the writer was shown.</summary>
    protected abstract int BasedOn { get; }

    /// <summary>What was typed.</summary>
    protected abstract TText Typed { get; }

    /// <summary>Saves as the form does, but answers with data: the time and the version, or why not.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        if (!TypedIsValid())
        {
            return WritingReply.Invalid(ModelState);
        }

        var typed = Typed.Tidied();
        var outcome = await SaveAsync(typed, BasedOn, ct);
        return outcome.SavedFirst is { } first
            ? WritingReply.Clash(first.By, first.At)
            : WritingReply.Saved(clock.UtcNow(), Versions(outcome), outcome.JoinedWith, outcome.JoinedWith is null ? [] : FieldsOf(outcome.Text));
    }

    /// <summary>Notes that the writer is here, and tells who else is, and whether somebody has saved since the writer was shown the text.</summary>
    public async Task<IActionResult> OnPostHereAsync(CancellationToken ct)
    {
        CurrentPerson.Require(MayWrite, "Only whoever may write here is shown to others as a writer.");
        var others = await MeetAsync(ct);
        var outcome = await CompareAsync(Typed, BasedOn, ct);
        var newer = outcome.Version > BasedOn ? outcome.SavedFirst : null;
        return WritingReply.Others(others, Versions(outcome), newer?.By, newer?.At);
    }

    /// <summary>Shows what is saved beside what was typed, and saves nothing.</summary>
    public async Task<IActionResult> OnPostCompareAsync(CancellationToken ct)
    {
        Show(await CompareAsync(Typed, BasedOn, ct));
        return Page();
    }

    /// <summary>Whether what was typed can be saved; the errors stand beside the fields.</summary>
    protected abstract bool TypedIsValid();

    protected abstract Task<SaveOutcome<TText>> SaveAsync(TText text, int basedOn, CancellationToken ct);

    /// <summary>Sets a text beside what is saved.</summary>
    protected abstract Task<SaveOutcome<TText>> CompareAsync(TText text, int basedOn, CancellationToken ct);

    /// <summary>Puts a text into the form.</summary>
    protected abstract void Fill(TText text, int version);

    protected abstract IReadOnlyList<SaidText> Read(TText text);

    /// <summary>Notes that the writer is here, and names the others who are.</summary>
    protected abstract Task<IReadOnlyList<string>> MeetAsync(CancellationToken ct);

    /// <summary>Saves what was typed and goes on; shows the form again with what is wrong beside it, or with both versions, as a 409, to whoever came second.</summary>
    /// <param name="field">Where it is said that there are two versions.</param>
    /// <param name="onwards">Where to go once it is saved, knowing who had written in other fields meanwhile.</param>
    /// <param name="ct">Cancels.</param>
    protected async Task<IActionResult> SaveFormAsync(string field, Func<string?, Task<IActionResult>> onwards, CancellationToken ct)
    {
        if (!TypedIsValid())
        {
            return Invalid();
        }

        var outcome = await SaveAsync(Typed, BasedOn, ct);
        if (outcome.SavedFirst is { } first)
        {
            Show(outcome);
            ModelState.AddModelError($"Input.{field}", $"{first.By} saved this while you were writing. Both texts are below: put together what should stand, and save again");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        TempData[KeptKey] = $"{Writer} {Request.Path.Value}"; // Lets the browser know, on the next page, that what was typed is saved.
        return await onwards(outcome.JoinedWith);
    }

    /// <summary>Saves what was typed, says so on the next page, and names there whoever had written in other fields meanwhile.</summary>
    /// <param name="field">Where it is said that there are two versions.</param>
    /// <param name="saved">What is said, such as "Saved".</param>
    /// <param name="next">The next page.</param>
    /// <param name="ct">Cancels.</param>
    protected Task<IActionResult> SaveFormAsync(string field, string saved, IActionResult next, CancellationToken ct) => SaveFormAsync(
        field,
        other =>
        {
            Notice(other is null ? $"{saved}." : $"{saved}, together with what {other} wrote meanwhile in other fields.");
            return Task.FromResult(next);
        },
        ct);

    private void Show(SaveOutcome<TText> outcome)
    {
        ModelState.Clear(); // What is put into the form now counts, not what was sent.
        Fill(outcome.Text, outcome.Version);
        Both = BothTexts.Of(outcome, Read);
    }

    private static Dictionary<string, int> Versions(SaveOutcome<TText> outcome) => new(StringComparer.Ordinal) { ["Input.BasedOn"] = outcome.Version };

    private Dictionary<string, string> FieldsOf(TText text) => Read(text).ToDictionary(s => $"Input.{s.Field}", s => s.Code ?? s.Text, StringComparer.Ordinal);
}

/// <summary>What is saved and what somebody typed, where they differ.</summary>
/// <param name="By">Who saved.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Differing">The questions to which different things are said.</param>
/// <param name="About">The criterion, on a page that shows several; null where the page is about one.</param>
public sealed record BothTexts(string By, DateTime At, IReadOnlyList<BothTexts.Field> Differing, string? About = null)
{
    /// <summary>The id of its heading in the page.</summary>
    public string Anchor => About is null ? "both-texts" : $"both-texts-{About}";

    /// <summary>What is saved beside what was typed; null unless somebody else saved first.</summary>
    internal static BothTexts? Of<TText>(SaveOutcome<TText> outcome, Func<TText, IReadOnlyList<SaidText>> read, string? about = null) =>
        outcome.SavedFirst is { } first ? new BothTexts(first.By, first.At, Fields(read(first.Text), read(outcome.Text)), about) : null;

    private static IReadOnlyList<Field> Fields(IReadOnlyList<SaidText> saved, IReadOnlyList<SaidText> typed) =>
        [.. saved.Zip(typed).Where(t => t.First.Text != t.Second.Text).Select(t => new Field(t.First.Question, WordDifference.Between(t.First.Text, t.Second.Text)))];

    /// <summary>One question and how the two answers differ, word by word.</summary>
    public sealed record Field(string Question, WordDifference Difference);
}
