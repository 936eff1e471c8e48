using MimeKit;

namespace Portal.Web.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>Not at all: for a relay on the same machine.</summary>
    None,

    /// <summary>Begins in the clear and must go over to TLS before anything else is said.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>Configuration section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    /// <summary>The mail server; without one mails are written to files in the data directory's outbox.</summary>
    public string? Host { get; init; }

    /// <summary>By default 25 without protection, 587 with STARTTLS, 465 with TLS.</summary>
    public int? Port { get; init; }

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Signs in to the server where given.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>Sender's address; required with a mail server.</summary>
    public string From { get; init; } = "portal@localhost";

    public string FromName { get; init; } = "Self-Assessment Portal";

    /// <summary>Seconds for one mail, from connecting to the server's last word.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Minutes before the second attempt; each further wait is twice as long.</summary>
    public int FirstRetryMinutes { get; init; } = 1;

    /// <summary>Minutes beyond which the wait grows no more.</summary>
    public int LongestRetryMinutes { get; init; } = 60;

    /// <summary>Days after which a mail that no server takes is given up. RFC 5321, section 4.5.4.1, says 4 to 5.</summary>
    public int GiveUpAfterDays { get; init; } = 5;

    /// <summary>Shortest <see cref="BounceSecret"/>, in characters.</summary>
    public const int ShortestSecret = 24;

    /// <summary>What a mail server that brings delivery reports shows, as a bearer token; without one no reports are taken.</summary>
    public string? BounceSecret { get; init; }

    public bool HasServer => !string.IsNullOrWhiteSpace(Host);

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Longer than any attempt lasts, so that no attempt is taken for broken off while it is made.</summary>
    public TimeSpan Lease => Timeout + TimeSpan.FromMinutes(2);

    /// <exception cref="InvalidOperationException">A value makes no sense.</exception>
    public void Check()
    {
        if (!MailboxAddress.TryParse(From, out var from) || from.Domain.Length == 0)
        {
            throw new InvalidOperationException($"Configuration Mail:From is not an email address: '{From}'.");
        }

        if (HasServer && from.Domain == "localhost")
        {
            throw new InvalidOperationException("Configuration Mail:From must be set when Mail:Host is: other servers refuse senders at localhost.");
        }

        if (BounceSecret is { Length: > 0 and < ShortestSecret })
        {
            throw new InvalidOperationException($"Configuration Mail:BounceSecret must be {ShortestSecret} characters or more.");
        }

        if (TimeoutSeconds < 1 || FirstRetryMinutes < 1 || LongestRetryMinutes < FirstRetryMinutes || GiveUpAfterDays < 1)
        {
            throw new InvalidOperationException(
                "Configuration section Mail: TimeoutSeconds, FirstRetryMinutes and GiveUpAfterDays must be at least 1, "
                + "LongestRetryMinutes at least FirstRetryMinutes.");
        }
    }
}
