using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Security;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>Ending a case before its time: a reason, a look at what follows, then the word.</summary>
[Authorize(Policies.Administrator)]
public sealed class EndModel(WorkflowCases cases, CaseActions actions) : PortalPage
{
    [FromRoute(Name = "id")]
    public string CaseId { get; init; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>True while the reason is shown to be checked.</summary>
    public bool Checking { get; private set; }

    public WorkflowCases.Case Shown { get; private set; } = null!;

    public void OnGet()
    {
    }

    public IActionResult OnPostCheck()
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        Checking = true;
        return Page();
    }

    public IActionResult OnPostChange() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await actions.CancelAsync(CaseId, Input.Reason, ct);
        Notice("The case has ended. Its tasks are closed, and all that was written stays to be read.");
        return Go("Case", new { id = CaseId });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await cases.FindAsync(CaseId, ct) is not { } shown)
        {
            return NotFound();
        }

        Shown = shown;
        return null;
    }

    public sealed record Form
    {
        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why");
            RuleFor(f => f.Reason).MaximumLength(2000).WithMessage("The reason must be 2,000 characters or fewer");
        }
    }
}
