using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Presentations;

/// <summary>Drawing a presentation from the version that was signed last.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class DrawModel(PortalDbContext db, DrawPresentation draw, PresentationReader reader) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public string Where { get; private set; } = "";

    /// <summary>Number of the version that was signed last; null where none is.</summary>
    public int? Signed { get; private set; }

    public void OnGet() => Input = new Form { Title = "Opening presentation" };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var id = await draw.OfAsync(Id, Input.Title!, ct);
        Notice("Drawn from the signed version. Nothing you change here changes what was signed.");
        return Go("Edit", new { id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await db.SelfAssessments.AsNoTracking().Where(a => a.Id == Id)
            .Join(db.Bodies, a => a.BodyId, b => b.Id, (a, b) => new { a.BodyId, a.PeriodFrom, a.PeriodTo, b.Name }).FirstOr404Async(ct);
        reader.RequireEditor(found.BodyId);
        Where = $"{found.Name}, {found.PeriodFrom.Words()} to {found.PeriodTo.Words()}";
        Signed = (await draw.SignedAsync(Id, ct))?.Number;
        return null;
    }

    public sealed record Form
    {
        public string? Title { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Title).NotEmpty().WithMessage("Enter a title");
            RuleFor(f => f.Title).MaximumLength(Slide.LongestTitle).WithMessage($"The title must be {Slide.LongestTitle} characters or less");
        }
    }
}
