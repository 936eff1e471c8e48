using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Features.Shared;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Administration;

/// <summary>What became of every mail: to whom, why, how often tried, what the server answered. Not what it says.</summary>
[Authorize(Policies.Administrator)]
public sealed class MailModel(PortalDbContext db, MailDesk desk) : PortalPage
{
    /// <summary>Only mails in this state; all when empty.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    /// <summary>Only mails of this kind; all when empty.</summary>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>Only mails to addresses that contain this; all when empty.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    public IReadOnlyList<SelectListItem> States { get; } =
        [.. Enum.GetValues<EmailState>().Select(s => new SelectListItem(s.Words(), s.ToString()))];

    public IReadOnlyList<SelectListItem> Kinds { get; } =
        [.. Enum.GetValues<MailKind>().Select(k => new SelectListItem(k.Words(), k.ToString()))];

    public bool IsFiltered => !string.IsNullOrEmpty(State) || !string.IsNullOrEmpty(Kind) || !string.IsNullOrWhiteSpace(To);

    public MailDesk.PresentPause? Pause { get; private set; }

    public DateTime? LastAccepted { get; private set; }

    public PageOf<Sending> Mails { get; private set; } = null!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken ct)
    {
        var person = await desk.SendAgainAsync(id, ct);
        Notice($"The mail was written again, to {person.Email}.");
        return Go("Mail");
    }

    public async Task<IActionResult> OnPostResumeAsync(CancellationToken ct)
    {
        await desk.ResumeAsync(ct);
        Notice("Mails are sent again.");
        return Go("Mail");
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken ct)
    {
        await desk.TestAsync(ct);
        Notice(Pause is null ? "A test mail to you is on its way. It is the first in the list." : "A test mail to you is written and waits, because sending is paused. It is the first in the list.");
        return Go("Mail");
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Pause = await desk.PresentAsync(ct);
        LastAccepted = await db.Set<OutgoingEmail>().MaxAsync(m => m.SentAt, ct);
        var mails = db.Set<OutgoingEmail>().AsNoTracking();
        if (Enum.TryParse<EmailState>(State, out var state))
        {
            mails = mails.Where(m => m.State == state);
        }

        if (Enum.TryParse<MailKind>(Kind, out var kind))
        {
            mails = mails.Where(m => m.Kind == kind);
        }

        if (!string.IsNullOrWhiteSpace(To))
        {
            var part = To.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // translated to SQL, where the database lowers the text
            mails = mails.Where(m => m.Address.ToLower().Contains(part));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        Mails = await mails.OrderByDescending(m => m.WrittenAt).ThenByDescending(m => m.Id)
            .Select(m => new Sending(
                m.Id, m.PersonId, m.Address, m.Subject, m.Kind, m.WrittenAt, m.Attempts,
                new MailFate(m.State, m.WrittenAt, m.NotBefore, m.SentAt, m.Suppression, m.ServerAnswer, m.Report, false),
                m.Text.Contains(MailSeal.Words), m.BodyId == null && m.Thread == null && m.Kind == MailKind.Notice, db.Set<OutgoingEmail>().Any(a => a.AgainOf == m.Id), db.FailingMails().Any(f => f.Id == m.Id)))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Sending(
        Guid Id, Id<Person> PersonId, string Address, string Subject, MailKind Kind, DateTime WrittenAt, int Attempts, MailFate Fate, bool WasSealed, bool IsOfAddress, bool WasSentAgain, bool AddressFails)
    {
        /// <summary>Why it cannot be sent again; null where it can.</summary>
        public string? WhyNotAgain => SendAgain.WhyNot(Fate.State, Kind, WasSealed, IsOfAddress);
    }
}
