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

/// <summary>Recording that the opening presentation was given: when, who was there, and with which slides; and putting that right.</summary>
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

    /// <summary>Whether what was recorded is put right.</summary>
    public bool Corrects => Slot.State == OpeningState.Given;

    public void OnGet()
    {
        var when = Slot.GivenAt ?? Slot.StartsAt;
        Input = new Form
        {
            Day = DateOnly.FromDateTime(UkTime.InUk(when)), Time = when.ClockTime(), Present = Slot.Present, Presentation = Slot.PresentationId?.ToString(), Shown = Slot.Version,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        Id<Presentation>? shown = Id<Presentation>.TryParse(Input.Presentation, null, out var chosen) ? chosen : null;
        var when = UkTime.At(Input.Day!.Value, TypedTime.Read(Input.Time)!.Value);
        if (Corrects)
        {
            await offer.CorrectAsync(Id, Input.Shown, when, Input.Present, shown, Input.Reason, ct);
            Notice("Corrected. What was recorded before is on the trail.");
        }
        else
        {
            await offer.GivenAsync(Id, when, Input.Present, shown, ct);
            Notice("Recorded. The slides stay as they were given.");
        }

        return Go("Details", new { id = Slot.ReviewId });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Slot = await offer.ReadAsync(Id, ct);
        var handed = await db.Presentations.AsNoTracking().Where(p => p.ReviewId == Slot.ReviewId)
            .OrderByDescending(p => p.HandedOverAt).Take(Most).Select(p => new { p.Id, p.Title, p.HandedOverAt }).ToListAsync(ct);
        if (Slot.PresentationId is { } recorded && handed.TrueForAll(p => p.Id != recorded))
        {
            handed.AddRange(await db.Presentations.AsNoTracking().Where(p => p.Id == recorded && p.HandedOverAt != null).Select(p => new { p.Id, p.Title, p.HandedOverAt }).ToListAsync(ct));
        }

        Presentations = handed.ConvertAll(p => new SelectListItem($"{p.Title}, handed over on {p.HandedOverAt!.Value.Words()}", p.Id.ToString()));
        return null;
    }

    public sealed record Form
    {
        public DateOnly? Day { get; init; }

        public string? Time { get; init; }

        public string? Present { get; init; }

        public string? Presentation { get; init; }

        /// <summary>Why it is put right.</summary>
        public string? Reason { get; init; }

        /// <summary>The version of the record that is put right.</summary>
        public int Shown { get; init; }
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
