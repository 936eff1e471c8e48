using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.People;

/// <summary>Handing a post to its next holder from a day on: reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class HandOverModel(PortalDbContext db, ChangePost change, CurrentPerson me, TimeProvider clock) : ConfirmedPage<HandOverModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<Post> Id { get; set; }

    public string Title { get; private set; } = "";

    public string BodyName { get; private set; } = "";

    public IReadOnlyList<SelectListItem> People { get; private set; } = [];

    /// <summary>Whoever was chosen.</summary>
    public string Chosen => People.FirstOrDefault(p => p.Value == Input.Person)?.Text ?? "";

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator(clock.Today());

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await change.HandOverAsync(Id, Id<Person>.TryParse(Input.Person, null, out var person) ? person : default, Input.On!.Value, Input.Reason, ct);
        Notice(Input.On.Value == clock.Today() ? $"{Chosen} holds the post from now on." : $"{Chosen} holds the post from {Input.On.Value.Words()}.");
        return Go("Post", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var post = await db.Posts.Where(p => p.Id == Id).Join(db.Bodies, p => p.BodyId, b => b.Id, (p, b) => new { p.Title, p.BodyId, Body = b.Name }).FirstOr404Async(ct);
        if (me.Posts.All(p => p.BodyId != post.BodyId))
        {
            return NotFound();
        }

        CurrentPerson.Require(change.MayHandOver(post.BodyId), "Posts are handed over by those who run the body.");
        (Title, BodyName) = (post.Title, post.Body);
        People = await change.Candidates(post.BodyId).Select(p => new SelectListItem(p.Name, p.Id.ToString())).ToListAsync(ct);
        return null;
    }

    public sealed record Form
    {
        public string? Person { get; init; }

        [Display(Name = "Day")]
        public DateOnly? On { get; init; }

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(DateOnly today)
        {
            RuleFor(f => f.Person).NotEmpty().WithMessage("Choose who takes the post on");
            RuleFor(f => f.On).NotNull().WithMessage("Enter the day from which they hold it").GreaterThanOrEqualTo(today).WithMessage("The day must be today or later");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why the post is handed over").MaximumLength(4000).WithMessage("The reason must be 4,000 characters or fewer");
        }
    }
}
