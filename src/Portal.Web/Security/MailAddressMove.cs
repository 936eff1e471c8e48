using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Reminders;
using Portal.Web.Time;

namespace Portal.Web.Security;

/// <summary>
/// Moves somebody to another email address, in the unit of work of whoever decides it: person, sign-in and what waits to be sent go along, and the earlier address is told.
/// </summary>
public sealed class MailAddressMove(PortalDbContext db, Outbox outbox, AuditTrail audit, ILookupNormalizer normalizer, TimeProvider clock)
{
    /// <summary>More than wait for one person.</summary>
    private const int MostWaiting = 500;

    /// <summary>Refuses an address that is the present one, or somebody else's.</summary>
    /// <remarks>Two who want the same address at the same moment meet at the unique indexes; the second runs again and is refused here.</remarks>
    public async Task RequireFreeAsync(Person person, string email, CancellationToken ct)
    {
        RequireAnother(person, email);
        if (await IsTakenAsync(person, email, ct))
        {
            throw new RuleBroken("address.taken", "Somebody else has this address in the portal.", "Email");
        }
    }

    /// <summary>Refuses the present address.</summary>
    public static void RequireAnother(Person person, string email)
    {
        if (string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase))
        {
            throw new RuleBroken("address.same", "Mail goes to this address already.", "Email");
        }
    }

    /// <summary>Whether somebody else has the address, with or without a sign-in.</summary>
    public async Task<bool> IsTakenAsync(Person person, string email, CancellationToken ct)
    {
        var (lower, normalized, account) = (email.ToLowerInvariant(), normalizer.NormalizeEmail(email), person.Id.Value);
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // translated to SQL, where the database lowers the text
        return await db.People.AnyAsync(p => p.Id != person.Id && p.Email.ToLower() == lower, ct)
            || await db.Users.AnyAsync(u => u.Id != account && (u.NormalizedEmail == normalized || u.NormalizedUserName == normalized), ct);
#pragma warning restore CA1304, CA1311, CA1862, MA0011
    }

    /// <remarks>Two who move one person at once meet at the sign-in.</remarks>
    /// <param name="person">Whom.</param>
    /// <param name="to">The address.</param>
    /// <param name="what">What happened, for the earlier address.</param>
    /// <param name="key">Names this move.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether they have a sign-in.</returns>
    public async Task<bool> MoveAsync(Person person, string to, string what, string key, CancellationToken ct)
    {
        var (earlier, account) = (person.Email, person.Id.Value);
        var waiting = await db.Set<OutgoingEmail>().Where(m => m.PersonId == person.Id && m.Address == earlier && (m.State == EmailState.Queued || m.State == EmailState.Sending)).OrderBy(m => m.Id).Take(MostWaiting).ToListAsync(ct);
        waiting.ForEach(m => m.Address = to);
        var signIn = await db.Users.FirstOrDefaultAsync(u => u.Id == account, ct);
        outbox.Write(
            person, MailKind.Notice, "Mail from the portal goes to another address now",
            $"""
             Dear {person.Name},

             {what} What the portal writes to you no longer comes here{(signIn is null ? "" : ", and you sign in with the new address")}.

             If this is wrong, tell whoever runs the portal at once.
             """,
            $"address-changed:{key}:old", address: earlier);
        person.MoveTo(to);
        if (signIn is not null)
        {
            (signIn.Email, signIn.UserName, signIn.EmailConfirmed) = (to, to, true);
            (signIn.NormalizedEmail, signIn.NormalizedUserName) = (normalizer.NormalizeEmail(to), normalizer.NormalizeName(to));
            signIn.ConcurrencyStamp = $"{Guid.CreateVersion7()}";
        }

        return signIn is not null;
    }

    /// <summary>On the trail of each body in which they have a post.</summary>
    public async Task RecordAsync(Id<Person> person, string action, string? reason, CancellationToken ct, Id<Body>? except = null)
    {
        var bodies = await db.HeldOn(clock.Today()).Where(h => h.PersonId == person).Join(db.Posts, h => h.PostId, p => p.Id, (h, p) => p.BodyId).Distinct().ToListAsync(ct);
        foreach (var body in bodies.Where(b => b != except))
        {
            audit.Record(body, action, person, reason);
        }
    }
}
