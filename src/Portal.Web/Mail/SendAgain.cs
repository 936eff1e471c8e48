using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Mail;

/// <summary>Writes a mail again that was refused or came back: to the address that its person has now, as a new row, and on the record.</summary>
public sealed class SendAgain(PortalDbContext db, Outbox outbox, AuditTrail audit, TimeProvider clock)
{
    /// <param name="id">The mail that did not arrive.</param>
    /// <param name="allowed">Those among which it must be; others are not found.</param>
    /// <param name="onRecordOf">On whose record it goes where the mail is of no body.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>To whom it goes.</returns>
    /// <exception cref="NotFound">There is no such mail among those.</exception>
    /// <exception cref="RuleBroken">It cannot be sent again.</exception>
    public async Task<Person> AsAsync(Guid id, IQueryable<OutgoingEmail> allowed, Id<Body> onRecordOf, CancellationToken ct)
    {
        var failed = await allowed.AsNoTracking().Where(m => m.Id == id).FirstOr404Async(ct);
        if (WhyNot(failed.State, failed.Kind, failed.Text.Contains(MailSeal.Words, StringComparison.Ordinal), failed is { BodyId: null, Thread: null, Kind: MailKind.Notice }) is { } reason)
        {
            throw new RuleBroken("mail.not-again", reason);
        }

        if (await db.Set<OutgoingEmail>().AnyAsync(m => m.AgainOf == id, ct))
        {
            throw new RuleBroken("mail.said-again", "This mail was sent again already. What became of that one stands in the list.");
        }

        var person = await db.People.SingleAsync(p => p.Id == failed.PersonId, ct);
        if (!await IsStillForAsync(failed, person.Id, ct))
        {
            throw new RuleBroken("mail.left", $"{person.Name} no longer holds a post for which this mail was written, so it is not sent again.");
        }

        var again = outbox.WriteAgain(failed, person);
        audit.Record(failed.BodyId ?? onRecordOf, "mail-sent-again", $"{again.Id}", $"“{failed.Subject}” to {person.Name}");
        await db.SaveChangesAsync(ct);
        return person;
    }

    /// <summary>Whether its reader is still one of those for whom it was written: of the body, who run the portal, or of the team of the review it is about.</summary>
    private Task<bool> IsStillForAsync(OutgoingEmail mail, Id<Person> person, CancellationToken ct)
    {
        if (mail.BodyId is { } body)
        {
            return HoldsAsync(person, db.PostsAround([body]), ct);
        }

        return mail.Kind == MailKind.Operations ? HoldsAsync(person, db.Posts.Where(p => p.Role == PostRole.Administrator), ct) : ReviewsAsync(person, mail.Thread, ct);
    }

    private Task<bool> HoldsAsync(Id<Person> person, IQueryable<Post> posts, CancellationToken ct) =>
        db.HeldOn(clock.Today()).AnyAsync(h => h.PersonId == person && posts.Any(p => p.Id == h.PostId), ct);

    /// <remarks>Whoever sends it again need not see the review: nothing of it is shown to them.</remarks>
    private async Task<bool> ReviewsAsync(Id<Person> person, string? about, CancellationToken ct)
    {
        if (!Guid.TryParse(about, out var id))
        {
            return false;
        }

        var (review, pack, presentation, slot, assessment, matter) =
            (new Id<Review>(id), new Id<EvidencePack>(id), new Id<Presentation>(id), new Id<OpeningSlot>(id), new Id<SelfAssessment>(id), new Id<Matter>(id));
        var roles = Policies.Roles[Policies.ReviewTeam];
        return await HoldsAsync(person, db.Posts.Where(p => roles.Contains(p.Role)), ct)
            && await db.Reviews.IgnoreQueryFilters([PortalDbContext.BodyFilter]).AnyAsync(
                r => r.Team.Any(m => m.PersonId == person)
                    && (r.Id == review
                        || db.Presentations.Any(p => p.Id == presentation && p.ReviewId == r.Id) || db.Set<OpeningSlot>().Any(s => s.Id == slot && s.ReviewId == r.Id)
                        || db.Packs.Any(p => p.Id == pack && p.BodyId == r.BodyId) || db.SelfAssessments.Any(a => a.Id == assessment && a.BodyId == r.BodyId)
                        || db.Matters.Any(m => m.Id == matter && m.BodyId == r.BodyId)),
                ct);
    }

    /// <summary>Why a mail cannot be sent again, in words; null where it can.</summary>
    /// <param name="state">How it stands.</param>
    /// <param name="kind">Why it was written.</param>
    /// <param name="wasSealed">Whether it held what is kept nowhere.</param>
    /// <param name="isOfAddress">Whether it tells a person of their own address: a notice of no body and about no item.</param>
    public static string? WhyNot(EmailState state, MailKind kind, bool wasSealed, bool isOfAddress) => state switch
    {
        not (EmailState.Refused or EmailState.Bounced) => "Only a mail that was refused or came back is sent again.",
        _ when kind.IsRoutine() => "Routine mail is not sent again: the next one says what is still to be said.",
        _ when wasSealed => "This mail held a link that is kept nowhere else. Give the person a new link instead.",
        _ when isOfAddress => "This mail is about an address itself, so it is not sent again. Correct the address instead.",
        _ => null,
    };
}
