using System.IO.Compression;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Portal.Domain.Frameworks;
using Portal.Domain.Language;
using Portal.Web.Words;

namespace Portal.Web.Security;

/// <summary>A form that somebody sent when their sign-in had ended.</summary>
/// <param name="Address">Where it was sent, within the portal.</param>
/// <param name="Writer">The id of who was signed in, or of the link by which a guest came, where what has ended still tells.</param>
/// <param name="Fields">What was typed, without the anti-forgery token.</param>
public sealed record HeldForm(string Address, string? Writer, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>True unless it is known to be somebody else's.</summary>
    public bool IsFor(Guid account) => Writer is null || Writer == account.ToString();

    /// <summary>What was typed in words, under the questions where they are known.</summary>
    public IReadOnlyList<(string Question, string Text)> Words =>
    [
        .. Fields.Where(f => !string.IsNullOrWhiteSpace(f.Value) && !int.TryParse(f.Value, out _)).Select(f => (
            Enum.TryParse<WrittenField>(f.Key[(f.Key.LastIndexOf('.') + 1)..], out var asked) ? asked.Words(AnswerQuestions.Usual) : "What you wrote", f.Value)),
    ];
}

/// <summary>
/// Holds what was sent after a sign-in had ended, so that nothing typed is lost: encrypted, in the very page on which one signs in again. The
/// portal itself keeps nothing of it.
/// </summary>
public sealed class HeldForms(IDataProtectionProvider protection, IOptionsMonitor<CookieAuthenticationOptions> cookies, TimeProvider clock)
{
    /// <summary>The item of the request under which the page for signing in again finds it.</summary>
    public const string Item = "HeldForm";

    /// <summary>Likewise, where it was a guest whose session had ended: they do not sign in, they are sent another link.</summary>
    public const string GuestItem = "HeldFormOfGuest";

    private const string TokenField = "__RequestVerificationToken";

    private static readonly TimeSpan _longest = TimeSpan.FromHours(24);

    private readonly IDataProtector _protector = protection.CreateProtector("Portal.HeldForms");

    /// <summary>Holds the form of a request, where it is one of the portal's own pages that sends it.</summary>
    /// <returns>Null where there is nothing to hold: files, for example, are to be chosen again.</returns>
    public async Task<string?> HoldAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !IsOurs(request) || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }

        try
        {
            var form = await request.ReadFormAsync(context.RequestAborted);
            var fields = form.Where(f => f.Key != TokenField).SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? "")).ToList();
            return Protected(new HeldForm(request.Path + request.QueryString, WriterOf(context), fields));
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>What was held; null when it is too old, or not ours.</summary>
    public HeldForm? Read(string held)
    {
        try
        {
            using var packed = new MemoryStream(_protector.Unprotect(Convert.FromBase64String(held)));
            using var plain = new BrotliStream(packed, CompressionMode.Decompress);
            var (form, until) = JsonSerializer.Deserialize<Kept>(plain)!;
            return until > clock.GetUtcNow() ? form : null;
        }
        catch (Exception other) when (other is CryptographicException or FormatException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private string Protected(HeldForm form)
    {
        using var packed = new MemoryStream();
        using (var plain = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(plain, new Kept(form, clock.GetUtcNow() + _longest));
        }

        return Convert.ToBase64String(_protector.Protect(packed.ToArray()));
    }

    private static bool IsOurs(HttpRequest request) => request.Headers[HeaderNames.Origin].ToString() == $"{request.Scheme}://{request.Host}";

    /// <summary>A sign-in that has run out is no longer valid, but still says whose it was; so does a guest's session say by which link they came.</summary>
    private string? WriterOf(HttpContext context) => context.Request.Path.StartsWithSegments(GuestSession.Root, StringComparison.OrdinalIgnoreCase)
        ? TicketOf(context, GuestSession.Scheme) is { } guest ? GuestSession.LinkOf(guest)?.ToString() : null
        : TicketOf(context, IdentityConstants.ApplicationScheme)?.FindFirstValue(ClaimTypes.NameIdentifier);

    private ClaimsPrincipal? TicketOf(HttpContext context, string scheme)
    {
        var options = cookies.Get(scheme);
        var cookie = options.CookieManager.GetRequestCookie(context, options.Cookie.Name!);
        return cookie is null ? null : options.TicketDataFormat.Unprotect(cookie)?.Principal;
    }

    private sealed record Kept(HeldForm Form, DateTimeOffset Until);
}
