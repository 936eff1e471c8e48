using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.People;
using Portal.Web.Security;

namespace Portal.Web.Features.Account;

/// <summary>
/// Where the link leads that was sent to a new email address. Opening it changes nothing, because mail scanners open links; and it is used by whoever asked for it alone, so that a link
/// that went to a stranger by a slip of the keyboard gives them nothing.
/// </summary>
[Authorize(Policies.SignedIn)]
public sealed class ConfirmEmailModel(ChangeMailAddress change, CurrentPerson me) : PortalPage
{
    [FromRoute]
    public string Token { get; set; } = "";

    public string Email => me.Person.Email;

    /// <summary>What it confirms; null where it cannot be used.</summary>
    public AddressChange? Asked { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var email = await change.ConfirmAsync(Token, ct);
        Notice($"Mail goes to {email} from now on, and you sign in with it.");
        return Go("Index");
    }

    protected override async Task PrepareAsync(CancellationToken ct) => Asked = await change.FindAsync(Token, ct);
}
