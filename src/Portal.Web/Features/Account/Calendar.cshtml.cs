using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.People;
using Portal.Web.Calendars;
using Portal.Web.Security;

namespace Portal.Web.Features.Account;

/// <summary>The address at which a person's own calendar program reads their dates: made, renewed and taken back.</summary>
[Authorize(Policies.SignedIn)]
public sealed class CalendarModel(CalendarFeeds feeds) : PortalPage
{
    public CalendarFeed? Feed { get; private set; }

    private const string MadeKey = "CalendarAddress";

    /// <summary>The address, on the one page that shows it.</summary>
    public string? Made { get; private set; }

    public void OnGet() => Made = TempData[MadeKey] as string;

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        TempData[MadeKey] = await feeds.MakeAsync(ct);
        return Go("Calendar");
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken ct)
    {
        await feeds.RevokeAsync(ct);
        Notice("The address was taken back. Calendars that read it get nothing any more.");
        return Go("Calendar");
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Feed = await feeds.MineAsync(ct);
        return null;
    }
}
