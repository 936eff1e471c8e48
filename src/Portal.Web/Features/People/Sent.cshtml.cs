using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Features.Shared;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.People;

/// <summary>What was sent to the people of a body about it, and what became of it.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class SentModel(PortalDbContext db, SentMail sent) : PortalPage
{
    [FromRoute]
    public Id<Body> Id { get; set; }

    public string BodyName { get; private set; } = "";

    public PageOf<Sending> Mails { get; private set; } = null!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid mail, CancellationToken ct)
    {
        var person = await sent.SendAgainAsync(Id, mail, ct);
        Notice($"The mail was written again, to {person.Email}.");
        return Go("Sent", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        BodyName = await sent.NameOfAsync(Id, ct);
        Mails = await sent.Of(Id).OrderByDescending(m => m.WrittenAt).ThenByDescending(m => m.Id)
            .Select(m => new Sending(
                m.Id, m.Name, m.Subject, m.Kind, m.WrittenAt,
                new MailFate(m.State, m.WrittenAt, m.NotBefore, m.SentAt, m.Suppression, m.ServerAnswer, m.Report, false),
                m.Text.Contains(MailSeal.Words), db.Set<OutgoingEmail>().Any(a => a.AgainOf == m.Id), db.FailingMails().Any(f => f.Id == m.Id)))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Sending(Guid Id, string Name, string Subject, MailKind Kind, DateTime WrittenAt, MailFate Fate, bool WasSealed, bool WasSentAgain, bool AddressFails)
    {
        /// <summary>Why it cannot be sent again; null where it can.</summary>
        public string? WhyNotAgain => SendAgain.WhyNot(Fate.State, Kind, WasSealed);
    }
}
