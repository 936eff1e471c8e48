using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Files.Downloads;
using Portal.Web.Security;

namespace Portal.Web.Features.Packs;

/// <summary>The way to the file for whoever holds a link to a pack; where the link opens nothing, its page says so.</summary>
[AllowAnonymous]
public sealed class LinkDownloadModel(PackLinks links, DownloadLinks downloads, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public string Token { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await links.FindAsync(Token, ct) is not { } found)
        {
            return Go("Link", new { token = Token });
        }

        await me.BecomeReceiverAsync(found.Link, ct);
        return Redirect(downloads.To(PackLinkDownloads.Name, new DownloadKey(found.Link.Id.Value), found.Pack.FileName, me));
    }
}
