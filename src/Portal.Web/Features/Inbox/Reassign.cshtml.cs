using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Domain.Tasks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Inbox;

/// <summary>Giving several tasks that were assigned to another post of the body: post and days, check, confirm. All of them are given, or none.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ReassignModel(PortalDbContext db, ReassignTasks reassign, CurrentPerson me, WorkingCalendars calendars, TimeProvider clock)
    : ChosenTasksPage<ReassignModel.Form>(me, calendars, clock)
{
    /// <summary>What <see cref="Form.Dates"/> says: each task keeps its own date, or all get the same.</summary>
    public const string OwnDates = "own", SameDate = "same";

    private HashSet<string> _vacant = [];

    public IReadOnlyList<TaskToReassign> Chosen { get; private set; } = [];

    /// <summary>Those that can be given away.</summary>
    public IReadOnlyList<TaskToReassign> Possible => [.. Chosen.Where(t => t.WhyNot is null)];

    public IReadOnlyList<SelectListItem> Posts { get; private set; } = [];

    /// <summary>Title of the post that was chosen.</summary>
    public string? ChosenPost => Posts.FirstOrDefault(p => p.Value == Input.Post)?.Text;

    /// <summary>Whether nobody holds the post that was chosen.</summary>
    public bool IsVacant => Input.Post is { } post && _vacant.Contains(post);

    /// <summary>Why a task could not be given away.</summary>
    public IReadOnlyDictionary<Id<PostTask>, RuleBroken> Refused { get; private set; } = new Dictionary<Id<PostTask>, RuleBroken>();

    /// <summary>The date that all of them get; null where each keeps its own.</summary>
    public DateOnly? OneDate => Input.Dates == SameDate ? Input.DueOn : null;

    protected override IValidator<Form> Rules => new Validator();

    protected override Task CheckAsync(CancellationToken ct) => OneDate < Today
        ? throw new RuleBroken("assignment.past", "The due date must be today or later.", nameof(Form.DueOn))
        : Task.CompletedTask;

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        var post = Id<Post>.TryParse(Input.Post, null, out var chosen) ? chosen : default;
        Refused = await reassign.ToAsync(Chosen, post, OneDate, ct);
        foreach (var why in Refused.Values.DistinctBy(w => (w.Field, w.Message)))
        {
            ModelState.AddModelError(why.Field == nameof(Form.DueOn) ? "Input.DueOn" : "Input.Post", why.Message);
        }

        if (Refused.Count > 0)
        {
            return Invalid();
        }

        var left = Chosen.Count - Possible.Count;
        Notice((Possible.Count == 1 ? "1 task was given away" : $"{Possible.Count} tasks were given away")
            + (IsVacant ? ". Nobody holds that post now, so nobody there is told." : Possible.Count == 1 ? ", and whoever has it now is told." : ", and whoever has them now is told.")
            + (left == 0 ? "" : left == 1 ? " 1 was left where it is." : $" {left} were left where they are."));
        return Back();
    }

    private protected override async Task<bool> ReadAsync(CancellationToken ct)
    {
        Chosen = await reassign.LookAsync(Tasks, ct);
        var bodies = Possible.Select(t => t.Task.BodyId).Distinct().ToList();
        var posts = await db.Posts.Where(p => bodies.Contains(p.BodyId)).OrderBy(p => p.Title).ThenBy(p => p.Id)
            .Select(p => new
            {
                p.Id, p.Title, Body = db.Bodies.Where(b => b.Id == p.BodyId).Select(b => b.Name).First(),
                Holder = db.People.Where(h => p.Holdings.Any(x => x.PersonId == h.Id && x.Until == null)).Select(h => h.Name).FirstOrDefault(),
            }).ToListAsync(ct);
        Posts = posts.ConvertAll(p => new SelectListItem($"{p.Title} ({p.Holder ?? "vacant"}){(bodies.Count > 1 ? $", {p.Body}" : "")}", p.Id.ToString()));
        _vacant = [.. posts.Where(p => p.Holder is null).Select(p => p.Id.ToString())];
        return Chosen.Count > 0;
    }

    public sealed record Form
    {
        public string? Post { get; init; }

        public string? Dates { get; init; } = OwnDates;

        [Display(Name = "Due date")]
        public DateOnly? DueOn { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Post).NotEmpty().WithMessage("Choose who takes them on");
            RuleFor(f => f.Dates).Must(d => d is OwnDates or SameDate).WithMessage("Choose when they are due");
            RuleFor(f => f.DueOn).NotNull().WithMessage("Enter the day by which they are due").When(f => f.Dates == SameDate);
        }
    }
}
