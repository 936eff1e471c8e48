using Microsoft.AspNetCore.Mvc;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;
using Portal.Web.Time;
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

    /// <summary>The version the writer was shown.</summary>
    protected abstract int BasedOn { get; }

    /// <summary>What was typed.</summary>
    protected abstract TText Typed { get; }

    /// <summary>Saves as the form does, but answers with data: the time and the version, or why not.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        if (!TypedIsValid())
        {
            var errors = ModelState.Where(e => e.Value!.Errors.Count > 0).ToDictionary(e => e.Key, e => e.Value!.Errors[0].ErrorMessage);
            return new JsonResult(new { errors }) { StatusCode = StatusCodes.Status400BadRequest };
        }

        var typed = Typed.Tidied();
        var outcome = await SaveAsync(typed, BasedOn, ct);
        return outcome.SavedFirst is { } first
            ? new JsonResult(new { first = first.By, at = first.At.ClockTime() }) { StatusCode = StatusCodes.Status409Conflict }
            : new JsonResult(new
            {
                saved = Now.ClockTime(),
                version = outcome.Version,
                joinedWith = outcome.JoinedWith,
                joined = outcome.JoinedWith is null ? null : FieldsOf(outcome.Text),
            });
    }

    /// <summary>Notes that the writer is here, and tells who else is, and whether somebody has saved since the writer was shown the text.</summary>
    public async Task<IActionResult> OnPostHereAsync(CancellationToken ct)
    {
        CurrentPerson.Require(MayWrite, "Only whoever may write here is shown to others as a writer.");
        var others = await writers.MeetAsync(Shown.Assessment, Subject, ct);
        var outcome = await CompareAsync(Typed, BasedOn, ct);
        var newer = outcome.Version > BasedOn ? outcome.SavedFirst : null;
        return new JsonResult(new { others, version = outcome.Version, first = newer?.By, at = newer?.At.ClockTime() });
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
        Both = outcome.SavedFirst is { } first ? new BothTexts(first.By, first.At, BothTexts.Fields(Read(first.Text), Read(outcome.Text))) : null;
    }

    private Dictionary<string, string> FieldsOf(TText text) => Read(text).ToDictionary(s => $"Input.{s.Field}", s => s.Code ?? s.Text, StringComparer.Ordinal);
}

/// <summary>What is saved and what somebody typed, where they differ.</summary>
/// <param name="By">Who saved.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Differing">The questions to which different things are said.</param>
public sealed record BothTexts(string By, DateTime At, IReadOnlyList<BothTexts.Field> Differing)
{
    internal static IReadOnlyList<Field> Fields(IReadOnlyList<SaidText> saved, IReadOnlyList<SaidText> typed) =>
        [.. saved.Zip(typed).Where(t => t.First.Text != t.Second.Text).Select(t => new Field(t.First.Question, WordDifference.Between(t.First.Text, t.Second.Text)))];

    /// <summary>One question and how the two answers differ, word by word.</summary>
    public sealed record Field(string Question, WordDifference Difference);
}
