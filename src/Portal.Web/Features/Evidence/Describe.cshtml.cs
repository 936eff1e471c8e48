using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.Shared;
using Portal.Web.Files;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Evidence;

/// <summary>What is said about one or several items of a library.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class DescribeModel(PortalDbContext db, DescribeEvidence describe, CurrentPerson me) : PortalPage
{
    [FromQuery(Name = "item")]
    public IList<Guid> Items { get; set; } = [];

    [FromQuery(Name = "for")]
    public Id<SelfAssessment>? For { get; set; }

    [FromQuery(Name = "criterion")]
    public string? CriterionId { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    /// <summary>Names of the files, in the order of the rows.</summary>
    public IReadOnlyList<string> FileNames { get; private set; } = [];

    public Id<Domain.People.Body> Body { get; private set; }

    public bool Several => FileNames.Count > 1;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await describe.AsAsync(Input.Rows.ToDictionary(r => r.Id, r => r.Described()), ct);
        Notice("What you said about the evidence was saved.");
        if (For is { } of && CriterionId is not null && Url.Answer(of, CriterionId) is { } answer)
        {
            return LocalRedirect(answer);
        }

        return Several ? Go("Index", new { body = Body }) : Go("Details", new { id = Input.Rows[0].Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var ids = Items.Distinct().Take(UploadLimits.MostFiles).Select(id => new Id<EvidenceItem>(id)).ToList();
        var found = await db.EvidenceItems.AsNoTracking()
            .Where(e => ids.Contains(e.Id) && e.WithdrawnAt == null)
            .Select(e => new Row
            {
                Id = e.Id, Body = e.BodyId, FileName = e.FileName, Title = e.Title, Kind = e.Kind, Describes = e.Describes, Shows = e.Shows,
                EffectiveOn = e.EffectiveOn, ReviewOn = e.ReviewOn, Owner = e.Owner, Marking = e.Marking,
            }).ToListAsync(ct);
        if (ids.Count == 0 || found.Count != ids.Count || found.Exists(r => r.Body != found[0].Body))
        {
            return NotFound();
        }

        Body = found[0].Body;
        if (!me.AddsEvidenceTo(Body))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var posted = HttpMethods.IsPost(Request.Method);
        if (posted && !Input.Rows.Select(r => r.Id).SequenceEqual(ids))
        {
            return BadRequest();
        }

        var rows = ids.ConvertAll(id => found.Single(r => r.Id == id));
        FileNames = rows.ConvertAll(r => r.FileName);
        if (!posted)
        {
            Input = new Form { Rows = rows };
        }

        return null;
    }

    public sealed record Form
    {
        public IList<Row> Rows { get; init; } = [];
    }

    public sealed record Row : DescriptionForm
    {
        public Id<EvidenceItem> Id { get; init; }

        internal Id<Domain.People.Body> Body { get; init; }

        internal string FileName { get; init; } = "";
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleForEach(f => f.Rows).SetValidator(new RowValidator());
    }

    public sealed class RowValidator() : DescriptionForm.Rules<Row>(titleNeeded: true);
}
