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

/// <summary>Naming somebody who does the tasks of a post for some days, and signs nothing.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class NameDeputyModel(PortalDbContext db, ChangePost change, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Post> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public string Title { get; private set; } = "";

    public string BodyName { get; private set; } = "";

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

        await change.NameDeputyAsync(Id, Id<Person>.TryParse(Input.Person, null, out var person) ? person : default, Input.From!.Value, Input.Until!.Value, ct);
        Notice($"{People.First(p => p.Value == Input.Person).Text} stands in from {Input.From.Value.Words()} to {Input.Until.Value.Words()}.");
        return Go("Post", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var post = await db.Posts.Where(p => p.Id == Id).Join(db.Bodies, p => p.BodyId, b => b.Id, (p, b) => new { p.Title, p.BodyId, Body = b.Name }).FirstOr404Async(ct);
        if (me.Posts.All(p => p.BodyId != post.BodyId))
        {
            return NotFound();
        }

        CurrentPerson.Require(change.MayNameDeputy(Id, post.BodyId), "A deputy is named by the holder of the post or by those who run the body.");
        (Title, BodyName) = (post.Title, post.Body);
        People = await change.Candidates(post.BodyId).Select(p => new SelectListItem(p.Name, p.Id.ToString())).ToListAsync(ct);
        return null;
    }

    public sealed record Form
    {
        public string? Person { get; init; }

        [Display(Name = "First day")]
        public DateOnly? From { get; init; }

        [Display(Name = "Last day")]
        public DateOnly? Until { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Person).NotEmpty().WithMessage("Choose who stands in");
            RuleFor(f => f.From).NotNull().WithMessage("Enter the first day");
            RuleFor(f => f.Until).NotNull().WithMessage("Enter the last day");
        }
    }
}
