using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.SelfAssessments;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Says of carried texts that they hold as they stand, for one criterion or judgement or for all of an area.</summary>
public sealed class ConfirmCarried(
    PortalDbContext db, FrameworkLibrary frameworks, CarriedTexts carried, WritingAccess access, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <exception cref="Forbidden">It is for somebody else to write.</exception>
    public Task<int> OneAsync(Id<SelfAssessment> id, string subject, CancellationToken ct) => ConfirmAsync(id, waiting => waiting.Subject == subject, strict: true, ct);

    /// <summary>Confirms what this person may write of an area; what is for others goes on waiting.</summary>
    public Task<int> AreaAsync(Id<SelfAssessment> id, string judgementCode, CancellationToken ct) => ConfirmAsync(id, waiting => waiting.Area.Code == judgementCode, strict: false, ct);

    private Task<int> ConfirmAsync(Id<SelfAssessment> id, Func<(string Subject, JudgementArea Area), bool> meant, bool strict, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var assessment = await db.SelfAssessments.Where(a => a.Id == id).FirstOr404Async(ct);
            assessment.RequireOpenForWriting();
            var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
            var share = await access.ShareAsync(assessment, ct);
            var confirmed = new HashSet<string>(StringComparer.Ordinal);
            foreach (var text in await carried.WaitingAsync(id, ct))
            {
                if (AreaOf(framework, text.Subject) is not { } area || !meant((text.Subject, area)))
                {
                    continue;
                }

                var allowed = text.Subject == area.Code ? share.MayJudge(area.Code) : share.MayAnswer(area.Code, text.Subject);
                if (!allowed)
                {
                    CurrentPerson.Require(!strict, "This is for whoever answers it to confirm.");
                    continue;
                }

                text.Confirm(assessment, me.Id, clock.UtcNow());
                if (confirmed.Add(text.Subject))
                {
                    audit.Record(assessment.BodyId, "carried-confirmed", assessment.Id, text.Subject);
                }
            }

            await db.SaveChangesAsync(ct);
            return confirmed.Count;
        });

    internal static JudgementArea? AreaOf(Framework framework, string subject) =>
        framework.FindJudgement(subject) ?? (framework.FindCriterion(subject) is null ? null : framework.JudgementOf(subject));
}
