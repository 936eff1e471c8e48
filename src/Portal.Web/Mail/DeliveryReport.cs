using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace Portal.Web.Mail;

/// <summary>What became of a mail after a server had accepted it.</summary>
public enum ReportedAction
{
    /// <summary>Given up: it is not delivered.</summary>
    Failed,

    /// <summary>Not delivered yet; the server goes on trying.</summary>
    Delayed,
}

/// <summary>What a delivery status notification (RFC 3464) says of one of our mails.</summary>
/// <param name="EmailId">The row.</param>
/// <param name="Addresses">To whom that mail went, as far as the report says: the recipient it names, and those of the mail it returns.</param>
/// <param name="Action">What became of it.</param>
/// <param name="Words">Status and diagnosis, in the server's words.</param>
public sealed record DeliveryReport(Guid EmailId, IReadOnlyList<string> Addresses, ReportedAction Action, string Words)
{
    /// <summary>Reads a message. Whatever it is, it makes no trouble.</summary>
    /// <param name="raw">As it was received.</param>
    /// <param name="domain">The domain of our own Message-IDs.</param>
    /// <param name="names">Knows the names that we gave.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Empty where it is no report, or of none of our mails.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Anybody can send to the address at which reports arrive: nothing in a message may be taken for a fault of ours.")]
    public static async Task<IReadOnlyList<DeliveryReport>> ReadAsync(Stream raw, string domain, MailNames names, CancellationToken ct)
    {
        try
        {
            using var message = await MimeMessage.LoadAsync(raw, ct);
            if (message.Body is not MultipartReport report || report.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status || status.StatusGroups.Count < 2)
            {
                return [];
            }

            var returned = report.OfType<MessagePart>().Select(p => p.Message).FirstOrDefault(m => m is not null);
            return await IdOfAsync(returned, status.StatusGroups[0], domain, names, ct) is { } id ? [.. Of(id, returned, status.StatusGroups)] : [];
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return [];
        }
    }

    /// <summary>A mail of ours has one recipient, whom a list behind the address may have made a few.</summary>
    private const int MostRecipients = 20;

    private static IEnumerable<DeliveryReport> Of(Guid id, MimeMessage? returned, HeaderListCollection groups)
    {
        var returnedTo = returned?.To.Mailboxes.Select(m => m.Address).ToList() ?? [];
        foreach (var recipient in groups.Skip(1).Take(MostRecipients))
        {
            ReportedAction? action = (recipient["Action"] ?? "").Trim().ToLowerInvariant() switch
            {
                "failed" => ReportedAction.Failed,
                "delayed" => ReportedAction.Delayed,
                _ => null,
            };
            if (action is { } known)
            {
                var named = new[] { AddressIn(recipient["Original-Recipient"]), AddressIn(recipient["Final-Recipient"]) }.OfType<string>();
                yield return new DeliveryReport(id, [.. named, .. groups.Count == 2 ? returnedTo : []], known, WordsOf(recipient));
            }
        }
    }

    /// <summary>Which mail it is: by the Message-ID of what is returned, or by the name it had in the envelope. Where both are said and differ, somebody made it up.</summary>
    private static async Task<Guid?> IdOfAsync(MimeMessage? returned, HeaderList ofMessage, string domain, MailNames names, CancellationToken ct)
    {
        var byMessage = returned?.MessageId?.Split('@') is [var local, var host] && host.Equals(domain, StringComparison.OrdinalIgnoreCase) ? await names.ReadAsync(local, ct) : null;
        var byEnvelope = await names.ReadAsync((ofMessage["Original-Envelope-Id"] ?? "").Trim(), ct);
        return byMessage is not null && byEnvelope is not null && byMessage != byEnvelope ? null : byMessage ?? byEnvelope;
    }

    /// <summary>The address in <c>rfc822; pat@x.example</c>.</summary>
    private static string? AddressIn(string? field) => field?.IndexOf(';', StringComparison.Ordinal) is { } at and >= 0 ? field[(at + 1)..].Trim().Trim('<', '>') : null;

    private static string WordsOf(HeaderList recipient)
    {
        var diagnosis = recipient["Diagnostic-Code"] is { } code && code.IndexOf(';', StringComparison.Ordinal) is var at and >= 0 ? code[(at + 1)..] : recipient["Diagnostic-Code"];
        var words = MailText.OneLine($"{recipient["Status"]} {diagnosis}");
        return words.Length == 0 ? "Without a reason." : words.Length <= OutgoingEmail.LongestAnswer ? words : words[..OutgoingEmail.LongestAnswer];
    }
}
