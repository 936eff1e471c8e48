using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>Starting the timetable of a review that one leads.</summary>
[Authorize(Policies.ReviewTeam)]
public sealed class TimetableModel(PortalDbContext db, OpenMatter open, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Review> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public Review Review { get; private set; } = null!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var id = await open.ForReviewAsync(Id, Input.Details, ct);
        Notice("The timetable has started.");
        return Go("Details", new { id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Review = await db.Reviews.AsNoTracking().Where(r => r.Id == Id).FirstOr404Async(ct);
        return await me.LeadingPostAsync(Id, ct) is null ? NotFound() : null;
    }

    public sealed record Form
    {
        public string? Details { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Details).NotEmpty().WithMessage("Say what the body should know about the review")
            .MaximumLength(Matter.LongestDetails).WithMessage("It must be 4,000 characters or fewer");
    }
}
