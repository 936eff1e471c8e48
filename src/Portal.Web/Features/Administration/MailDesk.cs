using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Administration;

/// <summary>What administrators do about mail: send one again that did not arrive, pause and resume all sending, try it out. Each goes on record.</summary>
public sealed class MailDesk(PortalDbContext db, SendAgain again, Outbox outbox, PortalAddress portal, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <inheritdoc cref="SendAgain.AsAsync"/>
    public Task<Person> SendAgainAsync(Guid id, CancellationToken ct) => again.AsAsync(id, db.Set<OutgoingEmail>(), OperatorOf(), ct);

    /// <summary>Stops the sending of mails. One that is being handed over when this is saved is the last.</summary>
    /// <exception cref="RuleBroken">It is paused already, or no reason is given.</exception>
    public async Task PauseAsync(string? reason, CancellationToken ct)
    {
        var body = OperatorOf();
        var why = RuleBroken.IfBlank(reason, "mail.no-reason", "Say why sending is paused.", "Reason");
        if (await PresentAsync(ct) is not null)
        {
            throw new RuleBroken("mail.paused", "Sending is paused already.");
        }

        var pause = new MailPause { Id = Guid.CreateVersion7(), From = clock.UtcNow(), By = me.Id, Reason = why };
        db.Add(pause);
        audit.Record(body, "mail-paused", $"{pause.Id}", why);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Lets mails leave again. Those that waited leave with the next run, within their bounds.</summary>
    /// <exception cref="RuleBroken">It is not paused.</exception>
    public async Task ResumeAsync(CancellationToken ct)
    {
        var body = OperatorOf();
        var open = await db.Set<MailPause>().Where(p => p.EndedAt == null).ToListAsync(ct);
        if (open.Count == 0)
        {
            throw new RuleBroken("mail.not-paused", "Sending is not paused any more.");
        }

        foreach (var pause in open)
        {
            pause.EndedAt = clock.UtcNow();
            audit.Record(body, "mail-resumed", $"{pause.Id}");
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Writes a mail to the present person, so that they see one arrive.</summary>
    public async Task TestAsync(CancellationToken ct)
    {
        var body = OperatorOf();
        var email = outbox.Write(
            me.Person, MailKind.Operations, "Test mail from the Self-Assessment Portal",
            $"""
             Dear {me.Person.Name},

             You asked the portal for this mail on {clock.UtcNow().Words()}. That you read it shows that mail leaves the portal and arrives.

             What the mail server said stands here:
             {portal.Of("/administration/mail")}
             """,
            $"test:{Guid.CreateVersion7()}");
        audit.Record(body, "mail-tested", $"{email.Id}");
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The pause that holds at present; null while mails are sent.</summary>
    public Task<PresentPause?> PresentAsync(CancellationToken ct) => db.Set<MailPause>().Where(p => p.EndedAt == null)
        .Join(db.People, p => p.By, p => p.Id, (pause, by) => new PresentPause(pause.From, by.Name, pause.Reason)).FirstOrDefaultAsync(ct);

    private Id<Body> OperatorOf() => me.Posts.FirstOrDefault(p => p.Role == PostRole.Administrator)?.BodyId ?? throw new Forbidden("Only administrators look after mail.");

    /// <summary>Since when, by whom and why nothing is sent.</summary>
    public sealed record PresentPause(DateTime From, string By, string Reason);
}
