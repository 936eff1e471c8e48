using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Deciding one judgement: the grade, its reasons, how near the neighbouring grades are, and the voice of children behind it.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class JudgeModel(PortalDbContext db, AssessmentReader reader, SaveJudgement save, WritersAtWork writers, WordingReader wording, CurrentPerson me, TimeProvider clock)
    : WritingPage<JudgementText>(me, clock)
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

    public IReadOnlyList<SelectListItem> Grades { get; private set; } = [];

    /// <summary>The grades of the judgements beneath this one, as a reminder; nothing is computed from them.</summary>
    public IReadOnlyList<(string Title, string Grade)> Beneath { get; private set; } = [];

    /// <summary>Limiting rules that the grades given so far bring into play, to be explained.</summary>
    public IReadOnlyList<LimitingRule> Limits { get; private set; } = [];

    protected override int BasedOn => Input.BasedOn;

    protected override JudgementText Typed => Input.Text();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var judgement = await db.Judgements.AsNoTracking().FirstOrDefaultAsync(j => j.SelfAssessmentId == Id && j.JudgementCode == Code, ct);
        if (judgement is not null)
        {
            Input = Form.Of(judgement.Text, judgement.Version);
            Said = await wording.OfAsync(Id, Code, judgement.Text, ct);
        }
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveFormAsync(
        nameof(Form.Reasons), "The judgement is saved", Area.Criteria.Count > 0 ? Go("Area", new { id = Id, code = Code }) : Go("Overview", new { id = Id }), ct);

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
        return null;
    }

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        var given = (await db.Judgements.Where(j => j.SelfAssessmentId == Id).Select(j => new { j.JudgementCode, j.Text.Grade }).ToListAsync(ct))
            .Where(j => j.Grade is not null).ToDictionary(j => j.JudgementCode, j => j.Grade!, StringComparer.Ordinal);
        Beneath = [.. Shown.Framework.ChildrenOf(Code).Select(j => (j.Title, LabelOf(given.GetValueOrDefault(j.Code))))];
        Limits = [.. Shown.Framework.LimitsConcerning(given).Where(l => l.Effect.Judgement == Code)];
    }

    protected override Task<IReadOnlyList<string>> MeetAsync(CancellationToken ct) => writers.MeetAsync(Shown.Assessment, Code, ct);

    protected override bool TypedIsValid() => Valid(Input, new Validator());

    protected override Task<SaveOutcome<JudgementText>> SaveAsync(JudgementText text, int basedOn, CancellationToken ct) => save.AsAsync(Id, Code, text, basedOn, ct);

    protected override Task<SaveOutcome<JudgementText>> CompareAsync(JudgementText text, int basedOn, CancellationToken ct) =>
        save.CompareAsync(Shown.Assessment, Code, text, basedOn, ct);

    protected override void Fill(JudgementText text, int version) => Input = Form.Of(text, version);

    protected override IReadOnlyList<SaidText> Read(JudgementText text) => text.Read(Shown.Framework);

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
