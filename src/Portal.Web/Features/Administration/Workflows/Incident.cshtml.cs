using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>A failed step: what it was asked to do, why it failed, and what is to become of it. Decided with a reason, checked, then confirmed.</summary>
[Authorize(Policies.Administrator)]
public sealed class IncidentModel(WorkflowCases cases, CaseActions actions, DefinitionLibrary definitions, WorkflowEngine engine, TimeProvider clock) : PortalPage
{
    public const string Retry = "retry";
    public const string Skip = "skip";
    public const string GiveUp = "give-up";

    [FromRoute]
    public string CaseId { get; init; } = "";

    [FromRoute]
    public string Number { get; init; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>True while what was decided is shown to be checked.</summary>
    public bool Checking { get; private set; }

    public WorkflowCases.Case Case { get; private set; } = null!;

    public WorkflowCases.Incident Shown { get; private set; } = null!;

    /// <summary>What the process calls the step.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The outcomes with which the step can be left behind.</summary>
    public IReadOnlyList<SelectListItem> Outcomes { get; private set; } = [];

    public void OnGet() => Input = new Form { Outcome = Outcomes.Count == 1 ? Outcomes[0].Value : null };

    /// <summary>True where giving the step up ends the whole case, and what it is about with it.</summary>
    public bool EndsTheCase { get; private set; }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        Checking = true;
        EndsTheCase = Input.Decision == GiveUp && await EndsByGivingUpAsync(ct);
        return Page();
    }

    public IActionResult OnPostChange() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var ends = Input.Decision == GiveUp && await EndsByGivingUpAsync(ct);
        await (Input.Decision switch
        {
            Retry => actions.RetryAsync(Shown.Id, Input.Reason, ct),
            Skip => actions.SkipAsync(Shown.Id, Input.Outcome!, Input.Reason, ct),
            _ => actions.GiveUpAsync(Shown.Id, Input.Reason, ct),
        });
        Notice(Input.Decision == Retry
            ? $"{Name} was run again. If it failed once more, it stands below with the reason."
            : ends ? $"{Name} was given up, and the case has ended with it." : $"The case goes on without {Name}.");
        return Go("Case", new { id = CaseId });
    }

    /// <summary>What was decided, in words.</summary>
    public string DecisionWords => Input.Decision switch
    {
        Retry => "Run the step again",
        Skip => $"Go on as if the step had ended with “{Input.Outcome}”",
        _ => "Give the step up: its branch of the process ends here",
    };

    /// <summary>The engine changes nothing: it says what would follow.</summary>
    private async Task<bool> EndsByGivingUpAsync(CancellationToken ct) =>
        await definitions.FindReadableAsync(Case.DefinitionId, Case.DefinitionVersion, ct) is { } definition && await cases.StateAsync(CaseId, ct) is { } state
        && engine.Advance(definition, state, new Signal.CancelIncident(clock.UtcNow(), Shown.Id, null, null)) is { IsAccepted: true, ToRun: null, State.IsEnded: true };

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await cases.FindIncidentAsync($"{CaseId}/{Number}", ct) is not { } incident || await cases.FindAsync(CaseId, ct) is not { } shown)
        {
            return NotFound();
        }

        (Shown, Case) = (incident, shown);
        var definition = await definitions.FindReadableAsync(shown.DefinitionId, shown.DefinitionVersion, ct);
        Name = definition?.NameOf(incident.ActivityId) ?? incident.ActivityId;
        var ports = definition?.OutcomesOf(incident.ActivityId) ?? [];
        Outcomes = [.. (ports.Count == 0 ? ["Done"] : ports).Select(o => new SelectListItem(o, o))];
        if (incident.Decision is not null && HttpMethods.IsPost(Request.Method))
        {
            throw new RuleBroken("case.not-so-any-more", "This has been decided meanwhile.");
        }

        return null;
    }

    public sealed record Form
    {
        public string? Decision { get; init; }

        public string? Outcome { get; init; }

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Decision).Must(d => d is Retry or Skip or GiveUp).WithMessage("Choose what should become of the failed step");
            RuleFor(f => f.Outcome).NotEmpty().When(f => f.Decision == Skip).WithMessage("Choose the outcome with which the case goes on");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why");
            RuleFor(f => f.Reason).MaximumLength(2000).WithMessage("The reason must be 2,000 characters or fewer");
        }
    }
}
