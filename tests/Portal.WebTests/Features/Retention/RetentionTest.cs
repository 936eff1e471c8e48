using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Auditing;
using Portal.Web.Features.Retention;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Retention;

/// <summary>A library with evidence that is old enough to go.</summary>
public abstract class RetentionTest(PortalFixture portal) : PortalTest(portal)
{
    /// <summary>On this side of six years before the first day of a test.</summary>
    protected static readonly DateTime LongAgo = new(2008, 3, 3, 9, 0, 0, DateTimeKind.Utc);

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected Task<Id<Body>> BodyAsync(string code) => Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == code).Select(b => b.Id).SingleAsync());

    protected Task<Id<Body>> NorthshireAsync() => BodyAsync("demo-northshire-board");

    /// <summary>An item that nothing rests on, added long ago.</summary>
    protected Task<Id<EvidenceItem>> OldItemAsync(string title, string? text = null, string who = Given.Manager, string board = "demo-northshire-board") =>
        Given.OldEvidence(title, text ?? $"{title}, as it was.", LongAgo, who, board);

    protected Task<Id<Disposal>> ProposedAsync(params Id<EvidenceItem>[] items) => ProposedByAsync(Given.Manager, items);

    protected Task<Id<Disposal>> ProposedByAsync(string who, params Id<EvidenceItem>[] items) => Portal.AsAsync(who, async s =>
    {
        var first = items[0];
        var body = await Portal.ReadAsync(db => db.EvidenceItems.Where(e => e.Id == first).Select(e => e.BodyId).SingleAsync());
        return await s.GetRequiredService<ProposeDisposal>().OfAsync(body, items, "Nobody has asked for it in years.", default);
    });

    protected Task ApproveAsync(Id<Disposal> disposal, string who = Given.Chair) =>
        Portal.AsAsync(who, s => s.GetRequiredService<DecideDisposal>().ApproveAsync(disposal, "I have looked through it.", default));

    /// <summary>Proposed by the manager and approved by the chair; the contents are still there.</summary>
    protected async Task<Id<Disposal>> DisposedAsync(params Id<EvidenceItem>[] items)
    {
        var disposal = await ProposedAsync(items);
        await ApproveAsync(disposal);
        return disposal;
    }

    protected Task HoldAsync(Id<EvidenceItem>? item, string who = Given.Manager) => Portal.AsAsync(who, async s =>
        await s.GetRequiredService<KeepEvidence>().HoldAsync(await NorthshireAsync(), item, "The inquest of June needs it.", default));

    protected Task<EvidenceItem> ItemAsync(Id<EvidenceItem> item) => Portal.ReadAsync(db => db.EvidenceItems.AsNoTracking().Include(e => e.Links).Include(e => e.Versions).SingleAsync(e => e.Id == item));

    protected Task<StoredFile?> StoredAsync(string sha256) => Portal.ReadAsync(db => db.StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Sha256 == sha256));

    protected async Task<IReadOnlyList<string?>> RecordedAsync(string action) =>
        await Portal.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action == action).OrderBy(a => a.Number).Select(a => a.Reason).ToListAsync());

    protected string PathOf(string sha256) => Path.Combine(Portal.Data, "files", sha256[..2], sha256[2..4], sha256);
}
