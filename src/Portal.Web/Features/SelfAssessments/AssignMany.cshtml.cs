using System.ComponentModel.DataAnnotations;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.SelfAssessments;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Giving several areas and criteria to one post with one due date; all of it is saved together or not at all.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AssignManyModel(PortalDbContext db, AssessmentReader reader, AssignWork assign) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Posts { get; private set; } = [];

    /// <summary>Every area, and every criterion under it, with who has it now.</summary>
    public IReadOnlyList<SelectListItem> Parts { get; private set; } = [];

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var post = Id<Post>.TryParse(Input.Post, null, out var chosen) ? chosen : default;
        var subjects = Input.Parts.Distinct(StringComparer.Ordinal).Select(p => CommentSubject.Find(Shown.Framework, p)).ToList();
        if (subjects.Contains(null))
        {
            return BadRequest();
        }

        var refused = await assign.AreasAsync(
            Id,
            [
                .. subjects.GroupBy(s => s!.Area.Code).Select(g => new AreaWishes(
                    g.Key, [.. g.Select(s => new AssignmentWish(s!.Criterion?.Id, post, Input.DueOn, Input.Note))])),
            ],
            ct);
        if (refused.Count > 0)
        {
            var why = refused[0].Why;
            ModelState.AddModelError($"Input.{(why.Field == nameof(Form.DueOn) ? nameof(Form.DueOn) : nameof(Form.Post))}", why.Message);
            return Invalid();
        }

        Notice(Input.Parts.Count == 1 ? "1 part is assigned." : $"{Input.Parts.Count} parts are assigned.");
        return Go("Assign", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        CurrentPerson.Require(Shown.Runs, "Only those who run the self-assessment can assign work.");
        Posts = await db.PostChoicesAsync(Shown.Assessment.BodyId, ct);
        var given = await db.Assignments.Where(a => a.SelfAssessmentId == Id)
            .Join(db.Posts, a => a.PostId, p => p.Id, (a, p) => new { About = a.CriterionId ?? a.JudgementCode, p.Title }).ToDictionaryAsync(a => a.About, a => a.Title, ct);
        Parts =
        [
            .. Shown.Framework.Judgements.SelectMany(area => area.Criteria
                .Select(c => Part(c.Id, $"{c.Id} {c.Title}"))
                .Prepend(Part(area.Code, $"Lead the whole area: {area.Title}"))),
        ];
        return null;

        SelectListItem Part(string about, string title) => new(given.TryGetValue(about, out var post) ? $"{title} (now with {post})" : title, about);
    }

    public sealed record Form
    {
        public IList<string> Parts { get; init; } = [];

        public string? Post { get; init; }

        [Display(Name = "Due date")]
        public DateOnly? DueOn { get; init; }

        public string? Note { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Parts).NotEmpty().WithMessage("Choose at least one area or criterion");
            RuleFor(f => f.Post).NotEmpty().WithMessage("Choose who takes it on");
            RuleFor(f => f.DueOn).NotNull().WithMessage("Enter the day by which it is due");
            RuleFor(f => f.Note).AssignmentNote();
        }
    }
}
