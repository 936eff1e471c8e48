using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Reviews;

/// <summary>Offering a body the slot for its opening presentation.</summary>
[Authorize(Policies.ReviewTeam)]
public sealed class OfferModel(PortalDbContext db, OfferOpening offer, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Review> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public string Title { get; private set; } = "";

    public string Body { get; private set; } = "";

    public void OnGet() => Input = new Form { Time = "10:00", Minutes = "30" };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await offer.ForAsync(Id, UkTime.At(Input.Day!.Value, Clock.Read(Input.Time)!.Value), int.Parse(Input.Minutes!, CultureInfo.InvariantCulture), ct);
        Notice("Offered. Those who run the self-assessment are told by mail.");
        return Go("Details", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await me.LeadingPostAsync(Id, ct) is null)
        {
            return NotFound();
        }

        var found = await db.Reviews.AsNoTracking().Where(r => r.Id == Id).Join(db.Bodies, r => r.BodyId, b => b.Id, (r, b) => new { r.Title, b.Name }).FirstOr404Async(ct);
        (Title, Body) = (found.Title, found.Name);
        return null;
    }

    public sealed record Form
    {
        public DateOnly? Day { get; init; }

        public string? Time { get; init; }

        public string? Minutes { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Day).NotNull().WithMessage("Enter the day");
            RuleFor(f => f.Time).Must(t => Clock.Read(t) is not null).WithMessage("Enter a time, such as 9:30");
            RuleFor(f => f.Minutes).Must(m => int.TryParse(m, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= OpeningSlot.FewestMinutes and <= OpeningSlot.MostMinutes)
                .WithMessage($"The slot must be {OpeningSlot.FewestMinutes} to {OpeningSlot.MostMinutes} minutes");
        }
    }
}
