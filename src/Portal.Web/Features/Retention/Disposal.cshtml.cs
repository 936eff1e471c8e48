using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.Retention;
using Portal.Web.Documents;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Retention;

/// <summary>One disposal: the proposal while it waits, then the certificate of what was disposed of, for good.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class DisposalModel(PortalDbContext db, RetentionPosts posts, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public Id<Disposal> Id { get; set; }

    public Disposal Of { get; private set; } = null!;

    public string BodyName { get; private set; } = "";

    /// <summary>Packs that hold copies: they were handed over, and stay.</summary>
    public IReadOnlyList<string> Packs { get; private set; } = [];

    private IReadOnlyList<(string Name, IReadOnlySet<string> Hashes)> _packs = [];

    /// <summary>True for whoever could be the second person.</summary>
    public bool MayDecide { get; private set; }

    /// <summary>True where the present person proposed it, so that another has to decide.</summary>
    public bool IsOwn { get; private set; }

    /// <summary>True where they proposed it and may take it back.</summary>
    public bool MayWithdraw { get; private set; }

    public bool IsCertificate => Of.State == DisposalState.Approved;

    public void OnGet()
    {
    }

    /// <summary>The certificate with all it says, one line for each file.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        Response.Attach($"Disposal {Of.Number} of {BodyName}.csv", "text/csv; charset=utf-8");
        await Response.WriteAsync(
            CsvText.ByteOrderMark + CsvText.Line(
                "Disposal", "State", "Title", "Kind", "Describes", "Added (UTC)", "Counted from", "Because", "Years", "Period", "Due", "Version", "File", "Size in bytes", "SHA-256", "Content",
                "Left the store (UTC)", "Proposed by", "Post", "Proposed (UTC)", "Reason", "Decided by", "Post", "Decided (UTC)", "Reason of the decision", "Packs that hold copies"),
            ct);
        foreach (var item in Of.Items)
        {
            foreach (var file in FilesOf(item).Cast<DisposedFile?>().DefaultIfEmpty())
            {
                await Response.WriteAsync(
                    CsvText.Line(
                        $"{Of.Number}", Of.State.Words(), item.Title, item.Kind.Words(), $"{item.Describes:yyyy-MM-dd}", $"{item.AddedAt:yyyy-MM-dd HH:mm:ss}", $"{item.CountedFrom:yyyy-MM-dd}",
                        item.CountedBecause.Words(), $"{item.Years}", item.IsOwnPeriod ? "Own" : "As everybody", $"{item.DueOn:yyyy-MM-dd}", $"{file?.Number ?? item.FileVersion}", file?.FileName ?? "",
                        $"{file?.Size}", file?.Sha256 ?? "", file?.Fate() ?? "", $"{file?.GoneAt:yyyy-MM-dd HH:mm:ss}", Of.ProposedByName, Of.ProposedByPost, $"{Of.ProposedAt:yyyy-MM-dd HH:mm:ss}", Of.Reason,
                        Of.DecidedByName ?? "", Of.DecidedByPost ?? "", $"{Of.DecidedAt:yyyy-MM-dd HH:mm:ss}", Of.DecisionReason ?? "",
                        file is null ? "" : string.Join(", ", _packs.Where(p => p.Hashes.Contains(file.Sha256)).Select(p => p.Name))),
                    ct);
            }
        }

        return new EmptyResult();
    }

    /// <summary>All files an item had, oldest first; none before it is approved.</summary>
    public IEnumerable<DisposedFile> FilesOf(DisposalItem item) => Of.Files.Where(f => f.EvidenceItemId == item.EvidenceItemId).OrderBy(f => f.Number);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Of = await db.Set<Disposal>().AsNoTracking().Include(d => d.Items.OrderBy(i => i.Title).ThenBy(i => i.Id)).Include(d => d.Files).AsSplitQuery().Where(d => d.Id == Id).FirstOr404Async(ct);
        CurrentPerson.Require(posts.MayRead(Of.BodyId), "Disposals are shown to those who read all of their body.");
        BodyName = await db.Bodies.Where(b => b.Id == Of.BodyId).Select(b => b.Name).FirstOr404Async(ct);
        IsOwn = Of.ProposedBy == me.Id;
        MayWithdraw = Of.State == DisposalState.Proposed && IsOwn && posts.MayKeep(Of.BodyId);
        MayDecide = Of.State == DisposalState.Proposed && !IsOwn && posts.MayDecide(Of.BodyId);
        if (IsCertificate)
        {
            _packs = await PacksAsync(ct);
            Packs = [.. _packs.Select(p => p.Name)];
        }

        return null;
    }
    /// <summary>One frozen version after another is read, and of each only the hashes are kept.</summary>
    private async Task<IReadOnlyList<(string Name, IReadOnlySet<string> Hashes)>> PacksAsync(CancellationToken ct)
    {
        var disposed = Of.Files.Select(f => f.Sha256).ToHashSet(StringComparer.Ordinal);
        var packs = db.Packs.AsNoTracking().Where(p => p.BodyId == Of.BodyId && p.State == PackState.Complete)
            .Join(db.FrozenVersions, p => p.FrozenVersionId, v => v.Id, (p, v) => new
            {
                p.FileName,
                Frozen = p.Kind == PackKind.Supplement ? null : v.Content,
                Late = p.Late.Join(db.LateAdditions, i => i.LateAdditionId, l => l.Id, (i, l) => l.FileSha256).ToList(),
            });
        var holding = new List<(string Name, IReadOnlySet<string> Hashes)>();
        await foreach (var pack in packs.AsAsyncEnumerable().WithCancellation(ct))
        {
            var hashes = (pack.Frozen is { } frozen ? FrozenEvidence.In(frozen).Select(e => e.Sha256) : pack.Late).Where(disposed.Contains).ToHashSet(StringComparer.Ordinal);
            if (hashes.Count > 0)
            {
                holding.Add((pack.FileName, hashes));
            }
        }

        return [.. holding.OrderBy(p => p.Name, StringComparer.Ordinal)];
    }
}
