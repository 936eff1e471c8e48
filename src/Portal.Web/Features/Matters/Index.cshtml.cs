using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Matters;

/// <summary>The matters that concern the present person, and those they may open.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class IndexModel(PortalDbContext db, MatterKinds kinds) : PortalPage
{
    private IReadOnlyList<MatterKind> _all = [];

    public IReadOnlyList<MatterKind> Offered { get; private set; } = [];

    public PageOf<Row> Rows { get; private set; } = null!;

    public void OnGet()
    {
    }

    /// <summary>What a kind of matter is called.</summary>
    public string NameOf(string kind) => _all.FirstOrDefault(k => k.Id == kind)?.Name ?? kind;

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        _all = await kinds.ListAsync(ct);
        Offered = await kinds.OfferedAsync(ct);
        Rows = await db.Matters.AsNoTracking()
            .Join(db.Bodies, m => m.BodyId, b => b.Id, (m, b) => new { Matter = m, b.Name })
            .OrderBy(m => m.Matter.State != MatterState.Open).ThenByDescending(m => m.Matter.OpenedAt).ThenByDescending(m => m.Matter.Id)
            .Select(m => new Row(m.Matter.Id, m.Matter.Title, m.Matter.Kind, m.Name, m.Matter.Day, m.Matter.State))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Row(Id<Matter> Id, string Title, string Kind, string Body, DateOnly Day, MatterState State);
}
