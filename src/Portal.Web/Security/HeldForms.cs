using System.IO.Compression;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Portal.Web.Security;

/// <summary>A form that somebody sent when their sign-in had ended.</summary>
/// <param name="Address">Where it was sent, within the portal.</param>
/// <param name="Writer">The id of who was signed in, where the ended sign-in still tells.</param>
/// <param name="Fields">What was typed, without the anti-forgery token.</param>
public sealed record HeldForm(string Address, string? Writer, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>True unless it is known to be somebody else's.</summary>
    public bool IsFor(Guid account) => Writer is null || Writer == account.ToString();
}

/// <summary>
/// Holds what was sent after a sign-in had ended, so that nothing typed is lost: encrypted, in the very page on which one signs in again. The
/// portal itself keeps nothing of it.
/// </summary>
public sealed class HeldForms(IDataProtectionProvider protection, IOptionsMonitor<CookieAuthenticationOptions> cookies, TimeProvider clock)
{
    /// <summary>The item of the request under which the page for signing in again finds it.</summary>
    public const string Item = "HeldForm";

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

    /// <summary>A sign-in that has run out is no longer valid, but still says whose it was.</summary>
    private string? WriterOf(HttpContext context)
    {
        var options = cookies.Get(IdentityConstants.ApplicationScheme);
        var cookie = options.CookieManager.GetRequestCookie(context, options.Cookie.Name!);
        AuthenticationTicket? ticket = cookie is null ? null : options.TicketDataFormat.Unprotect(cookie);
        return ticket?.Principal.FindFirstValue(ClaimTypes.NameIdentifier);
    }

    private sealed record Kept(HeldForm Form, DateTimeOffset Until);
}
