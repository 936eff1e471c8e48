using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Mail;

/// <summary>An administrator has stopped the sending of mails, from a moment on, until it is resumed.</summary>
public sealed class MailPause
{
    /// <summary>Longest <see cref="Reason"/>, in characters.</summary>
    public const int LongestReason = 500;

    public required Guid Id { get; init; }

    public required DateTime From { get; init; }

    public required Id<Person> By { get; init; }

    public required string Reason { get; init; }

    /// <summary>Null while nothing is sent.</summary>
    public DateTime? EndedAt { get; set; }
}
