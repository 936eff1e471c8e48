using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;

namespace Portal.Web.Security;

/// <summary>Gives somebody the right email address, by an administrator with a reason. Both addresses are told, and it is on the trail.</summary>
public sealed class CorrectMailAddress(PortalDbContext db, MailAddressMove move, Outbox outbox, AuditTrail audit, CurrentPerson me)
{
    /// <summary>Refuses what <see cref="AsAsync"/> would refuse, and changes nothing.</summary>
    public async Task CheckAsync(Id<Person> id, string email, CancellationToken ct)
    {
        RequireSomebodyElse(id);
        await move.RequireFreeAsync(await db.People.AsNoTracking().Where(p => p.Id == id).FirstOr404Async(ct), email.Trim(), ct);
    }

    /// <summary>An administrator gives somebody the right address.</summary>
    /// <exception cref="Forbidden">The present person is no administrator.</exception>
    /// <param name="id">Whose; nobody corrects their own this way.</param>
    /// <param name="shown">The address that was present when it was checked.</param>
    /// <param name="email">The right one.</param>
    /// <param name="reason">Why; both addresses are told.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">No reason is given, the address is the present one or somebody else's, or it was changed meanwhile.</exception>
    public Task AsAsync(Id<Person> id, string shown, string email, string? reason, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
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

        await move.RequireFreeAsync(person, wanted, ct);
        if (await db.Set<AddressChange>().FirstOrDefaultAsync(c => c.PersonId == id, ct) is { } asked)
        {
            db.Remove(asked);
        }

        var key = $"{Guid.CreateVersion7():N}";
        var signsIn = await move.MoveAsync(person, wanted, $"{me.Person.Name}, who runs the portal, has corrected your address: {MailText.OneLine(why)}", key, ct);
        outbox.Write(
            person, MailKind.Notice, "Mail from the portal comes here now",
            $"""
             Dear {person.Name},

             {me.Person.Name}, who runs the Self-Assessment Portal, has corrected your address: {MailText.OneLine(why)}

             What the portal writes to you comes here from now on{(signsIn ? ", and you sign in with this address" : "")}.
             """,
            $"address-corrected:{key}:new");
        audit.Record(body, "mail-address-corrected", id, $"From {earlier} to {wanted}. {why}");
        await move.RecordAsync(id, "mail-address-corrected", why, ct, except: body);
        await db.SaveChangesAsync(ct);
    });

    private void RequireSomebodyElse(Id<Person> id)
    {
        if (id == me.Id)
        {
            throw new RuleBroken("address.own", "Change your own address under “Your account”, so that a link shows that you read what goes there.", "Email");
        }
    }
}
