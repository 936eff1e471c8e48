using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Files;
using Portal.Web.Files.Downloads;
using Portal.Web.Persistence;
using Portal.Web.Searching;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Evidence;

/// <summary>One page of a document: its text, how it looks, what was looked for marked, and a form that links it to a criterion.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ReadModel(
    PortalDbContext db, IFullTextIndex index, OpenCriteria openCriteria, LinkEvidence link, AuditTrail audit, GivenLately given, CurrentPerson me) : PortalPage
{
    /// <summary>Pages with what is looked for that are listed.</summary>
    private const int MostHits = 200;

    private IReadOnlyList<OpenCriterion> _open = [];

    [FromRoute]
    public Id<EvidenceItem> Id { get; set; }

    [FromRoute]
    public int? Number { get; set; }

    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    [BindProperty]
    public DetailsModel.Form Input { get; set; } = new();

    public View Item { get; private set; } = null!;

    /// <summary>What became of reading it; null where nobody has asked for it.</summary>
    public FileText? Reading { get; private set; }

    /// <summary>Null where there is no text.</summary>
    public TextPage? Shown { get; private set; }

    public SearchNode? Wanted { get; private set; }

    /// <summary>Pages that have what is looked for.</summary>
    public IReadOnlyList<int> Hits { get; private set; } = [];

    public bool IsPdf => Item.ContentType == AcceptedTypes.Pdf.ContentType;

    public bool IsImage => Item.ContentType == AcceptedTypes.Png.ContentType || Item.ContentType == AcceptedTypes.Jpeg.ContentType;

    /// <summary>"Page 3", as a reference to it begins.</summary>
    public string Here => $"{(Reading?.Unit ?? PageUnit.Page).Words()} {Number ?? 1}";

    /// <summary>Criteria it can be linked to, by self-assessment.</summary>
    public IEnumerable<SelectListItem> Targets => _open.Select(c => new SelectListItem($"{c.CriterionId} {c.Title} ({c.AssessmentTitle})", $"{c.Of}/{c.CriterionId}"));

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input = Input with { Passage = Here.ToLowerInvariant() };
        var what = $"read {Id} {Item.Sha256}";
        if (!given.Includes(me.Id, what))
        {
            audit.Record(Item.BodyId, "evidence-read", Id);
            await db.SaveChangesAsync(ct);
            given.Add(me.Id, what);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new DetailsModel.Validator()) || DetailsModel.TargetOf(Input.Target!) is not var (of, criterionId))
        {
            return Invalid();
        }

        await link.ToCriterionAsync(Id, of, criterionId, Input.Passage, ct);
        Notice($"{Input.Passage} was linked to {criterionId}.");
        return Go("Read", new { id = Id, number = Number, q = Text });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var item = await db.EvidenceItems.AsNoTracking().Where(e => e.Id == Id && e.DisposedAt == null)
            .Join(db.StoredFiles.OutOfQuarantine(), e => e.FileSha256, f => f.Sha256, (e, f) => new { Item = e, f.ContentType })
            .Join(db.Bodies, e => e.Item.BodyId, b => b.Id, (e, b) => new View(b.Id, b.Name, e.Item.Title, e.Item.FileSha256, e.ContentType, e.Item.WithdrawnAt != null)).FirstOrDefaultAsync(ct);
        if (item is null || !ModelState.IsValid)
        {
            return NotFound();
        }

        (Item, Wanted) = (item, SearchQuery.Of(Text).Root);
        var number = Number ?? 1;
        Reading = await db.Set<FileText>().AsNoTracking().FirstOrDefaultAsync(t => t.Sha256 == item.Sha256, ct);
        Shown = await db.Set<TextPage>().AsNoTracking().FirstOrDefaultAsync(p => p.Sha256 == item.Sha256 && p.Number == number, ct);
        if (Shown is null && number != 1)
        {
            return NotFound();
        }

        Hits = Wanted is null ? [] : await index.Matching(db, Wanted).Where(s => s.Source == SearchSource.Page && s.Sha256 == item.Sha256)
            .Select(s => s.Page).Distinct().OrderBy(p => p).Take(MostHits).ToListAsync(ct);
        _open = !item.IsWithdrawn && me.AddsEvidenceTo(item.BodyId) ? await openCriteria.OfAsync(item.BodyId, ct) : [];
        return null;
    }

    public sealed record View(Id<Body> BodyId, string Body, string Title, string Sha256, string ContentType, bool IsWithdrawn);
}
