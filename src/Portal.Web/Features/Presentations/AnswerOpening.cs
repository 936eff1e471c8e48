using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Web.Auditing;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Presentations;

/// <summary>Takes or declines the slot for the opening presentation, and tells the review team. Runs with the sight of the portal (<see cref="WiderSight"/>), because a body does not see the team of its review.</summary>
public sealed class AnswerOpening(PortalDbContext db, TaskCompletion tasks, OpeningMail mail, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    public Task TakeAsync(Id<OpeningSlot> id, int shown, CancellationToken ct) =>
        AnswerAsync(id, (slot, post) => slot.Take(shown, me.Person, post, clock.UtcNow()), "opening-taken", "will present itself", OpeningSteps.WillPresent, ct);

    public Task DeclineAsync(Id<OpeningSlot> id, int shown, string? reason, CancellationToken ct) =>
        AnswerAsync(id, (slot, post) => slot.Decline(shown, reason, me.Person, post, clock.UtcNow()), "opening-declined", "will not present itself", OpeningSteps.Declines, ct);

    private Task AnswerAsync(Id<OpeningSlot> id, Action<OpeningSlot, string> answer, string act, string says, string outcome, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var slot = await db.Set<OpeningSlot>().Where(s => s.Id == id).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(slot.BodyId), "The offer is answered by those who run the self-assessment.");
        answer(slot, me.Posts.First(p => p.BodyId == slot.BodyId && p.Role is PostRole.Chair or PostRole.BoardManager or PostRole.DirectorOfChildrensServices).Title);
        var reason = slot.State == OpeningState.Declined ? slot.DeclineReason : null;
        audit.Record(slot.BodyId, act, slot.ReviewId, reason);
        var body = await db.Bodies.Where(b => b.Id == slot.BodyId).Select(b => b.Name).SingleAsync(ct);
        var why = reason is null ? ".\n" : $":\n\n{reason}\n";
        var when = $"{slot.StartsAt.Words()}, for {slot.Minutes} minutes";
        var key = $"{act}:{slot.EarlierTimes.Count}:{slot.AnsweredAt:O}";
        await mail.ToTeamAsync(slot, key, $"Opening presentation: {body} has answered", $"{body} {says} at the start of the review, on {when}{why}", ct);
        await mail.ToBodyAsync(
            slot, key, $"the slot for your opening presentation was {(reason is null ? "taken" : "declined")}",
            $"{slot.AnsweredBy}, {slot.AnsweredPost}, has answered the review team: {body} {says} on {when}{why}", ct);
        await tasks.SettleAsync(slot.ReviewId, OpeningSteps.Answer, outcome, reason, ct);
        await db.SaveChangesAsync(ct);
    });
}
