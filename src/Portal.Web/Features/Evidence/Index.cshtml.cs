using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Documents;
using Portal.Web.Features.Shared;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.Evidence;

/// <summary>The evidence library of a board or an authority.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class IndexModel(Library library, CurrentPerson me, TimeProvider clock) : PortalPage
{
    [FromQuery(Name = "body")]
    public Id<Body>? Body { get; set; }

    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    [FromQuery(Name = "kind")]
    public EvidenceKind? Kind { get; set; }

    [FromQuery(Name = "use")]
    public LibraryUse? Use { get; set; }

    [FromQuery(Name = "sort")]
    public LibraryOrder Order { get; set; }

    public IReadOnlyList<(Id<Body> Id, string Name)> Libraries { get; private set; } = [];

    /// <summary>Null where a library has to be chosen first.</summary>
    public string? BodyName { get; private set; }

    public bool MayAdd { get; private set; }

    public bool MaySeeRetention { get; private set; }

    public PageOf<LibraryRow> Items { get; private set; } = null!;

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Text) || Kind is not null || Use is not null;

    public IEnumerable<SelectListItem> Kinds => DescriptionForm.Kinds(Kind);

    public IEnumerable<SelectListItem> Uses =>
    [
        new("Used", nameof(LibraryUse.Used), Use == LibraryUse.Used),
        new("Not used yet", nameof(LibraryUse.Unused), Use == LibraryUse.Unused),
        new("Review due", nameof(LibraryUse.ReviewDue), Use == LibraryUse.ReviewDue),
        new("Withdrawn or disposed of", nameof(LibraryUse.Withdrawn), Use == LibraryUse.Withdrawn),
    ];

    private LibraryFilter Filter => new(Text, Kind, Use);

    /// <summary>This list in another order or as another format; from its first page.</summary>
    public string Address(LibraryOrder? order = null, string? handler = null)
    {
        var query = new QueryBuilder { { "body", $"{Body}" }, { "sort", $"{order ?? Order}" }, { "size", $"{Items.Place.Size}" } };
        foreach (var (name, value) in new[] { ("q", Text), ("kind", Kind?.ToString()), ("use", Use?.ToString()), ("handler", handler) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        return $"{Url.Page("Index")}{query}";
    }

    public bool IsDue(LibraryRow row) => !row.IsDisposed && row.ReviewOn <= clock.Today().AddDays(Library.ReviewDays);

    public void OnGet()
    {
    }

    /// <summary>All that the filter lets through, written as it is read.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        if (BodyName is null)
        {
            return NotFound();
        }

        Response.Attach($"Evidence of {BodyName} {clock.Today():yyyy-MM-dd}.csv", "text/csv; charset=utf-8");
        await Response.WriteAsync(
            CsvText.ByteOrderMark + CsvText.Line("Title", "Kind", "Describes", "What it shows", "File", "Size in bytes", "Safety", "SHA-256", "Added by", "Added (UTC)", "Uses", "Version", "Marking", "Review or expiry"), ct);
        await foreach (var row in library.Rows(Body!.Value, Filter, Order).AsAsyncEnumerable().WithCancellation(ct))
        {
            await Response.WriteAsync(CsvText.Line(
                row.Title, row.Kind.Words(), $"{row.Describes:yyyy-MM-dd}", row.Shows, row.FileName, $"{row.Size}", row.Safety.Words(), row.Sha256, row.AddedBy,
                $"{row.AddedAt:yyyy-MM-dd HH:mm:ss}", $"{row.Uses}", $"{row.FileVersion}", row.Marking.Words(), $"{row.ReviewOn:yyyy-MM-dd}"), ct);
        }

        return new EmptyResult();
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return NotFound();
        }

        Libraries = await library.BodiesAsync(ct);
        var own = Libraries.Where(b => me.Posts.Any(p => p.BodyId == b.Id)).ToList();
        Body ??= own.Count == 1 ? own[0].Id : Libraries.Count == 1 ? Libraries[0].Id : null;
        if (Body is not { } body)
        {
            return null;
        }

        BodyName = Libraries.FirstOrDefault(b => b.Id == body).Name;
        if (BodyName is null)
        {
            return NotFound();
        }

        MayAdd = me.AddsEvidenceTo(body);
        MaySeeRetention = me.ReadsAllOf(body);
        Items = await library.Rows(body, Filter, Order).ToPageAsync(Request.Query, ct);
        return null;
    }
}
