using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>A task of a matter: what is asked, and the answer.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class TaskModel(PortalDbContext db, MatterReader reader, AnswerTask answer, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<PostTask> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public PostTask Asked { get; private set; } = null!;

    public ShownMatter Shown { get; private set; } = null!;

    /// <summary>The agency whose return the task is about; null where nothing is returned in the matter.</summary>
    public Id<Post>? Agency => Shown.Matter.FrameworkCode is null ? null : ReturnReader.AgencyOf(Asked);

    public bool MayAnswer => Asked.State == TaskState.Open && me.Posts.Any(p => p.Id == Asked.PostId);

    /// <summary>Whether it waits for somebody else of a body that the person runs.</summary>
    public bool MayChase { get; private set; }

    public IReadOnlyList<SelectListItem> Outcomes => [.. Asked.Outcomes.Select(o => new SelectListItem(o, o))];

    public void OnGet() => Input = new Form { Outcome = Asked.Outcomes is [var only] ? only : null };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await answer.AsAsync(Id, Input.Outcome!, string.IsNullOrWhiteSpace(Input.Comment) ? null : Input.Comment.Trim(), ct);
        Notice($"Your answer was sent: {Input.Outcome}.");
        return Go("Details", new { id = Shown.Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Asked = await db.Tasks.AsNoTracking().Where(t => t.Id == Id && t.MatterId != null).FirstOr404Async(ct);
        Shown = await reader.ShowAsync(Asked.MatterId!.Value, ct);
        MayChase = Asked.State == TaskState.Open && !MayAnswer && me.Runs(Asked.BodyId)
            && await db.Posts.AnyAsync(p => p.Id == Asked.PostId && db.Bodies.Any(b => b.Id == p.BodyId && b.Kind != BodyKind.ReviewBody), ct);
        return Shown.Sees(Asked.PostId) ? null : NotFound();
    }

    public sealed record Form
    {
        public string? Outcome { get; init; }

        public string? Comment { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Outcome).NotEmpty().WithMessage("Choose your answer");
            RuleFor(f => f.Comment).MaximumLength(AnswerTask.LongestComment).WithMessage("It must be 4,000 characters or fewer");
        }
    }
}
