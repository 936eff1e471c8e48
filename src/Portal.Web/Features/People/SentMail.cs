using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.People;

/// <summary>Which mails are asked for; each null lets all through.</summary>
/// <param name="Who">Part of the name of whoever it was written to.</param>
/// <param name="Kind">Why it was written.</param>
/// <param name="State">How far it has come.</param>
/// <param name="From">Written at or after this time, in UTC.</param>
/// <param name="Until">Written before this time, in UTC.</param>
public sealed record SentFilter(string? Who, MailKind? Kind, EmailState? State, DateTime? From, DateTime? Until);

/// <summary>What was sent on the side of a body, for those who run it. Never what it says.</summary>
public sealed class SentMail(PortalDbContext db, SendAgain again, AccessScope scope, CurrentPerson me)
{
    /// <summary>The name of a body whose mail the present person may look through.</summary>
    /// <exception cref="NotFound">They see nothing of that body.</exception>
    /// <exception cref="Forbidden">They do not run it.</exception>
    public async Task<string> NameOfAsync(Id<Body> body, CancellationToken ct)
    {
        if (!scope.BodyIds.Contains(body))
        {
            throw new NotFound();
        }

        var found = await db.Bodies.AsNoTracking().Where(b => b.Id == body && (b.Kind == BodyKind.SafeguardingBoard || b.Kind == BodyKind.LocalAuthority)).FirstOr404Async(ct);
        CurrentPerson.Require(me.Runs(body), "What was sent is shown to those who run the body.");
        return found.Name;
    }

    /// <summary>
    /// Mails about the body to those on its side, and the routine mail of those who held or stood in for posts of this body alone when it was written: what somebody
    /// hears of another body is none of this one's business. Empty for whoever does not run it.
    /// </summary>
    /// <remarks>Routine mail is written by day, when the date in UTC is that of the United Kingdom.</remarks>
    public IQueryable<OutgoingEmail> Of(Id<Body> body)
    {
        var run = scope.RunBodyIds;
        var (held, deputised) = (db.Set<PostHolding>(), db.Set<PostDeputy>());

        // One where every post of the reader at the time was of this body, null where they had none.
        return db.Set<OutgoingEmail>().AsNoTracking().Where(m => run.Contains(body) && (m.BodyId == body
            || (MailKinds.Routine.Contains(m.Kind)
                && db.Posts.Where(p =>
                    held.Any(h => h.PostId == p.Id && h.PersonId == m.PersonId && h.From <= m.WrittenAt && (h.Until == null || h.Until > m.WrittenAt))
                    || deputised.Any(d => d.PostId == p.Id && d.PersonId == m.PersonId && d.From <= DateOnly.FromDateTime(m.WrittenAt) && d.Until >= DateOnly.FromDateTime(m.WrittenAt)
                        && (d.EndedAt == null || d.EndedAt > m.WrittenAt)))
                    .Min(p => (int?)(p.BodyId == body ? 1 : 0)) == 1)));
    }

    /// <summary>Those of <see cref="Of(Id{Body})"/> that are asked for.</summary>
    public IQueryable<OutgoingEmail> Of(Id<Body> body, SentFilter filter)
    {
        var mails = Of(body);
        mails = filter.Kind is { } kind ? mails.Where(m => m.Kind == kind) : mails;
        mails = filter.State is { } state ? mails.Where(m => m.State == state) : mails;
        mails = filter.From is { } from ? mails.Where(m => m.WrittenAt >= from) : mails;
        mails = filter.Until is { } until ? mails.Where(m => m.WrittenAt < until) : mails;
        if (filter.Who is { } who)
        {
            var part = who.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // translated to SQL, where the database lowers the text
            mails = mails.Where(m => m.Name.ToLower().Contains(part) || m.Name.Contains(who)); // SQLite lowers plain letters alone
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        return mails;
    }

    /// <inheritdoc cref="SendAgain.AsAsync"/>
    public async Task<Person> SendAgainAsync(Id<Body> body, Guid id, CancellationToken ct)
    {
        await NameOfAsync(body, ct);
        return await again.AsAsync(id, Of(body), body, ct);
    }
}
