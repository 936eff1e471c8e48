using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>One line of an agency's return: the agency answers and scores itself, the board gives the moderated score beside it.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class StandardModel(PortalDbContext db, ReturnReader reader, WriteReturn write) : PortalPage
{
    private const int MostCharacters = 100_000;

    [BindProperty(SupportsGet = true)]
    public Id<Matter> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Post> Post { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Criterion { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    [BindProperty]
    public ModerationForm Moderated { get; set; } = new();

    public ShownReturn Shown { get; private set; } = null!;

    public Criterion Asked { get; private set; } = null!;

    public JudgementArea Area { get; private set; } = null!;

    /// <summary>What the agency says; null where it has said nothing.</summary>
    public ReturnedAnswer? Answer { get; private set; }

    public string WrittenBy { get; private set; } = "";

    /// <summary>What somebody else of the agency saved while this was written.</summary>
    public ReturnedAnswer? SavedFirst { get; private set; }

    public IReadOnlyList<SelectListItem> Scores { get; private set; } = [];

    /// <summary>The next line; null after the last.</summary>
    public string? Next { get; private set; }

    public void OnGet()
    {
        Input = Form.Of(Answer);
        Moderated = new ModerationForm { Grade = Answer?.Moderation?.Grade, Reason = Answer?.Moderation?.Reason };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        SavedFirst = await write.AnswerAsync(Id, Post, Criterion, Input.Text(), Input.BasedOn, ct);
        if (SavedFirst is null)
        {
            Notice("Saved.");
            return OnTo();
        }

        Input = Input with { BasedOn = SavedFirst.Version };
        ModelState.Remove("Input.BasedOn");
        ModelState.AddModelError("Input.Know", "Somebody else saved this while you were writing. Both texts are below: put together what should stand, and save again");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    public async Task<IActionResult> OnPostModerateAsync(CancellationToken ct)
    {
        if (!Valid(Moderated, new ModerationValidator(), nameof(Moderated)))
        {
            return Invalid();
        }

        await write.ModerateAsync(Id, Post, Criterion, Moderated.Grade!, Moderated.Reason, ct);
        Notice($"{Criterion}: the moderated score is saved beside the agency’s own.");
        return OnTo();
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, Post, ct);
        if (Shown.Framework.FindCriterion(Criterion) is not { } asked)
        {
            return NotFound();
        }

        Asked = asked;
        Area = Shown.Framework.JudgementOf(asked.Id);
        Answer = Shown.Answers.GetValueOrDefault(asked.Id);
        Scores = [.. Shown.Framework.Scale.Select(g => new SelectListItem(g.Label, g.Code))];
        Next = Shown.Framework.Criteria.SkipWhile(c => c.Id != asked.Id).Skip(1).FirstOrDefault()?.Id;
        if (Answer is { WrittenBy: var writer })
        {
            WrittenBy = await db.People.Where(p => p.Id == writer).Select(p => p.Name).SingleAsync(ct);
        }

        return null;
    }

    private RedirectToPageResult OnTo() => Next is null ? Go("Return", new { id = Id, post = Post }) : Go("Standard", new { id = Id, post = Post, criterion = Next });

    public sealed record Form
    {
        public string? Know { get; init; }

        public string? HowKnown { get; init; }

        public string? Difference { get; init; }

        public string? Next { get; init; }

        public string? Score { get; init; }

        /// <summary>The version the writer was shown.</summary>
        public int BasedOn { get; init; }

        internal static Form Of(ReturnedAnswer? answer) => new()
        {
            Know = answer?.Text.Know,
            HowKnown = answer?.Text.HowKnown,
            Difference = answer?.Text.Difference,
            Next = answer?.Text.Next,
            Score = answer?.Text.SelfGrade,
            BasedOn = answer?.Version ?? 0,
        };

        internal AnswerText Text() => new(Know ?? "", HowKnown ?? "", Difference ?? "", Next ?? "", string.IsNullOrEmpty(Score) ? null : Score);
    }

    public sealed record ModerationForm
    {
        public string? Grade { get; init; }

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Know).MaximumLength(MostCharacters).WithMessage("It must be 100,000 characters or fewer");
            RuleFor(f => f.HowKnown).MaximumLength(MostCharacters).WithMessage("It must be 100,000 characters or fewer");
            RuleFor(f => f.Difference).MaximumLength(MostCharacters).WithMessage("It must be 100,000 characters or fewer");
            RuleFor(f => f.Next).MaximumLength(MostCharacters).WithMessage("It must be 100,000 characters or fewer");
        }
    }

    public sealed class ModerationValidator : AbstractValidator<ModerationForm>
    {
        public ModerationValidator()
        {
            RuleFor(f => f.Grade).NotEmpty().WithMessage("Choose the moderated score");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why this is the moderated score").MaximumLength(4000).WithMessage("The reason must be 4,000 characters or fewer");
        }
    }
}
