using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Features.Shared;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Words;

namespace Portal.Web.Features.Administration;

/// <summary>What became of every mail: to whom, how often tried, what the server answered. Not what it says.</summary>
[Authorize(Policies.Administrator)]
public sealed class MailModel(PortalDbContext db) : PortalPage
{
    /// <summary>Only mails in this state; all when empty.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    /// <summary>Only mails to addresses that contain this; all when empty.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    public IReadOnlyList<SelectListItem> States { get; } =
        [.. Enum.GetValues<EmailState>().Select(s => new SelectListItem(s.Words(), s.ToString()))];

    public bool IsFiltered => !string.IsNullOrEmpty(State) || !string.IsNullOrWhiteSpace(To);

    public PageOf<Sending> Mails { get; private set; } = null!;

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var mails = db.Set<OutgoingEmail>().AsNoTracking();
        if (Enum.TryParse<EmailState>(State, out var state))
        {
            mails = mails.Where(m => m.State == state);
        }

        if (!string.IsNullOrWhiteSpace(To))
        {
            var part = To.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // translated to SQL, where the database lowers the text
            mails = mails.Where(m => m.Address.ToLower().Contains(part));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        }

        Mails = await mails.OrderByDescending(m => m.WrittenAt).ThenByDescending(m => m.Id)
            .Select(m => new Sending(m.Address, m.Subject, m.WrittenAt, m.State, m.Attempts, m.NotBefore, m.SentAt, m.ServerAnswer))
            .ToPageAsync(Request.Query, ct);
        return null;
    }

    public sealed record Sending(
        string Address, string Subject, DateTime WrittenAt, EmailState State, int Attempts, DateTime NotBefore, DateTime? SentAt, string? ServerAnswer);
}
