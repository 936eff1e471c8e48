using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Domain.SignOff;
using Portal.Web.Persistence;

namespace Portal.Web.Features.Shared;

/// <summary>What was added after submission beside one frozen version; nothing where there is nothing.</summary>
public sealed class LateAdditions(PortalDbContext db) : ViewComponent
{
    /// <summary>More than anybody adds; it only keeps a page from growing without end.</summary>
    private const int Most = 200;

    /// <param name="version">The version beside which it stands.</param>
    /// <param name="to">What it stands beside in words, where a page shows several.</param>
    public async Task<IViewComponentResult> InvokeAsync(Id<FrozenVersion> version, string? to = null)
    {
        var rows = await db.LateAdditions.AsNoTracking().Where(l => l.FrozenVersionId == version).OrderBy(l => l.AddedAt).ThenBy(l => l.Id).Take(Most)
            .Select(l => new Row(
                l.Id, l.CriterionId, l.Title, l.Kind, l.Describes, l.FileName, l.FileSha256, l.Passage, l.Statement, l.Reason, l.AddedByName, l.AddedByPost, l.AddedAt, l.DisposedAt,
                db.Packs.Where(p => p.State == PackState.Complete).SelectMany(p => p.Late, (p, i) => new { p.Id, p.Number, Evidence = i.Number, i.LateAdditionId })
                    .Where(i => i.LateAdditionId == l.Id).Select(i => new Held(i.Id, i.Number, i.Evidence)).FirstOrDefault()))
            .ToListAsync(HttpContext.RequestAborted);
        return rows.Count == 0 ? Content("") : View(new Shown(rows, to));
    }

    /// <summary>What is shown.</summary>
    public sealed record Shown(IReadOnlyList<Row> Rows, string? To);

    /// <summary>One late addition.</summary>
    public sealed record Row(
        Id<LateAddition> Id, string Criterion, string Title, EvidenceKind Kind, DateOnly Describes, string FileName, string Sha256, string? Passage,
        string Statement, string Reason, string By, string Post, DateTime At, DateTime? DisposedAt, Held? In);

    /// <summary>The complete supplement that holds it.</summary>
    /// <param name="Pack">The supplement.</param>
    /// <param name="Number">Of the supplement.</param>
    /// <param name="Evidence">Its number in it.</param>
    public sealed record Held(Id<EvidencePack> Pack, int Number, int Evidence);
}
