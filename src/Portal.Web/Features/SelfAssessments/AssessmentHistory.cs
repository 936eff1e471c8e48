using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Writing;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The history of one text of a self-assessment, in its <see cref="Revision"/>s.</summary>
/// <param name="db">Where they are.</param>
/// <param name="of">The self-assessment.</param>
/// <param name="subject">The criterion's id, the judgement's code or the question's id.</param>
/// <param name="writer">Who writes now.</param>
/// <param name="at">The present moment, in UTC.</param>
internal sealed class AssessmentHistory(PortalDbContext db, SelfAssessment of, string subject, Id<Person> writer, DateTime at) : ITextHistory
{
    private readonly Id<SelfAssessment> _of = of.Id;

    public void Keep(string content, int? makes) => db.Revisions.Add(Revision.Of(of, subject, content, makes, writer, at));

    public Task<bool> IsKeptAsideAsync(string content, CancellationToken ct) => db.Revisions.AnyAsync(
        r => r.SelfAssessmentId == _of && r.Subject == subject && r.KeptAside && r.WrittenBy == writer && r.Content == content, ct);

    public Task<string?> MadeAsync(int version, CancellationToken ct) => db.Revisions
        .Where(r => r.SelfAssessmentId == _of && r.Subject == subject && r.Makes == version).Select(r => r.Content).FirstOrDefaultAsync(ct);
}
