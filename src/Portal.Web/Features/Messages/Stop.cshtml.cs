using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Mail;

namespace Portal.Web.Features.Messages;

/// <summary>
/// Where the List-Unsubscribe address of a routine mail leads (RFC 8058). Opening it changes nothing, because mail scanners open links; the button, or the POST of
/// a mail program, moves that person's routine mail into the portal, and nothing else.
/// </summary>
/// <remarks>
/// The one form without an anti-forgery token: a mail program sends it without ever having seen the page, and without a cookie. It is safe because nothing here
/// rests on who is signed in, so there is no session to ride on. What authorises is the token in the address, which only the mail of that person holds and nobody
/// can make; it can do this one thing, which its person undoes on their page of preferences, and doing it twice is doing it once.
/// </remarks>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class StopModel(UnsubscribeToken tokens, MailChoices choices) : PortalPage
{
    private Id<Person> person;

    [FromRoute]
    public string Token { get; set; } = "";

    public bool IsStopped { get; private set; }

    public void OnGet()
    {
    }

    /// <remarks>The answer is the page itself: RFC 8058 forbids leading on to another.</remarks>
    public async Task OnPostAsync(CancellationToken ct)
    {
        await choices.SetAsync(person, MailChoice.InPortal, ct);
        IsStopped = true;
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await tokens.ReadAsync(Token, ct) is not { } known)
        {
            return HttpMethods.IsPost(Request.Method) ? BadRequest() : NotFound();
        }

        person = known;
        return null;
    }
}
