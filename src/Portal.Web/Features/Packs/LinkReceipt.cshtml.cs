using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Security;

namespace Portal.Web.Features.Packs;

/// <summary>What was downloaded by a link, when and for whom: to be printed and kept with the file.</summary>
[AllowAnonymous]
public sealed class LinkReceiptModel(PackLinks links, PackLinksOfAnybody anybody) : PortalPage
{
    [FromRoute]
    public string Token { get; set; } = "";

    public LinkedPack Of { get; private set; } = null!;

    /// <summary>When downloads began, the first first.</summary>
    public IReadOnlyList<DateTime> Downloads { get; private set; } = [];

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await links.FindAsync(Token, ct) is not { } found)
        {
            return Go("Link", new { token = Token });
        }

        Of = found;
        Downloads = await anybody.DownloadsAsync(found.Link, ct);
        return null;
    }
}
