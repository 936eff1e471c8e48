using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Reviews;

/// <summary>Offers a body the slot for its opening presentation and records that it was given; whoever leads the review does.</summary>
public sealed class OfferOpening(PortalDbContext db, Outbox outbox, PortalAddress portal, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Offers it, and tells those who run the body's self-assessment by mail.</summary>
    public Task<Id<OpeningSlot>> ForAsync(Id<Review> id, DateTime startsAt, int minutes, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        await RequireLeadAsync(id, ct);
        var review = await db.Reviews.Where(r => r.Id == id).FirstOr404Async(ct);
        var slot = OpeningSlot.Offer(review, await db.Set<OpeningSlot>().Where(s => s.ReviewId == id).ToListAsync(ct), startsAt, minutes, me.Person, clock.UtcNow());
        db.Add(slot);
        audit.Record(slot.BodyId, "opening-offered", id, $"{startsAt.Words()}, {minutes} minutes");
        PostRole[] run = [PostRole.Chair, PostRole.BoardManager, PostRole.DirectorOfChildrensServices];
        var people = await db.Posts.Where(p => p.BodyId == slot.BodyId && run.Contains(p.Role)).SelectMany(p => p.Holdings.Where(h => h.Until == null), (p, h) => h.PersonId)
            .Distinct().Join(db.People, p => p, p => p.Id, (id, person) => person).ToListAsync(ct);
        foreach (var person in people)
        {
            outbox.Write(person, "A slot for your opening presentation is offered", $"""
                The review team offers you {minutes} minutes at the start of the review, on {startsAt.Words()}, to present what you know about yourself.

                Take or decline it here:
                {portal.Of($"/presentations/opening/{slot.Id}")}
                """, $"opening-offered:{slot.Id}:{person.Id}");
        }

        await db.SaveChangesAsync(ct);
        return slot.Id;
    });

    /// <summary>Records that it was given.</summary>
    /// <param name="id">The slot.</param>
    /// <param name="when">When, in UTC.</param>
    /// <param name="present">Who was there.</param>
    /// <param name="presentation">What was shown, as it was handed over; null where it was given without.</param>
    /// <param name="ct">Cancels.</param>
    public Task GivenAsync(Id<OpeningSlot> id, DateTime when, string? present, Id<Presentation>? presentation, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var slot = await db.Set<OpeningSlot>().Where(s => s.Id == id).FirstOr404Async(ct);
        await RequireLeadAsync(slot.ReviewId, ct);
        var shown = presentation is null ? null : await db.Presentations.Where(p => p.Id == presentation).FirstOr404Async(ct);
        slot.Give(when, present, shown, me.Person, clock.UtcNow());
        audit.Record(slot.BodyId, "opening-given", slot.ReviewId);
        await db.SaveChangesAsync(ct);
    });

    /// <exception cref="Forbidden">Another leads the review.</exception>
    private async Task RequireLeadAsync(Id<Review> id, CancellationToken ct) =>
        CurrentPerson.Require(await me.LeadingPostAsync(id, ct) is not null, "The slot is offered and recorded by whoever leads the review.");
}
