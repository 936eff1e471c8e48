using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Frameworks;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Frameworks.Drafts;

/// <summary>The words of one criterion in a draft.</summary>
[Authorize(Policies.FrameworkAuthor)]
public sealed class CriterionModel(PortalDbContext db, FrameworkAuthoring authoring) : PortalPage
{
    private FrameworkDraft _draft = null!;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Criterion { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    public Criterion Shown { get; private set; } = null!;

    public void OnGet() => Input = new Form
    {
        Title = Shown.Title, Text = Shown.Text, Hints = string.Join('\n', Shown.EvidenceHints), BasedOn = _draft.Version,
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var hints = (Input.Hints ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (FrameworkText.WithCriterion(_draft.Json, Criterion, Input.Title!.Trim(), Input.Text!.Trim(), hints) is { } json
            && await authoring.SaveAsync(Id, json, Input.BasedOn, ct))
        {
            Notice($"{Criterion} is changed in the draft.");
            return Go("Edit", new { id = Id });
        }

        ModelState.AddModelError("Input.Title", "Somebody else saved this draft while you were writing. Open the criterion again, and copy your words into it");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        _draft = await db.Set<FrameworkDraft>().AsNoTracking().Where(d => d.Id == Id).FirstOr404Async(ct);
        if ((await authoring.ExamineAsync(_draft.Json, ct)).Framework?.FindCriterion(Criterion) is not { } shown)
        {
            return NotFound();
        }

        Shown = shown;
        return null;
    }

    public sealed record Form
    {
        public string? Title { get; init; }

        public string? Text { get; init; }

        /// <summary>One in each line.</summary>
        public string? Hints { get; init; }

        /// <summary>The version the writer was shown.</summary>
        public int BasedOn { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Title).NotEmpty().WithMessage("Enter the title").MaximumLength(300).WithMessage("The title must be 300 characters or fewer");
            RuleFor(f => f.Text).NotEmpty().WithMessage("Say what is good").MaximumLength(20_000).WithMessage("The text must be 20,000 characters or fewer");
            RuleFor(f => f.Hints).MaximumLength(20_000).WithMessage("The hints must be 20,000 characters or fewer");
        }
    }
}
