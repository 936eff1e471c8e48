using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Answering one question of Annex A.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AnnexAQuestionModel(PortalDbContext db, AssessmentReader reader, AnnexAQuestions questions, SaveAnnexA save, WritersAtWork writers, CurrentPerson me, TimeProvider clock)
    : WritingPage<AnnexAText>(me, clock)
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Question { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public AnnexAQuestion Asked { get; private set; } = null!;

    protected override int BasedOn => Input.BasedOn;

    protected override AnnexAText Typed => new(Input.Said ?? "");

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (await db.Set<AnnexAAnswer>().AsNoTracking().FirstOrDefaultAsync(a => a.SelfAssessmentId == Id && a.QuestionId == Question, ct) is { } answer)
        {
            Fill(answer.Text, answer.Version);
        }
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveFormAsync(nameof(Form.Said), $"{Asked.Id} is saved", Go("AnnexA", new { id = Id }), ct);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        if (questions.Find(Shown.Framework, Question) is not { } asked)
        {
            return NotFound();
        }

        Asked = asked;
        MayWrite = Shown.IsOpen && save.MayAnswer(Shown, asked);
        if (!save.MayAnswer(Shown, asked))
        {
            Shown.RequireReadable(asked.Judgement, null);
        }

        return null;
    }

    protected override Task<IReadOnlyList<string>> MeetAsync(CancellationToken ct) => writers.MeetAsync(Shown.Assessment, Asked.Id, ct);

    protected override bool TypedIsValid() => Valid(Input, new Validator());

    protected override Task<SaveOutcome<AnnexAText>> SaveAsync(AnnexAText text, int basedOn, CancellationToken ct) => save.AsAsync(Id, Asked.Id, text, basedOn, ct);

    protected override Task<SaveOutcome<AnnexAText>> CompareAsync(AnnexAText text, int basedOn, CancellationToken ct) =>
        save.CompareAsync(Shown.Assessment, Asked.Id, text, basedOn, ct);

    protected override void Fill(AnnexAText text, int version) => Input = new Form { Said = text.Said, BasedOn = version };

    protected override IReadOnlyList<SaidText> Read(AnnexAText text) => text.Read(Asked);

    public sealed record Form
    {
        public string? Said { get; init; }

        /// <summary>The version the writer was shown.</summary>
        public int BasedOn { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Said).LongText("Your answer");
    }
}
