using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;
using Portal.Workflow.Engine;

namespace Portal.Web.Features.Administration;

/// <summary>
/// What an administrator may do to a case that cannot go on by itself, each with a reason that stands in its journal and in the audit trail of
/// the body. Acts on any body's case, in a unit of work of its own, and gives nothing of it back.
/// </summary>
public sealed class CaseActions(CaseDesk desk, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Runs the failed step again.</summary>
    public Task RetryAsync(string incidentId, string? reason, CancellationToken ct) =>
        OnIncidentAsync(incidentId, "incident-retried", reason, why => new Signal.RetryIncident(clock.UtcNow(), incidentId, me.Person.Name, why), ct);

    /// <summary>Leaves the failed step behind as if it had ended with an outcome.</summary>
    public Task SkipAsync(string incidentId, string outcome, string? reason, CancellationToken ct) =>
        OnIncidentAsync(incidentId, "incident-skipped", reason, why => new Signal.SkipIncident(clock.UtcNow(), incidentId, outcome, me.Person.Name, why), ct);

    /// <summary>Gives the failed step up: its branch ends there. Where the case ends with it, so does what it is about, as in <see cref="CancelAsync"/>.</summary>
    public Task GiveUpAsync(string incidentId, string? reason, CancellationToken ct) =>
        OnIncidentAsync(incidentId, "incident-given-up", reason, why => new Signal.CancelIncident(clock.UtcNow(), incidentId, me.Person.Name, why), ct, async (scope, instance, why) =>
        {
            if (instance.SubStatus == nameof(SubStatus.Cancelled))
            {
                await EndSubjectAsync(scope, instance, why, ct);
            }
        });

    /// <summary>Lets the case go on where it waits, in the name of whom it waits for.</summary>
    /// <param name="outcome">What the wait is to end with; null for a timer or an event.</param>
    public async Task ResumeAsync(string bookmarkId, string? outcome, string? reason, CancellationToken ct)
    {
        await using var scope = await desk.OpenAsync(ct);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var caseId = await db.Set<WorkflowBookmark>().Where(b => b.Id == bookmarkId).Select(b => b.InstanceId).FirstOr404Async(ct);
        var input = new JsonObject { ["outcome"] = outcome, ["comment"] = reason, ["who"] = me.Person.Name, ["when"] = clock.UtcNow().ToString("O", CultureInfo.InvariantCulture) };
        await OnCaseAsync(scope, caseId, "wait-ended", reason, _ => new Signal.Resume(clock.UtcNow(), bookmarkId, input), ct, async (_, why) =>
        {
            // A task that has ended without its case going on is left as it ended.
            if (await db.Tasks.FirstOrDefaultAsync(t => t.BookmarkId == bookmarkId && (t.State == TaskState.Open || t.State == TaskState.OnHold), ct) is { } task)
            {
                task.Release();
                task.Finish(outcome ?? "", why, me.Id, clock.UtcNow());
            }

            await scope.ServiceProvider.GetRequiredService<TimeRequests>().EndForAsync(db.Tasks.Where(t => t.BookmarkId == bookmarkId), ct);
        });
    }

    /// <summary>Moves the moment at which the case goes on by itself.</summary>
    public async Task MoveTimerAsync(string bookmarkId, DateTime dueAt, string? reason, CancellationToken ct)
    {
        await using var scope = await desk.OpenAsync(ct);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var caseId = await db.Set<WorkflowBookmark>().Where(b => b.Id == bookmarkId).Select(b => b.InstanceId).FirstOr404Async(ct);
        await OnCaseAsync(scope, caseId, "timer-moved", reason, why => new Signal.MoveTimer(clock.UtcNow(), bookmarkId, dueAt, me.Person.Name, why), ct);
    }

    /// <summary>Ends a case. A self-assessment or matter whose process is ended is withdrawn with it; everything written stays to be read.</summary>
    public async Task CancelAsync(string caseId, string? reason, CancellationToken ct)
    {
        await using var scope = await desk.OpenAsync(ct);
        await OnCaseAsync(
            scope, caseId, "case-cancelled", reason, why => new Signal.Cancel(clock.UtcNow(), why, me.Person.Name), ct, (instance, why) => EndSubjectAsync(scope, instance, why, ct));
    }

    private async Task EndSubjectAsync(AsyncServiceScope scope, WorkflowInstance instance, string why, CancellationToken ct)
    {
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<PortalDbContext>();
        var of = await db.SubjectOfAsync(instance, ct);
        if (instance.ParentId is null && of is not SelfAssessment { Status: SelfAssessmentStatus.Submitted or SelfAssessmentStatus.Withdrawn })
        {
            (of as SelfAssessment)?.Withdraw(why, clock.UtcNow());
            await services.GetRequiredService<WorkflowRunner>().CancelAsync(of, why, ct);
            await services.GetRequiredService<TimeRequests>().EndForAsync(db.Tasks.Of(of), ct);
            await services.GetRequiredService<HumanTasks>().CloseAllAsync(of, ct);
        }
    }

    private async Task OnIncidentAsync(
        string incidentId, string act, string? reason, Func<string, Signal> signal, CancellationToken ct,
        Func<AsyncServiceScope, WorkflowInstance, string, Task>? also = null)
    {
        await using var scope = await desk.OpenAsync(ct);
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        var caseId = await db.Set<WorkflowIncident>().Where(i => i.Id == incidentId).Select(i => i.InstanceId).FirstOr404Async(ct);
        await OnCaseAsync(scope, caseId, act, reason, signal, ct, also is null ? null : (instance, why) => also(scope, instance, why));
    }

    private static async Task OnCaseAsync(
        AsyncServiceScope scope, string caseId, string act, string? reason, Func<string, Signal> signal, CancellationToken ct,
        Func<WorkflowInstance, string, Task>? also = null)
    {
        var why = RuleBroken.IfBlank(reason, "case.no-reason", "Say why you do this.", "Reason");
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        await db.RetryOnConflictAsync(async () =>
        {
            var instance = await db.Set<WorkflowInstance>().Where(i => i.Id == caseId).FirstOr404Async(ct);
            var runner = scope.ServiceProvider.GetRequiredService<WorkflowRunner>();
            if (await runner.SendAsync(instance, signal(why), ct) is not Acceptance.Accepted)
            {
                if (!runner.IsUsable(caseId))
                {
                    throw new RuleBroken(WorkflowRunner.CannotGoOn, $"This case cannot go on, it can only be ended. {instance.Trouble}");
                }

                throw new RuleBroken("case.not-so-any-more", "The case has moved on meanwhile: this can no longer be done. See how it stands now.");
            }

            if (also is not null)
            {
                await also(instance, why);
            }

            scope.ServiceProvider.GetRequiredService<AuditTrail>().Record(instance.BodyId, act, caseId, why);
            await db.SaveChangesAsync(ct);
        });
    }
}
