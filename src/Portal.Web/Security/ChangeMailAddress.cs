using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
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
/// Gives somebody another email address, with which they sign in from then on: their own once they have shown that they read what goes there, that of somebody else by an administrator with
/// a reason. The earlier address is told, mail that waits goes to the new one, and it is on the trail of each body in which they have a post.
/// </summary>
public sealed class ChangeMailAddress(PortalDbContext db, Outbox outbox, PortalAddress portal, AuditTrail audit, ILookupNormalizer normalizer, CurrentPerson me, TimeProvider clock)
{
    /// <summary>What the keys of mails with a link begin with.</summary>
    private const string Asked = "address-asked:";

    /// <summary>In the place of a link.</summary>
    private const string TakenAlready = "(There is no link: somebody has this address in the portal already. If it is yours, ask whoever runs the portal.)";

    /// <summary>More than wait for one person.</summary>
    private const int MostWaiting = 500;

    /// <summary>Links that one person is sent in a day.</summary>
    private const int MostAskedInADay = 5;

    /// <summary>The change that the present person asked for and has not confirmed yet; null where there is none, or its time is over.</summary>
    public async Task<AddressChange?> WaitingAsync(CancellationToken ct)
    {
        var person = me.Id;
        return await db.Set<AddressChange>().AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == person, ct) is { } asked && asked.IsOpen(clock.UtcNow()) ? asked : null;
    }

    /// <summary>The change that a link confirms; null where it is used up, too old, replaced, or of somebody else.</summary>
    public async Task<AddressChange?> FindAsync(string token, CancellationToken ct) => await WaitingAsync(ct) is { } asked && asked.TokenHash == HashOf(token) ? asked : null;

    /// <summary>Sends a link to another address of the present person; nothing changes until it is used.</summary>
    /// <remarks>Who asks is not told whether somebody else has the address: whoever reads what goes there is.</remarks>
    /// <exception cref="RuleBroken">It is theirs already, or they have asked too often.</exception>
    public Task AskAsync(string email, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var person = await db.People.Where(p => p.Id == me.Id).FirstOr404Async(ct);
        var wanted = email.Trim();
        RequireAnother(person, wanted);
        await RequirePatienceAsync(person, ct);
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var hash = HashOf(token);
        if (await db.Set<AddressChange>().FirstOrDefaultAsync(c => c.PersonId == person.Id, ct) is { } asked)
        {
            asked.Renew(wanted, hash, clock.UtcNow());
        }
        else
        {
            db.Add(AddressChange.Of(person.Id, wanted, hash, clock.UtcNow()));
        }

        outbox.Write(
            person, MailKind.Notice, "Confirm your email address",
            $"""
             Dear {person.Name},

             You asked the Self-Assessment Portal to write to this address. Open this link and confirm it; you may be asked to sign in, still with your earlier address:

             {MailSeal.Words}

             It can be used until {(clock.UtcNow() + AddressChange.Validity).Words()}. If you did not ask for it, do nothing, and nothing changes.
             """,
            $"{Asked}{hash}", secret: await IsTakenAsync(person, wanted, ct) ? TakenAlready : portal.Of($"/account/confirm-email/{token}"), address: wanted);
        await RecordAsync(person.Id, "mail-address-asked", null, ct);
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Takes back what the present person asked for.</summary>
    public Task TakeBackAsync(CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var person = me.Id;
        if (await db.Set<AddressChange>().FirstOrDefaultAsync(c => c.PersonId == person, ct) is { } asked)
        {
            db.Remove(asked);
            await RecordAsync(person, "mail-address-taken-back", null, ct);
            await db.SaveChangesAsync(ct);
        }
    });

    /// <summary>Gives the present person the address to which the link was sent.</summary>
    /// <returns>The address.</returns>
    /// <exception cref="RuleBroken">The link cannot be used, or somebody else has the address by now.</exception>
    public Task<string> ConfirmAsync(string token, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (id, hash) = (me.Id, HashOf(token));
        var asked = await db.Set<AddressChange>().FirstOrDefaultAsync(c => c.PersonId == id && c.TokenHash == hash, ct);
        if (asked is null || !asked.IsOpen(clock.UtcNow()))
        {
            throw new RuleBroken("address.unusable", "This link cannot be used any more. Ask for another one.");
        }

        var person = await db.People.Where(p => p.Id == id).FirstOr404Async(ct);
        await RequireFreeAsync(person, asked.Email, ct);
        db.Remove(asked);
        await MoveAsync(person, asked.Email, $"You have given the portal another address, and confirmed it on {clock.UtcNow().Words()}.", hash, ct);
        await RecordAsync(id, "mail-address-changed", null, ct);
        await db.SaveChangesAsync(ct);
        return asked.Email;
    });

    /// <summary>Refuses what <see cref="CorrectAsync"/> would refuse, and changes nothing.</summary>
    public async Task CheckAsync(Id<Person> id, string email, CancellationToken ct)
    {
        RequireSomebodyElse(id);
        await RequireFreeAsync(await db.People.AsNoTracking().Where(p => p.Id == id).FirstOr404Async(ct), email.Trim(), ct);
    }

    /// <summary>An administrator gives somebody the right address.</summary>
    /// <exception cref="Forbidden">The present person is no administrator.</exception>
    /// <param name="id">Whose; nobody corrects their own this way.</param>
    /// <param name="shown">The address that was present when it was checked.</param>
    /// <param name="email">The right one.</param>
    /// <param name="reason">Why; both addresses are told.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">No reason is given, the address is the present one or somebody else's, or it was changed meanwhile.</exception>
    public Task CorrectAsync(Id<Person> id, string shown, string email, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var body = me.Posts.FirstOrDefault(p => p.Role == PostRole.Administrator)?.BodyId ?? throw new Forbidden("Only administrators correct the address of somebody else.");
        var why = RuleBroken.IfBlank(reason, "address.no-reason", "Say why the address is corrected.", "Reason");
        var person = await db.People.Where(p => p.Id == id).FirstOr404Async(ct);
        var (earlier, wanted) = (person.Email, email.Trim());
        RequireSomebodyElse(id);
        if (earlier != shown)
        {
            throw new RuleBroken("address.moved", $"The address was changed meanwhile, to {earlier}. See whether it still has to be corrected.", "Email");
        }

        await RequireFreeAsync(person, wanted, ct);
        if (await db.Set<AddressChange>().FirstOrDefaultAsync(c => c.PersonId == id, ct) is { } asked)
        {
            db.Remove(asked);
        }

        var key = $"{Guid.CreateVersion7():N}";
        var signsIn = await MoveAsync(person, wanted, $"{me.Person.Name}, who runs the portal, has corrected your address: {MailText.OneLine(why)}", key, ct);
        outbox.Write(
            person, MailKind.Notice, "Mail from the portal comes here now",
            $"""
             Dear {person.Name},

             {me.Person.Name}, who runs the Self-Assessment Portal, has corrected your address: {MailText.OneLine(why)}

             What the portal writes to you comes here from now on{(signsIn ? ", and you sign in with this address" : "")}.
             """,
            $"address-corrected:{key}:new");
        audit.Record(body, "mail-address-corrected", id, $"From {earlier} to {wanted}. {why}");
        await RecordAsync(id, "mail-address-corrected", why, ct, except: body);
        await db.SaveChangesAsync(ct);
    });

    private void RequireSomebodyElse(Id<Person> id)
    {
        if (id == me.Id)
        {
            throw new RuleBroken("address.own", "Change your own address under “Your account”, so that a link shows that you read what goes there.", "Email");
        }
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <remarks>Two who want the same address at the same moment meet at the unique indexes; the second runs again and is refused here.</remarks>
    private async Task RequireFreeAsync(Person person, string email, CancellationToken ct)
    {
        RequireAnother(person, email);
        if (await IsTakenAsync(person, email, ct))
        {
            throw new RuleBroken("address.taken", "Somebody else has this address in the portal.", "Email");
        }
    }

    private static void RequireAnother(Person person, string email)
    {
        if (string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase))
        {
            throw new RuleBroken("address.same", "Mail goes to this address already.", "Email");
        }
    }

    /// <summary>Nobody fills the mailboxes of strangers from here.</summary>
    private async Task RequirePatienceAsync(Person person, CancellationToken ct)
    {
        var since = clock.UtcNow().AddDays(-1);
        if (await db.Set<OutgoingEmail>().CountAsync(m => m.PersonId == person.Id && m.WrittenAt > since && m.DedupeKey.StartsWith(Asked), ct) >= MostAskedInADay)
        {
            throw new RuleBroken("address.asked-often", $"You have asked for {MostAskedInADay} links within a day. Try again tomorrow, or ask whoever runs the portal to correct your address.", "Email");
        }
    }

    private async Task<bool> IsTakenAsync(Person person, string email, CancellationToken ct)
    {
        var (lower, normalized, account) = (email.ToLowerInvariant(), normalizer.NormalizeEmail(email), person.Id.Value);
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // translated to SQL, where the database lowers the text
        return await db.People.AnyAsync(p => p.Id != person.Id && p.Email.ToLower() == lower, ct)
            || await db.Users.AnyAsync(u => u.Id != account && (u.NormalizedEmail == normalized || u.NormalizedUserName == normalized), ct);
#pragma warning restore CA1304, CA1311, CA1862, MA0011
    }

    /// <summary>Moves person, sign-in and what waits to be sent, and tells the earlier address. Two who do so at once meet at the sign-in.</summary>
    /// <returns>Whether they have a sign-in.</returns>
    private async Task<bool> MoveAsync(Person person, string to, string what, string key, CancellationToken ct)
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

    private async Task RecordAsync(Id<Person> person, string action, string? reason, CancellationToken ct, Id<Body>? except = null)
    {
        var bodies = await db.HeldOn(clock.Today()).Where(h => h.PersonId == person).Join(db.Posts, h => h.PostId, p => p.Id, (h, p) => p.BodyId).Distinct().ToListAsync(ct);
        foreach (var body in bodies.Where(b => b != except))
        {
            audit.Record(body, action, person, reason);
        }
    }
}
