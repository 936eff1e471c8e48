using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Administration.Workflows;

/// <summary>Moving running cases to another version: choose them with a reason, read for each what becomes of it, confirm.</summary>
[Authorize(Policies.Administrator)]
public sealed class MigrateModel(WorkflowCases cases, MigrateCases migrate, DefinitionLibrary definitions) : PortalPage
{
    /// <summary>The longest list of cases that is moved in one go.</summary>
    public const int Most = 200;

    [FromRoute(Name = "id")]
    public string DefinitionId { get; init; } = "";

    [FromRoute]
    public int Version { get; init; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Cases { get; private set; } = [];

    /// <summary>How many could be chosen if the list were longer.</summary>
    public int All { get; private set; }

    /// <summary>What would happen to each chosen case; empty until it was asked for.</summary>
    public IReadOnlyList<PlannedMigration> Plans { get; private set; } = [];

    /// <summary>The case from whose page one came, chosen already; null where one came from the list.</summary>
    [FromQuery]
    public string? Case { get; init; }

    public void OnGet() => Input = new Form { Cases = Case is null ? [] : [Case] };

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        Plans = await migrate.PlanAsync(await ChosenAsync(ct), Version, RenamedActivities.Read(Input.Renamed), ct);
        return Page();
    }

    public IActionResult OnPostChange() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var moved = await migrate.ApplyAsync(await ChosenAsync(ct), Version, RenamedActivities.Read(Input.Renamed), Input.Reason, ct);
        Notice(moved.Count == Input.Cases.Count
            ? $"{(moved.Count == 1 ? "One case goes" : $"{moved.Count:N0} cases go")} on with version {Version}."
            : $"{moved.Count:N0} of {Input.Cases.Count:N0} cases go on with version {Version}; the others stay on theirs.");
        return Case is null ? Go("Index") : Go("Case", new { id = Case });
    }

    /// <summary>Of what was sent, the cases that this page is about.</summary>
    private Task<IReadOnlyList<string>> ChosenAsync(CancellationToken ct) => cases.RunningOnOthersAsync(DefinitionId, Version, [.. Input.Cases.Take(Most)], ct);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await definitions.FindAsync(DefinitionId, Version, ct) is null)
        {
            return NotFound();
        }

        var chosen = Case is null ? null : await cases.FindAsync(Case, ct);
        if (Case is not null && chosen is null)
        {
            return NotFound();
        }

        var running = await cases.RunningOnOthers(DefinitionId, Version).Take(Most).ToListAsync(ct);
        if (chosen is { IsSuspended: true } && chosen.DefinitionId == DefinitionId && chosen.DefinitionVersion != Version && !running.Exists(c => c.Id == chosen.Id))
        {
            running = [chosen, .. running.SkipLast(1)];
        }

        All = running.Count < Most ? running.Count : await cases.RunningOnOthers(DefinitionId, Version).CountAsync(ct);
        Cases = [.. running.Select(c => new SelectListItem($"{c.Body}, version {c.DefinitionVersion}, started {c.StartedAt.Words()}, case …{c.Id[^6..]}", c.Id))];
        return null;
    }

    public sealed record Form
    {
        public IList<string> Cases { get; init; } = [];

        /// <summary>One "old = new" on each line.</summary>
        public string? Renamed { get; init; }

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Cases).NotEmpty().WithMessage("Choose the cases to move");
            RuleFor(f => f.Renamed).Must(RenamedActivities.CanRead).WithMessage("Write one renamed activity on each line, as in: old-id = new-id");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why");
            RuleFor(f => f.Reason).MaximumLength(2000).WithMessage("The reason must be 2,000 characters or fewer");
        }
    }
}
