using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Reviews;

/// <summary>Taking people into the team of a review, for whoever leads it and for the administrator of the review body.</summary>
[Authorize(Policies.MakesUpTeams)]
public sealed class TeamModel(PortalDbContext db, ChangeTeam change, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Review> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public string Title { get; private set; } = "";

    /// <summary>True for a member of the team, who sees the review itself.</summary>
    public bool IsMember => Team.Any(m => m.Id == me.Id);

    public IReadOnlyList<Member> Team { get; private set; } = [];

    public IReadOnlyList<SelectListItem> People { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await change.TakeInAsync(Id, Id<Person>.TryParse(Input.Person, null, out var person) ? person : default, ct);
        Notice("They are in the team now, and were told by mail.");
        return Go("Team", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await me.TeamPostAsync(Id, ct) is null)
        {
            return NotFound();
        }

        Title = await db.Reviews.Where(r => r.Id == Id).Select(r => r.Title).FirstOr404Async(ct);
        var team = await db.Set<ReviewTeamMember>().Where(m => m.ReviewId == Id).Join(db.People, m => m.PersonId, p => p.Id, (m, p) => new Member(p.Id, p.Name, m.Role)).ToListAsync(ct);
        Team = [.. team.OrderBy(m => m.Role).ThenBy(m => m.Name, StringComparer.Ordinal)];
        People = [.. (await change.CandidatesAsync(Id, ct)).Select(c => new SelectListItem($"{c.Name}, {c.Post}", c.Id.ToString()))];
        return null;
    }

    public sealed record Member(Id<Person> Id, string Name, PostRole Role);

    public sealed record Form
    {
        public string? Person { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Person).NotEmpty().WithMessage("Choose a person");
    }
}
