using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Deciding one judgement: the grade, its reasons, how near the neighbouring grades are, and the voice of children behind it.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class JudgeModel(PortalDbContext db, AssessmentReader reader, SaveJudgement save, WordingReader wording) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    /// <summary>What the language coach has to say about the text as it is saved.</summary>
    public Wording Said { get; private set; } = Wording.None;

    public Guidance Guidance => new(Shown.Framework, Area, null, Input.Grade);

    public JudgementArea Area { get; private set; } = null!;

    public bool MayWrite { get; private set; }

    public IReadOnlyList<SelectListItem> Grades { get; private set; } = [];

    /// <summary>The grades of the judgements beneath this one, as a reminder; nothing is computed from them.</summary>
    public IReadOnlyList<(string Title, string Grade)> Beneath { get; private set; } = [];

    /// <summary>Limiting rules that the grades given so far bring into play, to be explained.</summary>
    public IReadOnlyList<LimitingRule> Limits { get; private set; } = [];

    /// <summary>What somebody else saved meanwhile; null unless the save lost the race.</summary>
    public SavedFirst<JudgementText>? SavedFirst { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var judgement = await db.Judgements.AsNoTracking().FirstOrDefaultAsync(j => j.SelfAssessmentId == Id && j.JudgementCode == Code, ct);
        if (judgement is not null)
        {
            Input = Form.Of(judgement.Text, judgement.Version);
            Said = await wording.OfAsync(Id, Code, judgement.Text, ct);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var outcome = await save.AsAsync(Id, Code, Input.Text(), Input.BasedOn, ct);
        if (outcome.Saved)
        {
            Notice("The judgement is saved.");
            return Go(Area.Criteria.Count > 0 ? "Area" : "Overview", new { id = Id, code = Area.Criteria.Count > 0 ? Code : null });
        }

        SavedFirst = outcome.SavedFirst;
        Input = Input with { BasedOn = outcome.Version };
        ModelState.Remove("Input.BasedOn");
        ModelState.AddModelError("Input.Reasons", $"{SavedFirst!.By} saved this judgement while you were writing. Both are below: decide what should stand, and save again");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    public string LabelOf(string? grade) => grade is null ? "Not judged yet" : Shown.Framework.Grade(grade).Label;

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (Shown.Framework.FindJudgement(Code) is not { } area)
        {
            return NotFound();
        }

        Area = area;
        Code = area.Code;
        Shown.RequireReadable(Code, null);
        MayWrite = Shown.IsOpen && Shown.Share.MayJudge(Code);
        Grades = [.. Shown.Framework.Scale.Select(g => new SelectListItem(g.Label, g.Code))];
        var given = (await db.Judgements.Where(j => j.SelfAssessmentId == Id).Select(j => new { j.JudgementCode, j.Text.Grade }).ToListAsync(ct))
            .Where(j => j.Grade is not null).ToDictionary(j => j.JudgementCode, j => j.Grade!, StringComparer.Ordinal);
        Beneath = [.. Shown.Framework.ChildrenOf(Code).Select(j => (j.Title, LabelOf(given.GetValueOrDefault(j.Code))))];
        Limits = [.. Shown.Framework.LimitsConcerning(given).Where(l => l.Effect.Judgement == Code)];
        return null;
    }

    public sealed record Form
    {
        public string? Grade { get; init; }

        public string? Reasons { get; init; }

        public string? KeptFromHigher { get; init; }

        public string? KeptFromLower { get; init; }

        public string? ChildrensVoice { get; init; }

        /// <summary>The version the writer was shown.</summary>
        public int BasedOn { get; init; }

        internal static Form Of(JudgementText text, int version) => new()
        {
            Grade = text.Grade,
            Reasons = text.Reasons,
            KeptFromHigher = text.KeptFromHigher,
            KeptFromLower = text.KeptFromLower,
            ChildrensVoice = text.ChildrensVoice,
            BasedOn = version,
        };

        internal JudgementText Text() =>
            new(string.IsNullOrEmpty(Grade) ? null : Grade, Reasons ?? "", KeptFromHigher ?? "", KeptFromLower ?? "", ChildrensVoice ?? "");
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Reasons).LongText("Why this grade");
            RuleFor(f => f.KeptFromHigher).LongText("What kept it from the grade above");
            RuleFor(f => f.KeptFromLower).LongText("What kept it from the grade below");
            RuleFor(f => f.ChildrensVoice).LongText("Whose voice stands behind this");
        }
    }
}
