using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Web.Persistence;
using Portal.Web.Writing;

namespace Portal.Web.Features.Matters;

/// <summary>The history of one line of an agency's return, in its <see cref="ReturnRevision"/>s.</summary>
/// <param name="db">Where they are.</param>
/// <param name="matter">The audit.</param>
/// <param name="of">The agency's post and the criterion.</param>
/// <param name="writer">Who writes now.</param>
/// <param name="at">The present moment, in UTC.</param>
internal sealed class ReturnHistory(PortalDbContext db, Matter matter, (Id<Post> Post, string Criterion) of, Id<Person> writer, DateTime at) : ITextHistory
{
    /// <summary>All texts of the line, in no order.</summary>
    public static IQueryable<ReturnRevision> Of(PortalDbContext db, Id<Matter> matter, Id<Post> post, string criterion) =>
        db.Set<ReturnRevision>().Where(r => r.MatterId == matter && r.PostId == post && r.CriterionId == criterion);

    public void Keep(string content, int? makes) => db.Add(ReturnRevision.Of(matter, of, content, makes, writer, at));

    public Task<bool> IsKeptAsideAsync(string content, CancellationToken ct) =>
        All.AnyAsync(r => r.KeptAside && r.WrittenBy == writer && r.Content == content, ct);

    public Task<string?> MadeAsync(int version, CancellationToken ct) => All.Where(r => r.Makes == version).Select(r => r.Content).FirstOrDefaultAsync(ct);

    private IQueryable<ReturnRevision> All => Of(db, matter.Id, of.Post, of.Criterion);
}
