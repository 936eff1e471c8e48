using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>Handing a presentation over to the team of a review: which review, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HandOverModel(PresentationReader reader, WiderSight sight) : ConfirmedPage<HandOverModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<Presentation> Id { get; set; }

    public ShownPresentation Shown { get; private set; } = null!;

    /// <summary>The reviews to whose team it can go, the most likely first.</summary>
    public IReadOnlyList<Review> Reviews { get; private set; } = [];

    /// <summary>The title of the review that was chosen.</summary>
    public string Chosen => Reviews.First(r => r.Id == Input.Review).Title;

    public void OnGet() => Input = Reviews.Count > 0 ? new Form { Review = Reviews[0].Id } : new Form();

    protected override IValidator<Form> Rules => new Validator(Reviews);

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await sight.DoAsync(
            async s =>
            {
                await s.GetRequiredService<HandOverPresentation>().OneAsync(Id, Input.Shown, Input.Review!.Value, ct);
                return true;
            },
            ct);
        Notice($"Handed over. The team of “{Chosen}” can read it and is told by mail, and it stays as it is.");
        return Go("Edit", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        reader.RequireEditor(Shown.Presentation.BodyId);
        Reviews = await sight.DoAsync(s => s.GetRequiredService<HandOverPresentation>().ChoicesAsync(Shown.Presentation.BodyId, ct), ct);
        return null;
    }

    public sealed record Form
    {
        public Id<Review>? Review { get; init; }

        /// <summary>The version of the presentation that was shown.</summary>
        public int Shown { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(IReadOnlyList<Review> reviews) =>
            RuleFor(f => f.Review).Must(chosen => reviews.Any(r => r.Id == chosen)).WithMessage("Choose the review to whose team it goes");
    }
}
