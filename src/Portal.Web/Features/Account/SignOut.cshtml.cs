using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Features.Account;

/// <summary>Signing out; a form in the header posts here.</summary>
[AllowAnonymous]
public sealed class SignOutModel(SignInManager<Security.Account> signIn) : PortalPage
{
    public IActionResult OnGet() => Go("/Index");

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        Notice("You have signed out.");
        return Go("SignIn");
    }
}
