using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Messages;

/// <summary>One mail as it was written to the person; those of others are not found.</summary>
[Authorize(Policies.SignedIn)]
public sealed class DetailsModel(PortalDbContext db, CurrentPerson me) : PortalPage
{
    [FromRoute(Name = "id")]
    public Guid MessageId { get; init; }

    public Message Shown { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await db.Set<OutgoingEmail>().AsNoTracking().Where(m => m.Id == MessageId && m.PersonId == me.Id)
            .Select(m => new Message(m.Subject, m.Address, m.Text, m.WrittenAt, m.State, m.SentAt, m.ServerAnswer))
            .FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        Shown = found;
        return null;
    }

    public sealed record Message(
        string Subject, string Address, string Text, DateTime WrittenAt, EmailState State, DateTime? SentAt, string? ServerAnswer);
}
