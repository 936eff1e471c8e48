using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Features.Shared;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Messages;

/// <summary>One message as it was written to the person; those of others are not found. Opened is read.</summary>
[Authorize(Policies.SignedIn)]
public sealed class DetailsModel(PortalDbContext db, CurrentPerson me, PortalAddress portal, TimeProvider clock) : PortalPage
{
    [FromRoute(Name = "id")]
    public Guid MessageId { get; init; }

    public Message Shown { get; private set; } = null!;

    /// <summary>Its words, with links to follow.</summary>
    public IHtmlContent Says => MailHtml.InThePortal(Shown.Text, portal);

    public void OnGet()
    {
    }

    /// <summary>So that it stands among the unread until it is opened again.</summary>
    public async Task<IActionResult> OnPostUnreadAsync(CancellationToken ct)
    {
        await db.Set<OutgoingEmail>().Where(m => m.Id == MessageId && m.PersonId == me.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadAt, (DateTime?)null), ct);
        Notice("The message is marked as unread.");
        return Go("Index");
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await db.Set<OutgoingEmail>().AsNoTracking().Where(m => m.Id == MessageId && m.PersonId == me.Id)
            .Select(m => new Message(
                m.Subject, m.Address, m.Text, m.Kind, m.WrittenAt, m.ReadAt,
                new MailFate(m.State, m.WrittenAt, m.NotBefore, m.SentAt, m.Suppression, m.ServerAnswer, m.Report, true)))
            .FirstOr404Async(ct);
        if (Shown.ReadAt is null)
        {
            var now = clock.UtcNow();
            await db.Set<OutgoingEmail>().Where(m => m.Id == MessageId && m.PersonId == me.Id && m.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadAt, now), ct);
            me.HasReadOne();
        }

        return null;
    }

    public sealed record Message(string Subject, string Address, string Text, MailKind Kind, DateTime WrittenAt, DateTime? ReadAt, MailFate Fate);
}
