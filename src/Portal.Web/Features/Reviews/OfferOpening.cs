using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Web.Auditing;
using Portal.Web.Features.Shared;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Workflows;

namespace Portal.Web.Features.Reviews;

/// <summary>Offers a body the slot for its opening presentation, moves and withdraws it, records that it was given and corrects that; whoever leads the review does, and those who run the body's self-assessment are told.</summary>
public sealed class OfferOpening(PortalDbContext db, TaskCompletion tasks, OpeningMail mail, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>A slot, to be read by whoever leads its review.</summary>
    /// <exception cref="NotFound">There is none, or another leads the review.</exception>
    public async Task<OpeningSlot> ReadAsync(Id<OpeningSlot> id, CancellationToken ct)
    {
        var slot = await db.Set<OpeningSlot>().AsNoTracking().Where(s => s.Id == id).FirstOr404Async(ct);
        return await me.LeadingPostAsync(slot.ReviewId, ct) is null ? throw new NotFound() : slot;
    }

    /// <summary>
    /// Offers it, and settles what the timetable of the review asks about it. Of two who do so at once the second is told that one was offered. Runs with the sight of the portal
    /// (<see cref="WiderSight"/>), because the process belongs to the body.
    /// </summary>
    public Task<Id<OpeningSlot>> ForAsync(Id<Review> id, DateTime startsAt, int minutes, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        await RequireLeadAsync(id, ct);
        var review = await db.Reviews.Where(r => r.Id == id).FirstOr404Async(ct);
        var slot = OpeningSlot.Offer(review, await db.Set<OpeningSlot>().Where(s => s.ReviewId == id).ToListAsync(ct), startsAt, minutes, me.Person, clock.UtcNow());
        db.Add(slot);
        audit.Record(slot.BodyId, "opening-offered", id, TimeOf(slot));
        await mail.ToBodyAsync(slot, "opening-offered", "a slot for your opening presentation is offered", $"""
            The review team offers you {slot.Minutes} minutes at the start of the review, on {slot.StartsAt.Words()}, to present what you know about yourself.

            Take or decline it here:
            """, ct);
        await tasks.SettleAsync(id, OpeningSteps.Offer, OpeningSteps.Offered, TimeOf(slot), ct);
        await db.SaveChangesAsync(ct);
        return slot.Id;
    });

    /// <summary>Refuses what <see cref="MoveAsync"/> would refuse, and changes nothing.</summary>
    public async Task CheckMoveAsync(Id<OpeningSlot> id, int shown, DateTime startsAt, int minutes, string? reason, CancellationToken ct) =>
        (await ReadAsync(id, ct)).Move(shown, startsAt, minutes, reason, me.Person, clock.UtcNow());

    /// <summary>Offers another time instead; the body answers anew.</summary>
    public Task MoveAsync(Id<OpeningSlot> id, int shown, DateTime startsAt, int minutes, string? reason, CancellationToken ct) => ChangeAsync(id, async slot =>
    {
        slot.Move(shown, startsAt, minutes, reason, me.Person, clock.UtcNow());
        var earlier = slot.EarlierTimes[^1];
        audit.Record(slot.BodyId, "opening-moved", slot.ReviewId, $"{TimeOf(slot)}. {earlier.Reason}");
        await mail.ToBodyAsync(slot, $"opening-moved:{slot.EarlierTimes.Count}", "the slot for your opening presentation was moved", $"""
            The review team has moved the slot for your opening presentation from {earlier.StartsAt.Words()} to {slot.StartsAt.Words()}, for {slot.Minutes} minutes:

            {earlier.Reason}

            Take or decline it here:
            """, ct);
    }, ct);

    /// <summary>Takes the offer back.</summary>
    public Task WithdrawAsync(Id<OpeningSlot> id, int shown, string? reason, CancellationToken ct) => ChangeAsync(id, async slot =>
    {
        slot.Withdraw(shown, reason, me.Person, clock.UtcNow());
        audit.Record(slot.BodyId, "opening-withdrawn", slot.ReviewId, slot.WithdrawalReason);
        await mail.ToBodyAsync(slot, "opening-withdrawn", "the slot for your opening presentation was withdrawn", $"""
            The review team has withdrawn the slot for your opening presentation on {slot.StartsAt.Words()}:

            {slot.WithdrawalReason}

            The offer stays on record:
            """, ct);
    }, ct);

    /// <summary>Records that it was given.</summary>
    /// <param name="id">The slot.</param>
    /// <param name="when">When, in UTC.</param>
    /// <param name="present">Who was there.</param>
    /// <param name="presentation">What was shown, as it was handed over; null where it was given without.</param>
    /// <param name="ct">Cancels.</param>
    public Task GivenAsync(Id<OpeningSlot> id, DateTime when, string? present, Id<Presentation>? presentation, CancellationToken ct) => ChangeAsync(id, async slot =>
    {
        slot.Give(when, present, await HandedAsync(presentation, ct), me.Person, clock.UtcNow());
        audit.Record(slot.BodyId, "opening-given", slot.ReviewId);
    }, ct);

    /// <summary>Puts right what was recorded; the trail keeps what was there before, and the body is told.</summary>
    /// <param name="id">The slot.</param>
    /// <param name="shown">The version of the record that was shown.</param>
    /// <param name="when">As in <see cref="GivenAsync"/>.</param>
    /// <param name="present">Who was there.</param>
    /// <param name="presentation">What was shown.</param>
    /// <param name="reason">Why it is corrected.</param>
    /// <param name="ct">Cancels.</param>
    public Task CorrectAsync(Id<OpeningSlot> id, int shown, DateTime when, string? present, Id<Presentation>? presentation, string? reason, CancellationToken ct) => ChangeAsync(id, async slot =>
    {
        var before = await RecordOfAsync(slot, ct);
        var why = slot.Correct(shown, when, present, await HandedAsync(presentation, ct), reason, me.Person, clock.UtcNow());
        audit.Record(slot.BodyId, "opening-corrected", slot.ReviewId, $"{before} became {await RecordOfAsync(slot, ct)} {why}");
        await mail.ToBodyAsync(slot, $"opening-corrected:{slot.Version}", "the record of your opening presentation was corrected", $"""
            The review team has corrected what is on record of your opening presentation:

            {why}

            What is recorded now:
            """, ct);
    }, ct);

    private async Task<Presentation?> HandedAsync(Id<Presentation>? presentation, CancellationToken ct) =>
        presentation is null ? null : await db.Presentations.Where(p => p.Id == presentation).FirstOr404Async(ct);

    private async Task<string> RecordOfAsync(OpeningSlot slot, CancellationToken ct)
    {
        var slides = slot.PresentationId is { } id ? $"“{await db.Presentations.Where(p => p.Id == id).Select(p => p.Title).SingleAsync(ct)}”" : "no slides of the portal";
        return $"{slot.GivenAt!.Value.Words()}, {slides}, there were: {slot.Present}";
    }

    private Task ChangeAsync(Id<OpeningSlot> id, Func<OpeningSlot, Task> change, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var slot = await db.Set<OpeningSlot>().Where(s => s.Id == id).FirstOr404Async(ct);
        await RequireLeadAsync(slot.ReviewId, ct);
        await change(slot);
        await db.SaveChangesAsync(ct);
    });

    /// <exception cref="Forbidden">Another leads the review.</exception>
    private async Task RequireLeadAsync(Id<Review> id, CancellationToken ct) =>
        CurrentPerson.Require(await me.LeadingPostAsync(id, ct) is not null, "The slot is offered and recorded by whoever leads the review.");

    private static string TimeOf(OpeningSlot slot) => $"{slot.StartsAt.Words()}, {slot.Minutes} minutes";
}
