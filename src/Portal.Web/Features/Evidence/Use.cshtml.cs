using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Evidence;

/// <summary>What of a library is used, what is not, what rests on nothing, what looks like a copy and what grows old.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class UseModel(Library library, EvidenceUse use, TimeProvider clock) : PortalPage
{
    /// <summary>Months after which what a document describes is called old.</summary>
    public const int OldAfterMonths = 24;

    [FromQuery(Name = "body")]
    public Id<Body>? Body { get; set; }

    public string BodyName { get; private set; } = "";

    public IReadOnlyList<MatrixChoice> Matrices { get; private set; } = [];

    public IReadOnlyList<ItemLine> Unused { get; private set; } = [];

    public int UnusedCount { get; private set; }

    public IReadOnlyList<BareClaim> BareClaims { get; private set; } = [];

    public IReadOnlyList<LikeItems> Alike { get; private set; } = [];

    public IReadOnlyList<ItemLine> Old { get; private set; } = [];

    public int OldCount { get; private set; }

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (Body is not { } body)
        {
            return RedirectToPage("Index");
        }

        BodyName = (await library.BodiesAsync(ct)).FirstOrDefault(b => b.Id == body).Name;
        if (BodyName is null)
        {
            return NotFound();
        }

        var old = use.DescribingBefore(body, clock.Today().AddMonths(-OldAfterMonths));
        (UnusedCount, Unused) = (await use.Unused(body).CountAsync(ct), await use.Unused(body).Take(EvidenceUse.MostShown).ToListAsync(ct));
        (OldCount, Old) = (await old.CountAsync(ct), await old.Take(EvidenceUse.MostShown).ToListAsync(ct));
        BareClaims = await use.BareClaimsAsync(body, ct);
        Alike = await use.NearDuplicatesAsync(body, ct);
        Matrices = await use.MatricesAsync(body, ct);
        return null;
    }
}
