using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Security;

namespace Portal.Web.Features.Packs;

/// <summary>Where a link to a pack leads. Opening it shows a button, because mail scanners open links too; the button shows what it is and puts the opening on record.</summary>
[AllowAnonymous]
public sealed class LinkModel(PackLinks links) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    /// <summary>True while it opens something.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>What it opens; null until the button was used.</summary>
    public LinkedPack? Opened { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Opened = IsOpen ? await links.OpenAsync(Token, ct) : null;
        Answer(Opened is not null);
        return Page();
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Answer(await links.FindAsync(Token, ct) is not null);
        return null;
    }

    /// <summary>Whatever is wrong with a link is answered in the same way: whoever guesses learns nothing.</summary>
    private void Answer(bool isOpen)
    {
        IsOpen = isOpen;
        Response.StatusCode = isOpen ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
    }
}
