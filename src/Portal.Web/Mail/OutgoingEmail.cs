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

    /// <summary>The server accepted it, and it came back: it was not delivered.</summary>
    Bounced,

    /// <summary>Was not sent, for a reason that stands with it; it is read in the portal.</summary>
    Suppressed,
}

/// <summary>Why a mail was not sent.</summary>
public enum SuppressionReason
{
    /// <summary>A newer routine mail to the same person was written before it could leave.</summary>
    Superseded,

    /// <summary>The person is mailed the weekly digest alone.</summary>
    DigestOnly,

    /// <summary>The person reads routine mail in the portal.</summary>
    InPortal,

    /// <summary>Mail to the person's address does not arrive; it is tried again after some days.</summary>
    AddressFails,
}

/// <summary>A mail to one person, written in the same transaction as what it tells of.</summary>
public sealed class OutgoingEmail : IAskedForOnce
{
    /// <summary>How the answer begins where no server took it for too long: that says nothing of the address.</summary>
    public const string GivenUp = "Given up after";

    /// <summary>Characters of a server's answer that are kept.</summary>
    public const int LongestAnswer = 1000;

    /// <summary>Made from <see cref="DedupeKey"/>; the Message-ID is made from it in turn.</summary>
    public required Guid Id { get; init; }

    public required Id<Person> PersonId { get; init; }

    /// <summary>Why it was written.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>The body on whose side it was written; see <see cref="MailAbout.BodyId"/>.</summary>
    public Id<Body>? BodyId { get; init; }

    /// <summary>Mails of one thread stand together in a mailbox; null for a thread of its own.</summary>
    public string? Thread { get; init; }

    /// <summary>Of a routine mail, the ids of the bodies it speaks of, with spaces between: it leaves when none of them is quiet.</summary>
    public string? HoursOf { get; set; }

    /// <summary>The mail that did not arrive and that this one says again.</summary>
    public Guid? AgainOf { get; init; }

    /// <summary>The person's name at the time of writing.</summary>
    public required string Name { get; init; }

    /// <summary>Where it goes: the person's address at the time of writing, or the one they have changed to while it waited.</summary>
    public required string Address { get; set; }

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

    /// <summary>When it was tried for the first time, in UTC: from then on it is counted how long no server takes it.</summary>
    public DateTime? FirstTriedAt { get; set; }

    /// <summary>Attempts begun, also those that were broken off.</summary>
    public int Attempts { get; set; }

    /// <summary>What the mail server answered to the last attempt, or why there was no answer.</summary>
    public string? ServerAnswer { get; set; }

    public DateTime? SentAt { get; set; }

    /// <summary>Of a routine mail, the day in the United Kingdom on which it is or was sent: the database lets one mail of a person have it.</summary>
    public DateOnly? RoutineOn { get; set; }

    /// <summary>Why it was not sent, where <see cref="State"/> says so.</summary>
    public SuppressionReason? Suppression { get; set; }

    /// <summary>When the server refused it for good, or it came back.</summary>
    public DateTime? FailedAt { get; set; }

    /// <summary>What a delivery report said after the server had accepted it: why it came back, or that it is delayed.</summary>
    public string? Report { get; set; }

    /// <summary>When the person first opened it in the portal.</summary>
    public DateTime? ReadAt { get; set; }
}
