using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Mail;

/// <summary>How somebody gets routine mail. Notices are mailed whatever is chosen.</summary>
public enum MailChoice
{
    /// <summary>By mail, on each day that has something to say.</summary>
    Daily,

    /// <summary>By mail on the day of the weekly digest; on other days in the portal alone.</summary>
    DigestOnly,

    /// <summary>In the portal alone.</summary>
    InPortal,
}

/// <summary>What one person chose; without a row it is <see cref="MailChoice.Daily"/>.</summary>
public sealed class MailPreference
{
    public required Id<Person> PersonId { get; init; }

    public required MailChoice Routine { get; set; }

    public required DateTime ChangedAt { get; set; }
}
