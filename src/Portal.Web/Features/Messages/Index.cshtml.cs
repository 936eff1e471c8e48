using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Features.Shared;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Messages;

/// <summary>Every mail the portal wrote to the person, and what became of it.</summary>
[Authorize(Policies.SignedIn)]
public sealed class IndexModel(PortalDbContext db, CurrentPerson me) : PortalPage
{
    public PageOf<Message> Messages { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Messages = await db.Set<OutgoingEmail>().AsNoTracking().Where(m => m.PersonId == me.Id)
            .OrderByDescending(m => m.WrittenAt).ThenByDescending(m => m.Id)
            .Select(m => new Message(m.Id, m.Subject, m.WrittenAt, m.State, m.SentAt, m.ServerAnswer))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Message(Guid Id, string Subject, DateTime WrittenAt, EmailState State, DateTime? SentAt, string? ServerAnswer);
}
