using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Features.Shared;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.People;

/// <summary>What was sent to the people of a body about it, and what became of it.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class SentModel(PortalDbContext db, SentMail sent) : PortalPage
{
    [FromRoute]
    public Id<Body> Id { get; set; }

    /// <summary>Only to people whose name contains this.</summary>
    [FromQuery(Name = "To")]
    public string? To { get; set; }

    [FromQuery(Name = "Kind")]
    public MailKind? Kind { get; set; }

    [FromQuery(Name = "State")]
    public EmailState? State { get; set; }

    [FromQuery(Name = "From")]
    [Display(Name = "The first day")]
    public DateOnly? From { get; set; }

    [FromQuery(Name = "Until")]
    [Display(Name = "The last day")]
    public DateOnly? Until { get; set; }

    public string BodyName { get; private set; } = "";

    public IReadOnlyList<SelectListItem> Kinds => [.. Enum.GetValues<MailKind>().Where(k => k != MailKind.Operations).Select(k => new SelectListItem(k.Words(), k.ToString(), k == Kind))];

    public IReadOnlyList<SelectListItem> States => [.. Enum.GetValues<EmailState>().Select(s => new SelectListItem(s.Words(), s.ToString(), s == State))];

    public bool IsFiltered => Filter != new SentFilter(null, null, null, null, null);

    /// <summary>What is looked at now, for the way back to it.</summary>
    public IDictionary<string, string?> Here => Request.Query.Where(q => q.Key is not ("handler" or "mail")).ToDictionary(q => q.Key, string? (q) => q.Value.ToString(), StringComparer.Ordinal);

    private SentFilter Filter => new(
        string.IsNullOrWhiteSpace(To) ? null : To.Trim(), Kind, State,
        From is { } from ? UkTime.StartOf(from) : null, Until is { } until && until < DateOnly.MaxValue ? UkTime.StartOf(until.AddDays(1)) : null);

    public PageOf<Sending> Mails { get; private set; } = null!;

    public IActionResult OnGet() => ModelState.IsValid ? Page() : Invalid();

    public async Task<IActionResult> OnPostAgainAsync(Guid mail, CancellationToken ct)
    {
        var person = await sent.SendAgainAsync(Id, mail, ct);
        Notice($"The mail was written again, to {person.Email}.");
        return Go("Sent", new RouteValueDictionary(Here) { ["id"] = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        BodyName = await sent.NameOfAsync(Id, ct);
        Mails = await sent.Of(Id, Filter).OrderByDescending(m => m.WrittenAt).ThenByDescending(m => m.Id)
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
        public string? WhyNotAgain => SendAgain.WhyNot(Fate.State, Kind, WasSealed, isOfAddress: false);
    }
}
