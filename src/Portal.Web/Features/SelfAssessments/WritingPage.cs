using Microsoft.AspNetCore.Mvc;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>
/// A page on which people write, perhaps several in the same text. With script it saves while one writes (handler Keep) and tells who else is there
/// (handler Here); without, the form is sent as any other. Two versions are set side by side (handler Compare).
/// </summary>
public abstract class WritingPage<TText>(WritersAtWork writers) : PortalPage where TText : class, IWrittenText<TText>
{
    public ShownAssessment Shown { get; protected set; } = null!;

    public bool MayWrite { get; protected set; }

    /// <summary>What is saved and what was typed, question by question; null unless there are two versions.</summary>
    public BothTexts? Both { get; private set; }

    /// <summary>Whose words a browser keeps until they are saved.</summary>
    public string Writer => writers.Me;

    /// <summary>The criterion's id or the judgement's code.</summary>
    protected abstract string Subject { get; }

    /// <summary>Other pages on which the same text may be written.</summary>
    protected virtual IReadOnlyList<string> Around => [];

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
            : WritingReply.Saved(Now, Versions(outcome), outcome.JoinedWith, outcome.JoinedWith is null ? [] : FieldsOf(outcome.Text));
    }

    /// <summary>Notes that the writer is here, and tells who else is, and whether somebody has saved since the writer was shown the text.</summary>
    public async Task<IActionResult> OnPostHereAsync(CancellationToken ct)
    {
        CurrentPerson.Require(MayWrite, "Only whoever may write here is shown to others as a writer.");
        var others = await writers.MeetAsync(Shown.Assessment, Subject, ct, Around);
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

    /// <summary>The present moment, in UTC.</summary>
    protected DateTime Now => writers.Now;

    /// <summary>Lets the browser know, on the next page, that what was typed is saved.</summary>
    protected void Kept() => TempData[KeptKey] = Request.Path.Value;

    /// <summary>The page of the form with both versions, as a 409, for whoever came second.</summary>
    protected IActionResult BothVersions(SaveOutcome<TText> outcome, string field)
    {
        Show(outcome);
        ModelState.AddModelError($"Input.{field}", $"{outcome.SavedFirst!.By} saved this while you were writing. Both texts are below: put together what should stand, and save again");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

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
