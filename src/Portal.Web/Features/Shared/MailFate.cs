using Portal.Web.Mail;

namespace Portal.Web.Features.Shared;

/// <summary>What became of a mail.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="WrittenAt">When it was written.</param>
/// <param name="NotBefore">When it is tried at the earliest.</param>
/// <param name="SentAt">When a server accepted it.</param>
/// <param name="Suppression">Why it was not sent.</param>
/// <param name="ServerAnswer">What the mail server answered to the last attempt.</param>
/// <param name="Report">What was reported afterwards.</param>
/// <param name="ToReader">Whether it is said to the person it was written to.</param>
public sealed record MailFate(
    EmailState State, DateTime WrittenAt, DateTime NotBefore, DateTime? SentAt, SuppressionReason? Suppression, string? ServerAnswer, string? Report, bool ToReader)
{
    /// <summary>Until when a mail waits that is to be tried again, or was put off; null for one that leaves as soon as it can.</summary>
    public DateTime? WaitsUntil => State == EmailState.Queued && NotBefore - WrittenAt > TimeSpan.FromSeconds(30) ? NotBefore : null;
}
