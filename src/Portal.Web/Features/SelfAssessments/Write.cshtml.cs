using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Writing all answers of a judgement area on one page, saved together, however many criteria it has.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class WriteModel(PortalDbContext db, AssessmentReader reader, SaveAnswer save, WritersAtWork writers) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public IReadOnlyList<Entry> Input { get; set; } = [];

    /// <summary>The criterion beside whose answer the button was pressed.</summary>
    [BindProperty]
    public string? At { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public JudgementArea Area { get; private set; } = null!;

    public IReadOnlyList<Part> Parts { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Grades { get; private set; } = [];

    /// <summary>Texts of which there are two versions.</summary>
    public IReadOnlyList<BothTexts> Both { get; private set; } = [];

    /// <summary>Whose words a browser keeps until they are saved.</summary>
    public string Writer => writers.Me;

    /// <summary>Whether there is anything on the page to write.</summary>
    public bool MayWrite => Input.Count > 0;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await ShowAsync(ct);
        if (Shown.IsOpen)
        {
            Input = [.. Parts.Where(p => Shown.Share.MayAnswer(Area.Code, p.Criterion.Id)).Select(p => Entry.Of(p.Criterion.Id, p.Text, p.Version))];
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!TypedIsValid())
        {
            return Invalid();
        }

        var outcomes = await save.AllAsync(Id, Typed, ct);
        if (outcomes.Any(o => !o.Saved))
        {
            await BesideAsync(outcomes, asErrors: true, ct);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        TempData[KeptKey] = $"{Writer} {Request.Path.Value}";
        Notice(JoinedWith(outcomes) is { } others ? $"Saved, together with what {others} wrote meanwhile in other fields." : "Saved.");
        return RedirectToPage("Write", null, new { id = Id, code = Code }, At);
    }

    /// <summary>Saves as the form does, but answers with data.</summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        if (!TypedIsValid())
        {
            return WritingReply.Invalid(ModelState);
        }

        var outcomes = await save.AllAsync(Id, Typed, ct);
        if (outcomes.FirstOrDefault(o => !o.Saved)?.SavedFirst is { } first)
        {
            return WritingReply.Clash(first.By, first.At);
        }

        var joinedWith = JoinedWith(outcomes);
        return WritingReply.Saved(writers.Now, Versions(outcomes), joinedWith, joinedWith is null ? new Dictionary<string, string>() : await JoinedAsync(outcomes, ct));
    }

    /// <summary>Notes that the writer is here, and tells who else writes in the area, and whether somebody has saved since.</summary>
    public async Task<IActionResult> OnPostHereAsync(CancellationToken ct)
    {
        await ShowAsync(ct);
        var outcomes = await CompareAsync(ct);
        var others = await writers.MeetAsync(Shown.Assessment, WritersAtWork.AllOf(Area), ct, [.. Typed.Select(t => t.CriterionId)]);
        var newer = outcomes.Zip(Input).Where(o => o.First.Version > o.Second.Answer.BasedOn).Select(o => o.First.SavedFirst).OfType<SavedFirst<AnswerText>>().MaxBy(f => f.At);
        return WritingReply.Others(others, Versions(outcomes), newer?.By, newer?.At);
    }

    /// <summary>Shows what is saved beside what was typed, and saves nothing.</summary>
    public async Task<IActionResult> OnPostCompareAsync(CancellationToken ct)
    {
        await ShowAsync(ct);
        await BesideAsync(await CompareAsync(ct), asErrors: false, ct);
        return Page();
    }

    /// <summary>Where the answer to a criterion stands in the form; -1 where it is only read.</summary>
    public int PlaceOf(Part part) => Input.Select(e => e.CriterionId).ToList().IndexOf(part.Criterion.Id);

    /// <summary>What the fields of one answer show.</summary>
    public Row RowOf(int place) => new(Input[place].CriterionId, Input[place].Answer, Shown.Framework.Questions, Grades);

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        if (Shown is null)
        {
            await ShowAsync(ct);
        }
    }

    private IReadOnlyList<TypedAnswer> Typed => [.. Input.Select(e => new TypedAnswer(e.CriterionId, e.Answer.Text().Tidied(), e.Answer.BasedOn))];

    /// <exception cref="NotFound">One of what was sent is no criterion of this area.</exception>
    private Task<IReadOnlyList<SaveOutcome<AnswerText>>> CompareAsync(CancellationToken ct) =>
        Typed.All(t => Area.Criteria.Any(c => c.Id == t.CriterionId)) ? save.CompareAllAsync(Shown, Typed, ct) : throw new NotFound();

    private async Task ShowAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Area = Shown.Framework.FindJudgement(Code) ?? throw new NotFound();
        var readable = Area.Criteria.Where(c => Shown.MayRead(Area.Code, c.Id)).ToList();
        if (readable.Count == 0)
        {
            throw new NotFound();
        }

        Grades = [.. Shown.Framework.Scale.Select(g => new SelectListItem(g.Label, g.Code))];
        Parts = await PartsAsync(readable, ct);
    }

    /// <summary>What stands under each criterion, in two statements however many there are.</summary>
    private async Task<IReadOnlyList<Part>> PartsAsync(IReadOnlyList<Criterion> criteria, CancellationToken ct)
    {
        var ids = criteria.Select(c => c.Id).ToList();
        var answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == Id && ids.Contains(a.CriterionId)).ToDictionaryAsync(a => a.CriterionId, StringComparer.Ordinal, ct);
        var evidence = db.EvidenceLinks.Where(l => l.SelfAssessmentId == Id && ids.Contains(l.CriterionId))
            .Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (l, e) => new { l.CriterionId, Reference = (int?)l.Reference, Words = e.Title });
        var changes = db.Set<RequestedChange>().Where(c => c.SelfAssessmentId == Id && c.CriterionId != null && ids.Contains(c.CriterionId) && c.ClosedAt == null)
            .Select(c => new { CriterionId = c.CriterionId!, Reference = (int?)null, Words = c.Reason });
        var beside = (await evidence.Concat(changes).ToListAsync(ct)).ToLookup(b => b.CriterionId, StringComparer.Ordinal);
        return
        [
            .. criteria.Select(c => new Part(
                c,
                answers.GetValueOrDefault(c.Id)?.Text ?? AnswerText.Empty,
                answers.GetValueOrDefault(c.Id)?.Version ?? 0,
                [.. beside[c.Id].Where(b => b.Reference is not null).OrderBy(b => b.Reference).Select(b => $"{References.Mark(b.Reference!.Value)} {b.Words}")],
                [.. beside[c.Id].Where(b => b.Reference is null).Select(b => b.Words)])),
        ];
    }

    private bool TypedIsValid()
    {
        foreach (var (entry, place) in Input.Select((e, i) => (e, i)))
        {
            Valid(entry.Answer, new AnswerForm.Validator(), $"Input[{place}].Answer");
        }

        return ModelState.IsValid;
    }

    /// <summary>Puts both versions side by side, and into the form what to begin with.</summary>
    private async Task BesideAsync(IReadOnlyList<SaveOutcome<AnswerText>> outcomes, bool asErrors, CancellationToken ct)
    {
        ModelState.Clear(); // What is put into the form now counts, not what was sent.
        Input = [.. Input.Zip(outcomes, (e, o) => Entry.Of(e.CriterionId, o.Text, o.Version))];
        if (Shown is null)
        {
            await ShowAsync(ct);
        }

        var framework = Shown!.Framework;
        Both = [.. Input.Zip(outcomes, (e, o) => BothTexts.Of(o, t => t.Read(framework), e.CriterionId)).OfType<BothTexts>().Where(b => b.Differing.Count > 0)];
        if (asErrors)
        {
            foreach (var (outcome, place) in outcomes.Select((o, i) => (o, i)).Where(o => !o.o.Saved))
            {
                ModelState.AddModelError(
                    $"Input[{place}].Answer.Know",
                    $"{outcome.SavedFirst!.By} saved {Input[place].CriterionId} while you were writing. Both texts are below: put together what should stand, and save again");
            }
        }
    }

    private static Dictionary<string, int> Versions(IReadOnlyList<SaveOutcome<AnswerText>> outcomes) =>
        outcomes.Select((o, i) => (o, i)).ToDictionary(o => $"Input[{o.i}].Answer.BasedOn", o => o.o.Version, StringComparer.Ordinal);

    private static string? JoinedWith(IReadOnlyList<SaveOutcome<AnswerText>> outcomes) =>
        outcomes.Select(o => o.JoinedWith).OfType<string>().Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } others ? string.Join(" and ", others) : null;

    private async Task<Dictionary<string, string>> JoinedAsync(IReadOnlyList<SaveOutcome<AnswerText>> outcomes, CancellationToken ct)
    {
        var framework = (await reader.ShowAsync(Id, ct)).Framework;
        return outcomes.Select((o, i) => (o, i)).Where(o => o.o.JoinedWith is not null)
            .SelectMany(o => o.o.Text.Read(framework).Select(said => (Name: $"Input[{o.i}].Answer.{said.Field}", Value: said.Code ?? said.Text)))
            .ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
    }

    /// <summary>The answer to one criterion in the form.</summary>
    public sealed record Entry
    {
        public string CriterionId { get; init; } = "";

        public AnswerForm Answer { get; init; } = new();

        internal static Entry Of(string criterion, AnswerText text, int version) => new() { CriterionId = criterion, Answer = AnswerForm.Of(text, version) };
    }

    /// <summary>One answer with what is asked.</summary>
    public sealed record Row(string CriterionId, AnswerForm Answer, AnswerQuestions Asked, IReadOnlyList<SelectListItem> Grades);

    /// <summary>One criterion with its answer as it is saved.</summary>
    /// <param name="Evidence">What is linked to it, by its number.</param>
    /// <param name="Changes">What must be changed, in the words of whoever sent the area back.</param>
    public sealed record Part(Criterion Criterion, AnswerText Text, int Version, IReadOnlyList<string> Evidence, IReadOnlyList<string> Changes);
}
