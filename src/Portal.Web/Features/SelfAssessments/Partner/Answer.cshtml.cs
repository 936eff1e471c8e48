using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments.Partner;

/// <summary>Answering one criterion of the part that a partner without an account is asked for.</summary>
[Authorize(Policies.Guest)]
public sealed class AnswerModel(PortalDbContext db, AssessmentReader reader, SaveAnswer save, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string Criterion { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    public GuestPart Part { get; private set; } = null!;

    public Criterion Asked { get; private set; } = null!;

    /// <summary>What somebody else saved meanwhile; null unless the save lost the race.</summary>
    public SavedFirst<AnswerText>? SavedFirst { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var (id, criterion) = (Part.Shown.Id, Asked.Id);
        if (await db.Answers.AsNoTracking().FirstOrDefaultAsync(a => a.SelfAssessmentId == id && a.CriterionId == criterion, ct) is { } answer)
        {
            Input = Form.Of(answer.Text, answer.Version);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        // Grade and strength are not asked of a guest: what somebody of the body said there stays.
        var (id, criterion) = (Part.Shown.Id, Asked.Id);
        var present = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == id && a.CriterionId == criterion).Select(a => a.Text).FirstOrDefaultAsync(ct) ?? AnswerText.Empty;
        var outcome = await save.AsAsync(
            id, criterion, present with { Know = Input.Know ?? "", HowKnown = Input.HowKnown ?? "", Difference = Input.Difference ?? "", Next = Input.Next ?? "" }, Input.BasedOn, ct);
        if (outcome.Saved)
        {
            Notice($"{Asked.Id} is saved.");
            return Go("Index");
        }

        SavedFirst = outcome.SavedFirst;
        Input = Form.Of(outcome.Text, outcome.Version);
        ModelState.Clear(); // What is put into the form now counts: it has what only the other changed.
        ModelState.AddModelError("Input.Know", $"{SavedFirst!.By} saved this answer while you were writing. Both texts are below: put together what should stand, and save again");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Part = await GuestPart.LoadAsync(db, reader, me, ct);
        if (Part.Criteria.FirstOrDefault(c => c.Id == Criterion) is not { } asked)
        {
            return NotFound();
        }

        Asked = asked;
        return null;
    }

    public sealed record Form
    {
        public string? Know { get; init; }

        public string? HowKnown { get; init; }

        public string? Difference { get; init; }

        public string? Next { get; init; }

        /// <summary>The version the writer was shown.</summary>
        public int BasedOn { get; init; }

        internal static Form Of(AnswerText text, int version) => new()
        {
            Know = text.Know,
            HowKnown = text.HowKnown,
            Difference = text.Difference,
            Next = text.Next,
            BasedOn = version,
        };
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Know).LongText("What do we know");
            RuleFor(f => f.HowKnown).LongText("How do we know it");
            RuleFor(f => f.Difference).LongText("What difference has it made");
            RuleFor(f => f.Next).LongText("What will we do next");
        }
    }
}
