using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The position today: keeping it, the positions that were kept, and choosing two to compare.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class PositionsModel(PortalDbContext db, AssessmentReader reader, PositionKeeper positions) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public PageOf<Row> Kept { get; private set; } = null!;

    public IReadOnlyList<Comparable> Texts { get; private set; } = [];

    /// <summary>The choices of the form that compares.</summary>
    public IEnumerable<SelectListItem> Choices(int chosen) => Texts.Select((t, i) => new SelectListItem(t.Title, t.Name, i == chosen));

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await positions.TakeAsync(Id, Input.Title, ct);
        Notice("The position of this moment is kept.");
        return Go("Positions", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Shown.RequireReadsAll();
        Texts = await positions.OfAsync(Shown.Assessment, ct);
        Kept = await db.Set<Position>().Where(p => p.SelfAssessmentId == Id).Join(db.People, p => p.TakenBy, p => p.Id, (p, by) => new { Position = p, By = by.Name })
            .OrderByDescending(p => p.Position.TakenAt).ThenByDescending(p => p.Position.Id)
            .Select(p => new Row(p.Position.Id, p.Position.Title, p.By, p.Position.TakenAt, p.Position.ContentHash)).ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Row(Id<Position> Id, string Title, string By, DateTime At, string ContentHash);

    public sealed record Form
    {
        public string? Title { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Title).NotEmpty().WithMessage("Say what the position is kept for");
            RuleFor(f => f.Title).MaximumLength(Position.LongestTitle).WithMessage($"This must be {Position.LongestTitle} characters or less");
        }
    }
}
