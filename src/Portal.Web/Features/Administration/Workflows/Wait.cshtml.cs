using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>One wait of a case: let it go on in the name of whom it waits for, or move its time. Decided with a reason, checked, then confirmed.</summary>
[Authorize(Policies.Administrator)]
public sealed class WaitModel(WorkflowCases cases, CaseActions actions, DefinitionLibrary definitions, TimeProvider clock) : PortalPage
{
    public const string GoOn = "go-on";
    public const string Move = "move";

    [FromRoute]
    public string CaseId { get; init; } = "";

    [FromRoute]
    public string Number { get; init; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>True while what was decided is shown to be checked.</summary>
    public bool Checking { get; private set; }

    public WorkflowCases.Case Case { get; private set; } = null!;

    public WorkflowCases.Wait Shown { get; private set; } = null!;

    /// <summary>What the process calls the step.</summary>
    public string Name { get; private set; } = "";

    public IReadOnlyList<SelectListItem> Outcomes { get; private set; } = [];

    public bool IsTimer => Shown.DueAt is not null;

    /// <summary>What was decided, in words.</summary>
    public string DecisionWords => Input.Decision == Move
        ? $"The case goes on by itself on {Input.DueOn!.Value.Words()} at the start of the day"
        : Input.Outcome is null ? "The case goes on now" : $"The case goes on now with “{Input.Outcome}”";

    public void OnGet() => Input = new Form { Decision = IsTimer && Outcomes.Count == 0 ? null : GoOn };

    public IActionResult OnPostCheck()
    {
        if (!IsValid())
        {
            return Invalid();
        }

        Checking = true;
        return Page();
    }

    public IActionResult OnPostChange() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!IsValid())
        {
            return Invalid();
        }

        if (Input.Decision == Move)
        {
            await actions.MoveTimerAsync(Shown.Id, UkTime.StartOf(Input.DueOn!.Value), Input.Reason, ct);
            Notice($"{Name} goes on by itself on {Input.DueOn.Value.Words()}.");
        }
        else
        {
            await actions.ResumeAsync(Shown.Id, Input.Outcome, Input.Reason, ct);
            Notice($"The case has gone on from {Name}.");
        }

        return Go("Case", new { id = CaseId });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await cases.FindAsync(CaseId, ct) is not { } shown)
        {
            return NotFound();
        }

        // Timers fire and people act while an administrator reads: a link of a minute ago leads to how the case stands now.
        if (await cases.FindWaitAsync($"{CaseId}/{Number}", ct) is not { } wait)
        {
            Notice("The case does not wait there any more: it went on or ended meanwhile. Nothing was changed by you.");
            return Go("Case", new { id = CaseId });
        }

        (Shown, Case) = (wait, shown);
        var definition = await definitions.FindReadableAsync(shown.DefinitionId, shown.DefinitionVersion, ct);
        Name = definition.NameOf(wait.ActivityId);
        Outcomes = [.. (await cases.OutcomesAsync(wait, ct)).Select(o => new SelectListItem(o, o))];
        return null;
    }

    private bool IsValid() => Valid(Input, new Validator(IsTimer, Outcomes.Count > 0, clock.Today()));

    public sealed record Form
    {
        public string? Decision { get; init; }

        public string? Outcome { get; init; }

        public DateOnly? DueOn { get; init; }

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        /// <param name="isTimer">Whether its time can be moved.</param>
        /// <param name="hasOutcomes">Whether it must end with an outcome.</param>
        /// <param name="today">Today's date in the United Kingdom.</param>
        public Validator(bool isTimer, bool hasOutcomes, DateOnly today)
        {
            RuleFor(f => f.Decision).Must(d => d == GoOn || (isTimer && d == Move)).WithMessage("Choose what should happen");
            RuleFor(f => f.Outcome).NotEmpty().When(f => hasOutcomes && f.Decision == GoOn).WithMessage("Choose the outcome with which the case goes on");
            RuleFor(f => f.DueOn).NotNull().When(f => f.Decision == Move).WithMessage("Enter the day on which the case goes on by itself");
            RuleFor(f => f.DueOn).GreaterThan(today).When(f => f.Decision == Move && f.DueOn is not null).WithMessage("The day must be after today");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why");
            RuleFor(f => f.Reason).MaximumLength(2000).WithMessage("The reason must be 2,000 characters or fewer");
        }
    }
}
