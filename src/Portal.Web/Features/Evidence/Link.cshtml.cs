using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>Choosing items of the library that support a criterion, each with its page or passage.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class LinkModel(
    PortalDbContext db, FrameworkLibrary frameworks, Library library, LinkEvidence link, WritingAccess access) : PortalPage
{
    /// <summary>Longest reference to a page or passage, in characters.</summary>
    public const int LongestPassage = 200;

    [FromRoute]
    public Id<SelfAssessment> AssessmentId { get; set; }

    [FromRoute]
    public string CriterionId { get; set; } = "";

    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    [FromQuery(Name = "kind")]
    public EvidenceKind? Kind { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public Id<Body> Body { get; private set; }

    public string CriterionTitle { get; private set; } = "";

    public string AssessmentTitle { get; private set; } = "";

    public PageOf<LibraryRow> Items { get; private set; } = null!;

    /// <summary>What supports the criterion already.</summary>
    public IReadOnlyList<LinkedView> Linked { get; private set; } = [];

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Kind is not null;

    public IEnumerable<SelectListItem> Kinds => DescriptionForm.Kinds(Kind);

    /// <summary>What was typed for an item on a form that had to be sent back.</summary>
    public Row? Typed(Id<EvidenceItem> item) => Input.Rows.FirstOrDefault(r => r.Id == item);

    private LibraryFilter Filter => new(Text, Kind, null);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        var chosen = Input.Rows.Where(r => r.Chosen).ToList();
        await link.ToCriterionAsync([.. chosen.Select(row => (row.Id, row.Passage))], AssessmentId, CriterionId, ct);

        Notice(chosen.Count == 1 ? $"1 item was linked to {CriterionId}." : $"{chosen.Count} items were linked to {CriterionId}.");
        return Back();
    }

    public async Task<IActionResult> OnPostUnlinkAsync(Id<EvidenceLink> linkId, CancellationToken ct)
    {
        await link.RemoveAsync(linkId, ct);
        Notice("The link was taken away. The item stays in the library.");
        return Back();
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == AssessmentId, ct);
        if (assessment is null)
        {
            return NotFound();
        }

        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        if (framework.FindCriterion(CriterionId) is not { } criterion)
        {
            return NotFound();
        }

        if (!await access.MayAnswerAsync(assessment, framework.JudgementOf(CriterionId).Code, CriterionId, ct))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        Body = assessment.BodyId;
        CriterionTitle = criterion.Title;
        AssessmentTitle = OpenCriteria.TitleOf(framework.ShortTitle, assessment);
        Items = await library.Rows(Body, Filter, LibraryOrder.Newest).ToPageAsync(Request.Query, ct);
        Linked = await db.EvidenceLinks.AsNoTracking()
            .Where(l => l.SelfAssessmentId == AssessmentId && l.CriterionId == CriterionId)
            .Join(db.EvidenceItems, l => l.EvidenceItemId, e => e.Id, (l, e) => new { l.Id, Item = e.Id, e.Title, l.Passage, l.LinkedAt })
            .OrderBy(l => l.LinkedAt).Select(l => new LinkedView(l.Id, l.Item, l.Title, l.Passage)).ToListAsync(ct);
        return null;
    }

    /// <summary>To the answer the criterion has, or here where that page is not open to the person.</summary>
    private IActionResult Back() =>
        Url.Answer(AssessmentId, CriterionId) is { } answer ? LocalRedirect(answer) : RedirectToPage("Link", null, new { AssessmentId, CriterionId });

    public sealed record LinkedView(Id<EvidenceLink> Id, Id<EvidenceItem> Item, string Title, string? Passage);

    public sealed record Form
    {
        public IList<Row> Rows { get; init; } = [];
    }

    public sealed record Row
    {
        public Id<EvidenceItem> Id { get; init; }

        public bool Chosen { get; init; }

        public string? Passage { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Rows).Must(rows => rows.Any(r => r.Chosen)).OverridePropertyName("Rows[0].Chosen").WithMessage("Choose at least one item");
            RuleForEach(f => f.Rows).ChildRules(row => row.RuleFor(r => r.Passage).MaximumLength(LongestPassage)
                .WithMessage($"The page or passage must be {LongestPassage} characters or less"));
        }
    }
}
