using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Features.Shared;
using Portal.Web.Mail;
using Portal.Web.Persistence;

namespace Portal.Web.Features.WrittenMail;

/// <summary>Everybody's mails with their text, for whoever tries the portal in Development. There is no such page elsewhere.</summary>
/// <remarks>Not in a namespace named as its folder: that would hide the class that writes mails from the other features.</remarks>
[AllowAnonymous]
public sealed class IndexModel(PortalDbContext db, IHostEnvironment environment) : PortalPage
{
    public PageOf<Mail> Mails { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        Mails = await db.Set<OutgoingEmail>().AsNoTracking()
            .OrderByDescending(m => m.WrittenAt).ThenByDescending(m => m.Id)
            .Select(m => new Mail(
                m.Id, m.Address, m.Subject, m.Text, m.Kind, m.WrittenAt,
                new MailFate(m.State, m.WrittenAt, m.NotBefore, m.SentAt, m.Suppression, m.ServerAnswer, m.Report, false)))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Mail(Guid Id, string Address, string Subject, string Text, MailKind Kind, DateTime WrittenAt, MailFate Fate);
}
