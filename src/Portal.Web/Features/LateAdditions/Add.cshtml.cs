using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.LateAdditions;

/// <summary>Adding evidence to a self-assessment that was submitted: words, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AddModel(PortalDbContext db, FrameworkLibrary frameworks, WiderSight sight, CurrentPerson me) : ConfirmedPage<AddModel.Form>
{
    /// <summary>Of a large library the items that came last are offered; an older one is added from its own page.</summary>
    private const int MostOffered = 200;

    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    /// <summary>The item, for whoever comes from its page.</summary>
    [BindProperty(SupportsGet = true)]
    public Id<EvidenceItem>? Item { get; set; }

    public View Of { get; private set; } = null!;

    /// <summary>Whether it is submitted and locked; before that evidence is linked to its criterion.</summary>
    public bool IsOpen { get; private set; }

    public IReadOnlyList<SelectListItem> Criteria { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Library { get; private set; } = [];

    public void OnGet() => Input = Input with { Evidence = Item?.ToString() };

    protected override IValidator<Form> Rules => new Validator(Library, Criteria);

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        var item = Id<EvidenceItem>.Parse(Input.Evidence!, null);
        await sight.DoAsync(
            async s =>
            {
                await s.GetRequiredService<AddLate>().ToSubmittedAsync(Id, item, new LateWords(Input.Criterion!, Input.Passage, Input.Statement, Input.Reason), ct);
                return true;
            },
            ct);
        Notice("Added, and marked as late. What was signed is unchanged.");
        return RedirectToPage("/SignOff/Read", new { id = Id });
    }

    /// <summary>What was chosen in a list, in its words.</summary>
    public static string Words(IReadOnlyList<SelectListItem> list, string? value) => list.First(i => i.Value == value).Text;

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.AsNoTracking().Where(a => a.Id == Id).FirstOr404Async(ct);
        if (!me.Runs(assessment.BodyId))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).Select(b => b.Name).SingleAsync(ct);
        Of = new View(assessment.BodyId, $"{body}, {assessment.PeriodFrom.Words()} to {assessment.PeriodTo.Words()}", assessment.SubmittedAt);
        IsOpen = assessment.Status == SelfAssessmentStatus.Submitted;
        Criteria = [.. framework.Criteria.Select(c => new SelectListItem($"{c.Id} {c.Title}", c.Id))];
        var first = Item ?? (Id<EvidenceItem>.TryParse(Input.Evidence, null, out var chosen) ? chosen : default);
        var offered = await db.EvidenceItems.Where(e => e.BodyId == assessment.BodyId && e.WithdrawnAt == null)
            .OrderByDescending(e => e.Id == first).ThenByDescending(e => e.AddedAt).ThenBy(e => e.Id).Take(MostOffered).Select(e => new { e.Id, e.Title, e.FileName }).ToListAsync(ct);
        Library = offered.ConvertAll(e => new SelectListItem($"{e.Title} ({e.FileName})", e.Id.ToString()));
        return null;
    }

    public sealed record View(Id<Domain.People.Body> BodyId, string Where, DateTime? SubmittedAt);

    public sealed record Form
    {
        public string? Evidence { get; init; }

        public string? Criterion { get; init; }

        public string? Passage { get; init; }

        public string? Statement { get; init; }

        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        /// <summary>A short statement: about half a page.</summary>
        private const int Longest = 2_000;

        /// <summary>As on a link to a criterion.</summary>
        private const int LongestPassage = 200;

        public Validator(IReadOnlyList<SelectListItem> library, IReadOnlyList<SelectListItem> criteria)
        {
            RuleFor(f => f.Evidence).Must(e => library.Any(i => i.Value == e)).WithMessage("Choose an item of evidence");
            RuleFor(f => f.Criterion).Must(c => criteria.Any(i => i.Value == c)).WithMessage("Choose a criterion");
            RuleFor(f => f.Passage).MaximumLength(LongestPassage).WithMessage($"The page or passage must be {LongestPassage} characters or less");
            RuleFor(f => f.Statement).NotEmpty().WithMessage("Say what it adds");
            RuleFor(f => f.Statement).MaximumLength(Longest).WithMessage($"What it adds must be {Longest:N0} characters or less");
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why it comes after submission");
            RuleFor(f => f.Reason).MaximumLength(Longest).WithMessage($"The reason must be {Longest:N0} characters or less");
        }
    }
}
