using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>Asking for a later due date of a task of one's own: day and reason, check, confirm.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class MoreTimeModel(PortalDbContext db, OpenMatter open, CurrentPerson me) : ConfirmedPage<MoreTimeModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<PostTask> Id { get; set; }

    public PostTask Asked { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override Task CheckAsync(CancellationToken ct) => open.CheckMoreTimeAsync(Id, Input.Day!.Value, Input.Details, ct);

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        var id = await open.ForMoreTimeAsync(Id, Input.Day!.Value, Input.Details, ct);
        Notice("Your request was sent. The due date stays until it is granted.");
        return Go("Details", new { id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var posts = me.Posts.Select(p => p.Id).ToList();
        Asked = await db.Tasks.AsNoTracking().Where(t => t.Id == Id && posts.Contains(t.PostId) && t.DueOn != null).FirstOr404Async(ct);
        return null;
    }

    public sealed record Form
    {
        [Display(Name = "Day you ask for")]
        public DateOnly? Day { get; init; }

        public string? Details { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Day).NotNull().WithMessage("Enter the day you ask for");
            RuleFor(f => f.Details).NotEmpty().WithMessage("Say why more time is needed")
                .MaximumLength(Matter.LongestDetails).WithMessage("The reason must be 4,000 characters or fewer");
        }
    }
}
