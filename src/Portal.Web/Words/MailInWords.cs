using Portal.Web.Mail;

namespace Portal.Web.Words;

/// <summary>What people read about why a mail was written and what became of it.</summary>
public static class MailInWords
{
    public static string Words(this MailKind kind) => kind switch
    {
        MailKind.Reminders => "Reminders of the day",
        MailKind.Digest => "Weekly digest",
        MailKind.Notice => "Notice",
        MailKind.Operations => "Running the portal",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Why a mail of the kind is written.</summary>
    public static string Because(this MailKind kind) => kind switch
    {
        MailKind.Reminders => "Tasks are near their day or late, or something is not set up. Written on working days, once a day at most.",
        MailKind.Digest => "It is the day of the weekly digest: all open tasks, also those due later.",
        MailKind.Notice => "Something was asked, signed, returned, submitted, handed over or given, and is to be known at once.",
        MailKind.Operations => "Whoever runs the portal has something to see to.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <param name="reason">Why a mail was not sent.</param>
    /// <param name="toReader">Whether it is said to the person it was written to.</param>
    public static string Words(this SuppressionReason reason, bool toReader) => reason switch
    {
        SuppressionReason.AddressFails => "Mail to the address does not arrive, so it is read in the portal.",
        SuppressionReason.Superseded => "A newer mail of the day took its place before it could be sent.",
        SuppressionReason.DigestOnly => toReader ? "You chose to be mailed the weekly digest alone." : "The person is mailed the weekly digest alone.",
        SuppressionReason.InPortal => toReader ? "You chose to read these in the portal." : "The person reads these in the portal.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    public static string Words(this MailChoice choice) => choice switch
    {
        MailChoice.Daily => "By mail, on each day that has something to say",
        MailChoice.DigestOnly => "By mail, the weekly digest only",
        MailChoice.InPortal => "In the portal only",
        _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
    };
}
