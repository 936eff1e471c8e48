using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Calendars;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SignOff;

/// <summary>Chair or director signs the frozen version they were shown, or sends it back with reasons.</summary>
public sealed class DecideSignOff(PortalDbContext db, TaskCompletion tasks, HumanTasks asked, TellHolders tell, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>The outcome of the task when it is signed, as the definitions name it.</summary>
    public const string Signed = "Sign";

    /// <summary>The outcome of the task when it is sent back.</summary>
    public const string Returned = "Return";

    /// <param name="id">The self-assessment.</param>
    /// <param name="shownHash">Content hash of the version that was read.</param>
    /// <param name="ct">Cancels.</param>
    public Task SignAsync(Id<SelfAssessment> id, string? shownHash, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (assessment, version, post) = await LoadAsync(id, ct);
        version.Sign(post.Role, me.Person, shownHash, clock.UtcNow());
        audit.Record(assessment.BodyId, "signed", version.Id, version.ContentHash);
        await EndTaskAsync(assessment, t => t.PostId == post.Id, Signed, null, ct);
        await db.SaveChangesAsync(ct);
    });

    /// <param name="id">The self-assessment.</param>
    /// <param name="reason">What must change, or why the signature is withdrawn; required.</param>
    /// <param name="shownHash">Content hash of the version that was read.</param>
    /// <param name="ct">Cancels.</param>
    public Task ReturnAsync(Id<SelfAssessment> id, string? reason, string? shownHash, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (assessment, version, post) = await LoadAsync(id, ct);
        var withdraws = version.Signatures.Any(s => s.Role == post.Role);
        version.Return(post.Role, me.Person, reason, shownHash, clock.UtcNow());
        assessment.Reopen();
        foreach (var writing in await db.Tasks.Where(t => t.SelfAssessmentId == id && t.State == TaskState.OnHold).ToListAsync(ct))
        {
            writing.Release();
        }

        audit.Record(assessment.BodyId, withdraws ? "signature-withdrawn" : "returned", version.Id, version.ReturnReason);

        // Whoever withdraws a signature has no task any more: the version goes back from under the other's.
        await EndTaskAsync(assessment, t => withdraws || t.PostId == post.Id, Returned, version.ReturnReason, ct);
        await TellSignatoriesAsync(assessment, version, ct);
        await db.SaveChangesAsync(ct);
    });

    /// <summary>The post in which the present person may sign for this body: chair of the board or director of the authority. A deputy signs nothing.</summary>
    public async Task<HeldPost?> SigningPostAsync(SelfAssessment assessment, CancellationToken ct)
    {
        var partners = await db.Set<BoardAuthority>()
            .Where(a => a.BoardId == assessment.BodyId || a.AuthorityId == assessment.BodyId)
            .Select(a => a.BoardId == assessment.BodyId ? a.AuthorityId : a.BoardId).ToListAsync(ct);
        return me.Posts.FirstOrDefault(p => !p.IsDeputy && FrozenVersion.Signatories.Contains(p.Role) && (p.BodyId == assessment.BodyId || partners.Contains(p.BodyId)));
    }

    private async Task<(SelfAssessment, FrozenVersion, HeldPost)> LoadAsync(Id<SelfAssessment> id, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
        var post = await SigningPostAsync(assessment, ct)
            ?? throw new Forbidden("Only the chair of the board and the director of children’s services sign.");

        // The case before the version: what somebody else decides between the two reads then shows as a conflict on the case when this is
        // saved. The other way round the case could be newer than the signatures, and would go on as if one were missing.
        await db.Set<WorkflowInstance>().Where(i => i.SelfAssessmentId == id).LoadAsync(ct);
        var version = await db.FrozenVersions.Include(v => v.Signatures)
            .Where(v => v.SelfAssessmentId == id).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct)
            ?? throw new RuleBroken("sign-off.nothing-frozen", "There is no version to sign yet.");
        return (assessment, version, post);
    }

    private Task EndTaskAsync(SelfAssessment assessment, Func<PostTask, bool> which, string outcome, string? comment, CancellationToken ct) =>
        tasks.EndAsync(assessment, PageOf(assessment), which, outcome, comment, ct);

    private static string PageOf(SelfAssessment assessment) => $"/sign-off/read/{assessment.Id}";

    /// <summary>Whoever was asked to sign this version is told that it is over, and what stands of it in their calendars goes.</summary>
    private async Task TellSignatoriesAsync(SelfAssessment assessment, FrozenVersion version, CancellationToken ct)
    {
        var page = PageOf(assessment);
        var body = await db.Bodies.Where(b => b.Id == assessment.BodyId).SingleAsync(ct);
        foreach (var of in (await asked.AskedToSignAsync(assessment, page, version.FrozenAt, ct)).Where(t => t.State != TaskState.Open).GroupBy(t => t.PostId))
        {
            await tell.OfAsync(
                of.Key, $"{body.Name}: your signature is not asked for now",
                $"{me.Person.Name} has returned the self-assessment of {body.Name} with reasons. Nothing is to be signed until it is frozen again; then your signature is asked for anew.",
                page, $"signature-gone:{version.Id}:{of.Key}", assessment, ct, [.. of.SelectMany(t => CalendarDate.Gone(t, body))]);
        }
    }
}
