using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Features.Shared;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Messages;

/// <summary>Every message the portal wrote to the person, mailed or not: why, whether it was read, and what became of the mail.</summary>
[Authorize(Policies.SignedIn)]
public sealed class IndexModel(PortalDbContext db, CurrentPerson me, TimeProvider clock) : PortalPage
{
    /// <summary>Only those that were not read.</summary>
    [FromQuery(Name = "unread")]
    public bool OnlyUnread { get; init; }

    public PageOf<Message> Messages { get; private set; } = null!;

    public int Unread => me.UnreadMessages;

    /// <summary>What a mail server said when mail to the person's address did not arrive; null while it arrives.</summary>
    public string? Failing { get; private set; }

    public string Email => me.Person.Email;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostReadAllAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        await db.Set<OutgoingEmail>().Where(m => m.PersonId == me.Id && m.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadAt, now), ct);
        Notice("All messages are marked as read.");
        return Go("Index");
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Failing = await db.FailingMails().Where(m => m.PersonId == me.Id).OrderByDescending(m => m.FailedAt).Select(m => m.Report ?? m.ServerAnswer ?? "").FirstOrDefaultAsync(ct);
        Messages = await db.Set<OutgoingEmail>().AsNoTracking().Where(m => m.PersonId == me.Id && (!OnlyUnread || m.ReadAt == null))
            .OrderByDescending(m => m.WrittenAt).ThenByDescending(m => m.Id)
            .Select(m => new Message(
                m.Id, m.Subject, m.Kind, m.WrittenAt, m.ReadAt,
                new MailFate(m.State, m.WrittenAt, m.NotBefore, m.SentAt, m.Suppression, m.ServerAnswer, m.Report, true)))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Message(Guid Id, string Subject, MailKind Kind, DateTime WrittenAt, DateTime? ReadAt, MailFate Fate);
}
