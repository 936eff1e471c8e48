using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments.Partner;

/// <summary>Answering one criterion of the part that a partner without an account is asked for.</summary>
[Authorize(Policies.Guest)]
public sealed class AnswerModel(PortalDbContext db, AssessmentReader reader, SaveAnswer save, WritersAtWork writers, CurrentPerson me, TimeProvider clock)
    : WritingPage<AnswerText>(me, clock)
{
    private Answer? _present;

    [BindProperty(SupportsGet = true)]
    public string Criterion { get; set; } = "";

    [BindProperty]
    public AnswerForm Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public GuestPart Part { get; private set; } = null!;

    public Criterion Asked { get; private set; } = null!;

    protected override int BasedOn => Input.BasedOn;

    /// <remarks>Grade and strength are not asked of a guest: what somebody of the body said there stays.</remarks>
    protected override AnswerText Typed => Input.Text() with { SelfGrade = _present?.Text.SelfGrade, Strength = _present?.Text.Strength };

    public void OnGet()
    {
        if (_present is { } answer)
        {
            Fill(answer.Text, answer.Version);
        }
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveFormAsync(nameof(AnswerForm.Know), $"{Asked.Id} is saved", Go("Index"), ct);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Part = await GuestPart.LoadAsync(db, reader, Me, ct);
        if (Part.Criteria.FirstOrDefault(c => c.Id == Criterion) is not { } asked)
        {
            return NotFound();
        }

        (Shown, Asked) = (Part.Shown, asked);
        MayWrite = Shown.IsOpen && Shown.Share.MayAnswer(Part.Area.Code, asked.Id);
        var (id, criterion) = (Shown.Id, asked.Id);
        _present = await db.Answers.AsNoTracking().FirstOrDefaultAsync(a => a.SelfAssessmentId == id && a.CriterionId == criterion, ct);
        return null;
    }

    protected override Task<IReadOnlyList<string>> MeetAsync(CancellationToken ct) => writers.MeetAsync(Shown.Assessment, Asked.Id, ct, WritersAtWork.AllOf(Part.Area));

    protected override bool TypedIsValid() => Valid(Input, new AnswerForm.Validator());

    protected override Task<SaveOutcome<AnswerText>> SaveAsync(AnswerText text, int basedOn, CancellationToken ct) => save.AsAsync(Shown.Id, Asked.Id, text, basedOn, ct);

    protected override Task<SaveOutcome<AnswerText>> CompareAsync(AnswerText text, int basedOn, CancellationToken ct) =>
        save.CompareAsync(Shown.Assessment, Asked.Id, text, basedOn, ct);

    protected override void Fill(AnswerText text, int version) => Input = AnswerForm.Of(text, version);

    protected override IReadOnlyList<SaidText> Read(AnswerText text) =>
        [.. text.Read(Shown.Framework).Where(s => s.Field is not (nameof(AnswerForm.SelfGrade) or nameof(AnswerForm.Strength)))];
}
