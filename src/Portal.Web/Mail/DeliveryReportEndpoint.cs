using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using MimeKit;

namespace Portal.Web.Mail;

/// <summary>
/// Where a mail server brings the delivery reports that come back for the sender's address: the raw message as the body of a POST, and the secret of the
/// configuration as a bearer token. Without a secret in the configuration there is no such address.
/// </summary>
public static class DeliveryReportEndpoint
{
    public const string Path = "/mail/bounces";

    /// <summary>Longest message that is read; a report returns one of our mails at most.</summary>
    public const int MostBytes = 512 * 1024;

    public static WebApplication MapDeliveryReports(this WebApplication app)
    {
        app.MapPost(Path, TakeAsync).AllowAnonymous().WithMetadata(new SkipStatusCodePagesAttribute());
        return app;
    }

    /// <returns>204 where something was recorded, 202 where the message says nothing to us: bringing it again would not help.</returns>
    private static async Task<IResult> TakeAsync(HttpContext http, MailOptions options, MailNames names, RecordReport record, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(options.BounceSecret))
        {
            return Results.NotFound();
        }

        if (!IsKnown(http.Request, options.BounceSecret))
        {
            return Results.Unauthorized();
        }

        using var raw = new MemoryStream();
        if (!await CopyAsync(http.Request.Body, raw, ct))
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        raw.Position = 0;
        var recorded = false;
        foreach (var report in await DeliveryReport.ReadAsync(raw, MailboxAddress.Parse(options.From).Domain, names, ct))
        {
            recorded |= await record.AsAsync(report, ct);
        }

        return recorded ? Results.NoContent() : Results.Accepted();
    }

    /// <remarks>What is compared has the same length whatever was sent, and the comparison takes the same time.</remarks>
    private static bool IsKnown(HttpRequest request, string secret)
    {
        const string scheme = "Bearer ";
        var shown = request.Headers.Authorization.ToString();
        return shown.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown[scheme.Length..].Trim())), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
    }

    private static async Task<bool> CopyAsync(Stream from, MemoryStream to, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
        {
            if (to.Length + read > MostBytes)
            {
                return false;
            }

            to.Write(buffer, 0, read);
        }

        return true;
    }
}
