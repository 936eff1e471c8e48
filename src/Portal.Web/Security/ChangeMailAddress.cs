using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;

namespace Portal.Web.Security;

/// <summary>
/// Gives the present person another email address, with which they sign in from then on, once they have shown that they read what goes there. Whoever finds a browser that is
/// signed in does not take the account along: the password is asked for.
/// </summary>
public sealed class ChangeMailAddress(
    PortalDbContext db, MailAddressMove move, Outbox outbox, PortalAddress portal, SignInManager<Account> signIn, CurrentPerson me, TimeProvider clock)
{
    /// <summary>What the keys of mails with a link begin with.</summary>
    private const string Asked = "address-asked:";

    /// <summary>In the place of a link.</summary>
    private const string TakenAlready = "(There is no link: somebody has this address in the portal already. If it is yours, ask whoever runs the portal.)";

    /// <summary>Links that one person is sent in a day.</summary>
    private const int MostAskedInADay = 5;

    /// <summary>The change that the present person asked for and has not confirmed yet; null where there is none, or its time is over.</summary>
    public async Task<AddressChange?> WaitingAsync(CancellationToken ct)
    {
        var person = me.Id;
        return await db.Set<AddressChange>().AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == person, ct) is { } asked && asked.IsOpen(clock.UtcNow()) ? asked : null;
    }

    /// <summary>The change that a link confirms; null where it is used up, too old, replaced, or of somebody else.</summary>
    public async Task<AddressChange?> FindAsync(string token, CancellationToken ct) => await WaitingAsync(ct) is { } asked && asked.TokenHash == SecretToken.HashOf(token) ? asked : null;

    /// <summary>Sends a link to another address of the present person; nothing changes until it is used.</summary>
    /// <remarks>Who asks is not told whether somebody else has the address: whoever reads what goes there is.</remarks>
    /// <exception cref="RuleBroken">The password is not theirs, the address is already, or they have asked too often.</exception>
    public async Task AskAsync(string email, string password, CancellationToken ct)
    {
        await RequirePasswordAsync(password);
        await db.RetryOnConflictAsync(() => AskAsync(email.Trim(), ct));
    }

    /// <summary>Takes back what the present person asked for.</summary>
    public Task TakeBackAsync(CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var person = me.Id;
        if (await db.Set<AddressChange>().FirstOrDefaultAsync(c => c.PersonId == person, ct) is { } asked)
        {
            db.Remove(asked);
            await move.RecordAsync(person, "mail-address-taken-back", null, ct);
            await db.SaveChangesAsync(ct);
        }
    });

    /// <summary>Gives the present person the address to which the link was sent.</summary>
    /// <returns>The address.</returns>
    /// <exception cref="RuleBroken">The link cannot be used, or somebody else has the address by now.</exception>
    public Task<string> ConfirmAsync(string token, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (id, hash) = (me.Id, SecretToken.HashOf(token));
        var asked = await db.Set<AddressChange>().FirstOrDefaultAsync(c => c.PersonId == id && c.TokenHash == hash, ct);
        if (asked is null || !asked.IsOpen(clock.UtcNow()))
        {
            throw new RuleBroken("address.unusable", "This link cannot be used any more. Ask for another one.");
        }

        var person = await db.People.Where(p => p.Id == id).FirstOr404Async(ct);
        await move.RequireFreeAsync(person, asked.Email, ct);
        db.Remove(asked);
        await move.MoveAsync(person, asked.Email, $"You have given the portal another address, and confirmed it on {clock.UtcNow().Words()}.", hash, ct);
        await move.RecordAsync(id, "mail-address-changed", null, ct);
        await db.SaveChangesAsync(ct);
        return asked.Email;
    });

    private async Task AskAsync(string wanted, CancellationToken ct)
    {
        var person = await db.People.Where(p => p.Id == me.Id).FirstOr404Async(ct);
        MailAddressMove.RequireAnother(person, wanted);
        await RequirePatienceAsync(person, ct);
        var token = SecretToken.New();
        var hash = SecretToken.HashOf(token);
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
            $"{Asked}{hash}", secret: await move.IsTakenAsync(person, wanted, ct) ? TakenAlready : portal.Of($"/account/confirm-email/{token}"), address: wanted);
        await move.RecordAsync(person.Id, "mail-address-asked", null, ct);
        await db.SaveChangesAsync(ct);
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

    private async Task RequirePasswordAsync(string password)
    {
        var account = await signIn.UserManager.FindByIdAsync($"{me.Id}");
        var known = account is null ? SignInResult.Failed : await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!known.Succeeded)
        {
            throw new RuleBroken("address.password", known.IsLockedOut ? AccountRules.TooManyTries : "The password is not right.", "Password");
        }
    }
}
