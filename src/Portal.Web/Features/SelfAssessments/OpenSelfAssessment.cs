using System.Text.Json.Nodes;
using Portal.Domain.Common;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Opens a self-assessment and starts its process.</summary>
public sealed class OpenSelfAssessment(
    PortalDbContext db,
    FrameworkLibrary frameworks,
    WorkflowRunner runner,
    CarryForward carryForward,
    BodyCalendars calendars,
    AuditTrail audit,
    CurrentPerson me,
    TimeProvider clock)
{
    /// <summary>Refuses what opening would refuse, and opens nothing.</summary>
    /// <exception cref="RuleBroken">The framework is not for this body, or the dates do not make sense.</exception>
    public Task CheckAsync(Id<Body> bodyId, string frameworkCode, int frameworkVersion, AssessmentPlan plan, CancellationToken ct) =>
        MakeAsync(bodyId, frameworkCode, frameworkVersion, plan, ct);

    /// <inheritdoc cref="CheckAsync"/>
    public Task<Id<SelfAssessment>> ForAsync(Id<Body> bodyId, string frameworkCode, int frameworkVersion, AssessmentPlan plan, CancellationToken ct) =>
        ForAsync(bodyId, frameworkCode, frameworkVersion, plan, CarryWish.Nothing, ct);

    /// <inheritdoc cref="CheckAsync"/>
    public Task<Id<SelfAssessment>> ForAsync(
        Id<Body> bodyId, string frameworkCode, int frameworkVersion, AssessmentPlan plan, CarryWish carry, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var (assessment, body, framework) = await MakeAsync(bodyId, frameworkCode, frameworkVersion, plan, ct);
            if (await carryForward.LastAsync(bodyId, frameworkCode, ct) is { } last)
            {
                assessment.Follow(last);
                await carryForward.IntoAsync(assessment, framework, last, carry, ct);
            }

            db.SelfAssessments.Add(assessment);
            audit.Record(bodyId, "opened", assessment.Id);
            await runner.StartAsync(assessment, SelfAssessmentProcesses.For(body.Kind), new JsonObject { ["Areas"] = Areas(framework) }, ct);
            await db.SaveChangesAsync(ct);
            return assessment.Id;
        });

    private async Task<(SelfAssessment, Body, Framework)> MakeAsync(
        Id<Body> bodyId, string frameworkCode, int frameworkVersion, AssessmentPlan plan, CancellationToken ct)
    {
        CurrentPerson.Require(me.Runs(bodyId), "Only the chair, the board manager or the director can open a self-assessment.");
        var body = await db.Bodies.FindAsync([bodyId], ct) ?? throw new NotFound();
        var framework = await frameworks.GetAsync(frameworkCode, frameworkVersion, ct);
        if (!framework.IsFor(body.Kind))
        {
            throw new RuleBroken("self-assessment.wrong-framework", $"{framework.ShortTitle} is not for {body.Name}. Choose another framework.", "Framework");
        }

        var assessment = SelfAssessment.Open(
            bodyId, (framework.Code, framework.Version), plan, (await calendars.OfAsync(db, bodyId, ct)).IsWorkingDay, me.Id, clock.UtcNow(), clock.Today());
        return (assessment, body, framework);
    }

    private static JsonArray Areas(Framework framework) => new([.. framework.Judgements.Select(j => new JsonObject { ["code"] = j.Code, ["title"] = j.Title })]);
}
