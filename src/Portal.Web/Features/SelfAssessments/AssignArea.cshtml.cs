using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.SelfAssessments;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Giving one area, and criteria of it, to the body's posts, each with a due date. Everything on the page is saved together or not at all.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AssignAreaModel(PortalDbContext db, AssessmentReader reader, AssignWork assign) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public JudgementArea Area { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Posts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var present = (await db.Assignments.AsNoTracking().Where(a => a.SelfAssessmentId == Id && a.JudgementCode == Area.Code).ToListAsync(ct))
            .ToDictionary(a => a.CriterionId ?? "", StringComparer.Ordinal);
        var lead = present.GetValueOrDefault("");
        Input = new Form
        {
            Lead = lead?.PostId.ToString(),
            DueOn = lead?.DueOn,
            Note = lead?.Note,
            Criteria = [.. Area.Criteria.Select(c => new Row
            {
                Id = c.Id,
                Post = present.GetValueOrDefault(c.Id)?.PostId.ToString(),
                DueOn = present.GetValueOrDefault(c.Id)?.DueOn,
                Note = present.GetValueOrDefault(c.Id)?.Note,
            })],
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        // The page shows a row for each criterion; a form that sends others did not come from it.
        if (!Input.Criteria.Select(c => c.Id).SequenceEqual(Area.Criteria.Select(c => c.Id)))
        {
            return BadRequest();
        }

        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var fields = Wishes().ToList();
        var refused = await assign.AreaAsync(Id, Area.Code, fields.ConvertAll(f => f.Wish), ct);
        foreach (var (_, _, wish, why) in refused)
        {
            var prefix = fields.Find(f => f.Wish == wish).Prefix;
            ModelState.AddModelError(why.Field == nameof(Form.DueOn) ? $"{prefix}DueOn" : $"{prefix}{(wish.CriterionId is null ? "Lead" : "Post")}", Named(wish, why));
        }

        if (refused.Count > 0)
        {
            return Invalid();
        }

        Notice($"The assignments of {Area.Title} are saved.");
        return Go("Assign", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.Runs, "Only those who run the self-assessment can assign work.");
        if (Shown.Framework.FindJudgement(Code) is not { } area)
        {
            return NotFound();
        }

        Area = area;
        Posts = await db.PostChoicesAsync(Shown.Assessment.BodyId, ct);
        return null;
    }

    private IEnumerable<(string Prefix, AssignmentWish Wish)> Wishes()
    {
        yield return ("Input.", new AssignmentWish(null, PostOf(Input.Lead), Input.DueOn, Input.Note));
        for (var i = 0; i < Input.Criteria.Count; i++)
        {
            yield return ($"Input.Criteria[{i}].", new AssignmentWish(Input.Criteria[i].Id, PostOf(Input.Criteria[i].Post), Input.Criteria[i].DueOn, Input.Criteria[i].Note));
        }
    }

    /// <summary>What the fields of one criterion show.</summary>
    public Choice ChoiceOf(int place) => Input.Criteria.ElementAtOrDefault(place) is { } row ? new Choice(row.Post, row.DueOn, row.Note, Posts) : new Choice(null, null, null, Posts);

    private static Id<Post>? PostOf(string? choice) => Id<Post>.TryParse(choice, null, out var post) ? post : null;

    private static string Named(AssignmentWish wish, RuleBroken why) => wish.CriterionId is null ? why.Message : $"{wish.CriterionId}: {why.Message}";

    public sealed record Form
    {
        public string? Lead { get; init; }

        [Display(Name = "Due date of the area")]
        public DateOnly? DueOn { get; init; }

        public string? Note { get; init; }

        public IList<Row> Criteria { get; init; } = [];
    }

    /// <summary>One criterion with its post and due date.</summary>
    public sealed record Row
    {
        public string Id { get; init; } = "";

        public string? Post { get; init; }

        [Display(Name = "Due date")]
        public DateOnly? DueOn { get; init; }

        public string? Note { get; init; }
    }

    /// <summary>The fields of one criterion with the posts to choose from.</summary>
    public sealed record Choice(string? Post, DateOnly? DueOn, string? Note, IReadOnlyList<SelectListItem> Posts);

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Note).AssignmentNote();
            RuleForEach(f => f.Criteria).ChildRules(row => row.RuleFor(r => r.Note).AssignmentNote());
        }
    }
}
