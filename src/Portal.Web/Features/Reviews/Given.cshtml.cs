using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Reviews;

/// <summary>Recording that the opening presentation was given: when, who was there, and with which slides.</summary>
[Authorize(Policies.ReviewTeam)]
public sealed class GivenModel(PortalDbContext db, OfferOpening offer) : PortalPage
{
    /// <summary>More presentations than a body hands over; the latest are offered.</summary>
    private const int Most = 20;

    [BindProperty(SupportsGet = true)]
    public Id<OpeningSlot> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public OpeningSlot Slot { get; private set; } = null!;

    /// <summary>What the body has handed over to this review.</summary>
    public IReadOnlyList<SelectListItem> Presentations { get; private set; } = [];

    public void OnGet()
    {
        var slot = UkTime.InUk(Slot.StartsAt);
        Input = new Form { Day = DateOnly.FromDateTime(slot), Time = Slot.StartsAt.ClockTime() };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        Id<Presentation>? shown = Id<Presentation>.TryParse(Input.Presentation, null, out var chosen) ? chosen : null;
        await offer.GivenAsync(Id, UkTime.At(Input.Day!.Value, TypedTime.Read(Input.Time)!.Value), Input.Present, shown, ct);
        Notice("Recorded. The slides stay as they were given.");
        return Go("Details", new { id = Slot.ReviewId });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Slot = await offer.ReadAsync(Id, ct);
        var handed = await db.Presentations.AsNoTracking().Where(p => p.ReviewId == Slot.ReviewId)
            .OrderByDescending(p => p.HandedOverAt).Take(Most).Select(p => new { p.Id, p.Title, p.HandedOverAt }).ToListAsync(ct);
        Presentations = handed.ConvertAll(p => new SelectListItem($"{p.Title}, handed over on {p.HandedOverAt!.Value.Words()}", p.Id.ToString()));
        return null;
    }

    public sealed record Form
    {
        public DateOnly? Day { get; init; }

        public string? Time { get; init; }

        public string? Present { get; init; }

        public string? Presentation { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Day).NotNull().WithMessage("Enter the day");
            RuleFor(f => f.Time).Must(t => TypedTime.Read(t) is not null).WithMessage("Enter a time, such as 9:30");
            RuleFor(f => f.Present).NotEmpty().WithMessage("Say who was there");
            RuleFor(f => f.Present).MaximumLength(OpeningSlot.LongestText).WithMessage($"It must be {OpeningSlot.LongestText:N0} characters or less");
        }
    }
}
