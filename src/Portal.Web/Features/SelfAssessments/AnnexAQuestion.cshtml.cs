using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Answering one question of Annex A.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AnnexAQuestionModel(PortalDbContext db, AssessmentReader reader, AnnexAQuestions questions, SaveAnnexA save, WritersAtWork writers)
    : WritingPage<AnnexAText>(writers)
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Question { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    public AnnexAQuestion Asked { get; private set; } = null!;

    protected override string Subject => Asked.Id;

    protected override int BasedOn => Input.BasedOn;

    protected override AnnexAText Typed => new(Input.Said ?? "");

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (await db.Set<AnnexAAnswer>().AsNoTracking().FirstOrDefaultAsync(a => a.SelfAssessmentId == Id && a.QuestionId == Question, ct) is { } answer)
        {
            Fill(answer.Text, answer.Version);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!TypedIsValid())
        {
            return Invalid();
        }

        var outcome = await SaveAsync(Typed, BasedOn, ct);
        if (!outcome.Saved)
        {
            return BothVersions(outcome, nameof(Form.Said));
        }

        Kept();
        Notice($"{Asked.Id} is saved.");
        return Go("AnnexA", new { id = Id });
    }

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

    protected override bool TypedIsValid() => Valid(Input, new Validator());

    protected override Task<SaveOutcome<AnnexAText>> SaveAsync(AnnexAText text, int basedOn, CancellationToken ct) => save.AsAsync(Id, Subject, text, basedOn, ct);

    protected override Task<SaveOutcome<AnnexAText>> CompareAsync(AnnexAText text, int basedOn, CancellationToken ct) =>
        save.CompareAsync(Shown.Assessment, Subject, text, basedOn, ct);

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
