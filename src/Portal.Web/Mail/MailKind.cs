namespace Portal.Web.Mail;

/// <summary>Why a mail is written. Whoever writes it says so.</summary>
public enum MailKind
{
    /// <summary>The routine mail of a day: tasks near their day or late, what is late with others, what is not set up.</summary>
    Reminders,

    /// <summary>The routine mail of the day of a weekly digest: the same with all that is due later.</summary>
    Digest,

    /// <summary>Something was asked, signed, returned, submitted, handed over or given: to be known at once.</summary>
    Notice,

    /// <summary>For whoever runs the portal.</summary>
    Operations,
}

/// <summary>What follows from the kind of a mail.</summary>
public static class MailKinds
{
    /// <summary>Kinds that each person chooses whether to be mailed, and that keep to hours and days.</summary>
    public static readonly IReadOnlyList<MailKind> Routine = [MailKind.Reminders, MailKind.Digest];

    public static bool IsRoutine(this MailKind kind) => kind is MailKind.Reminders or MailKind.Digest;
}
