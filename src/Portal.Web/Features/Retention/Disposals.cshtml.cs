using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;

namespace Portal.Web.Features.Retention;

/// <summary>The disposals of a body, newest first: what waits, and the certificates.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class DisposalsModel(PortalDbContext db, RetentionPosts posts) : PortalPage
{
    [FromRoute]
    public Id<Body> Id { get; set; }

    public string BodyName { get; private set; } = "";

    public PageOf<Row> Rows { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        BodyName = await posts.ReadBodyAsync(Id, ct);
        Rows = await db.Set<Disposal>().AsNoTracking().Where(d => d.BodyId == Id).OrderByDescending(d => d.Number)
            .Select(d => new Row(d.Id, d.Number, d.State, d.Items.Count, d.ProposedByName, d.ProposedAt, d.DecidedByName, d.DecidedAt)).ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Row(Id<Disposal> Id, int Number, DisposalState State, int Items, string ProposedBy, DateTime ProposedAt, string? DecidedBy, DateTime? DecidedAt);
}
