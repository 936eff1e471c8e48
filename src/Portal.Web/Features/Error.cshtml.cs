using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Web.Security;

namespace Portal.Web.Features;

/// <summary>Says in plain words what went wrong and what to do next. It reads no data, so it can be shown when the database cannot.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken] // a refused form post is shown here, with the same bad token
public sealed class ErrorModel : PageModel
{
    private static readonly Message Broken = new(
        "Sorry, there is a problem with the service",
        ["Something went wrong on our side. What you saved before is safe.", "Try again in a few minutes."]);

    private static readonly Message Missing = new(
        "Page not found",
        [
            "If you typed the web address, check it is correct. If you pasted it, check you copied all of it.",
            "The page may also belong to a body or a review you have no part in.",
        ]);

    private static readonly Message GuestIsOver = new(
        "Your time here is over",
        ["What you saved before is kept. What you typed last was not saved, and is not lost: it stands below, and in no other place."]);

    private static readonly Dictionary<int, Message> Messages = new()
    {
        [400] = new(
            "We could not read what was sent",
            ["The form may have been open for a long time, or sent from another window. Go back, reload the page and send it again."]),
        [401] = new(
            "Your sign-in has ended",
            ["What you typed is not lost: it is kept in this page, and in no other place. Sign in, and you can go on with it."]),
        [403] = new(
            "You cannot open this page",
            ["Your post does not include this. If you think it should, ask your board manager or administrator."]),
        [404] = Missing,
        [405] = Missing,
        [413] = new("The files are too large", ["Send fewer files at a time, or a smaller file."]),
        [429] = new("Too many attempts", ["Wait a few minutes, then try again."]),
        [500] = Broken,
    };

    /// <summary>What is shown.</summary>
    public Message Shown { get; private set; } = Broken;

    /// <summary>The trace identifier to quote when reporting a fault on our side; null for other errors.</summary>
    public string? Reference { get; private set; }

    /// <summary>What somebody typed before they were asked to sign in again, encrypted; null for other errors.</summary>
    public string? Held => HttpContext.Items[HeldForms.Item] as string;

    /// <summary>Likewise, of a guest whose session had ended.</summary>
    public string? HeldOfGuest => HttpContext.Items[HeldForms.GuestItem] as string;

    /// <summary>Any method: a failed post is re-executed here as a post.</summary>
    public override void OnPageHandlerExecuting(Microsoft.AspNetCore.Mvc.Filters.PageHandlerExecutingContext context)
    {
        var code = int.TryParse(RouteData.Values["code"]?.ToString(), out var asked) ? asked : StatusCodes.Status500InternalServerError;
        Shown = Messages.GetValueOrDefault(code, code is >= 400 and < 500 ? Messages[400] : Broken);
        if (HeldOfGuest is not null)
        {
            Shown = GuestIsOver;
        }

        if (ReferenceEquals(Shown, Broken))
        {
            Reference = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        }

        // Opened by address rather than by a failure: the page is the page of that error all the same.
        if (Response.StatusCode == StatusCodes.Status200OK && code is >= 400 and < 600)
        {
            Response.StatusCode = code;
        }
    }

    /// <summary>A heading and the sentences below it.</summary>
    public sealed record Message(string Heading, IReadOnlyList<string> Text);
}
