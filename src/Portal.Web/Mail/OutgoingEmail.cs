using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Persistence;

namespace Portal.Web.Mail;

/// <summary>How far a mail has come.</summary>
public enum EmailState
{
    /// <summary>Waits to be sent, for the first time or again.</summary>
    Queued,

    /// <summary>Being handed to the server.</summary>
    Sending,

    /// <summary>The server accepted it.</summary>
    Sent,

    /// <summary>The server refused it for good, or did not take it in the time allowed.</summary>
    Refused,
}

/// <summary>A mail to one person, written in the same transaction as what it tells of.</summary>
public sealed class OutgoingEmail : IAskedForOnce
{
    /// <summary>Characters of a server's answer that are kept.</summary>
    public const int LongestAnswer = 1000;

    /// <summary>Made from <see cref="DedupeKey"/>; the Message-ID is made from it in turn.</summary>
    public required Guid Id { get; init; }

    public required Id<Person> PersonId { get; init; }

    /// <summary>The person's name at the time of writing.</summary>
    public required string Name { get; init; }

    /// <summary>The person's address at the time of writing.</summary>
    public required string Address { get; init; }

    /// <summary>Names no child and tells nothing of an assessment's content: it may be read on a locked telephone.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Text { get; init; }

    /// <summary>What only the mail itself may say, such as a link that is used once: protected, and gone when the mail is sent or refused.</summary>
    public string? Sealed { get; set; }

    /// <summary>The dates it tells of, as iCalendar (RFC 5545); null where it tells of none.</summary>
    public string? Calendar { get; init; }

    /// <summary>Unique; asking twice for the same mail makes one, as in <c>reminders:2015-03-03:person</c>.</summary>
    public required string DedupeKey { get; init; }

    public required DateTime WrittenAt { get; init; }

    public EmailState State { get; set; } = EmailState.Queued;

    /// <summary>Not to be tried before this time, in UTC.</summary>
    public DateTime NotBefore { get; set; }

    /// <summary>While sending: after this time the attempt counts as broken off.</summary>
    public DateTime? LeaseUntil { get; set; }

    /// <summary>Names the attempt that is sending it; another cannot record its end.</summary>
    public Guid? Lease { get; set; }

    /// <summary>Attempts begun, also those that were broken off.</summary>
    public int Attempts { get; set; }

    /// <summary>What the mail server answered to the last attempt, or why there was no answer.</summary>
    public string? ServerAnswer { get; set; }

    public DateTime? SentAt { get; set; }
}
