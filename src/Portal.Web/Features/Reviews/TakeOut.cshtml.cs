using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Reviews;

/// <summary>Taking somebody out of the team of a review: reason, check, confirm.</summary>
[Authorize(Policies.MakesUpTeams)]
public sealed class TakeOutModel(PortalDbContext db, ChangeTeam change, CurrentPerson me) : ConfirmedPage<TakeOutModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<Review> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Id<Person> Person { get; set; }

    public string Title { get; private set; } = "";

    public string Name { get; private set; } = "";

    protected override IValidator<Form> Rules => new Validator();

    public void OnGet()
    {
    }

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await change.TakeOutAsync(Id, Person, Input.Reason, ct);
        Notice($"{Name} is no longer in the team.");
        return Person == me.Id ? Go("Index") : Go("Team", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await me.TeamPostAsync(Id, ct) is null)
        {
            return NotFound();
        }

        Title = await db.Reviews.Where(r => r.Id == Id).Select(r => r.Title).FirstOr404Async(ct);
        Name = await db.Set<ReviewTeamMember>().Where(m => m.ReviewId == Id && m.PersonId == Person).Join(db.People, m => m.PersonId, p => p.Id, (m, p) => p.Name).FirstOr404Async(ct);
        return null;
    }

    public sealed record Form
    {
        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why they leave the team")
            .MaximumLength(4000).WithMessage("The reason must be 4,000 characters or fewer");
    }
}
