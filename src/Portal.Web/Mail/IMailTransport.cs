using MimeKit;

namespace Portal.Web.Mail;

/// <summary>The way mails leave the portal: to a mail server, or to files where there is none.</summary>
public interface IMailTransport
{
    /// <summary>Begins a batch; nothing is connected before its first mail.</summary>
    IMailSession Open();
}

/// <summary>One batch of mails over one connection.</summary>
public interface IMailSession : IAsyncDisposable
{
    /// <summary>Hands over one mail. What the other side says or fails to say is the answer, not an exception.</summary>
    Task<Delivery> SendAsync(MimeMessage message, CancellationToken ct);
}

/// <summary>How handing over a mail went.</summary>
public enum DeliveryOutcome
{
    /// <summary>The other side has taken the mail.</summary>
    Accepted,

    /// <summary>Not this mail at this time.</summary>
    TryLater,

    /// <summary>Never this mail.</summary>
    Refused,

    /// <summary>Nothing to do with this mail: the server is away, too slow, or will not talk to us.</summary>
    Unreachable,
}

/// <summary>What became of a mail and the words in which the other side said it.</summary>
public sealed record Delivery(DeliveryOutcome Outcome, string Answer);
