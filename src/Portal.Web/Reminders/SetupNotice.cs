using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Reminders;

/// <summary>Somebody who runs a body has been told that something of it is not set up.</summary>
public sealed class SetupNotice
{
    /// <summary>Longest <see cref="What"/>, in characters.</summary>
    public const int LongestWhat = 120;

    /// <summary>What it is: <c>post:</c> with the id of a post, or <c>area:</c> with the id of a self-assessment and the code of an area.</summary>
    public required string What { get; init; }

    public required Id<Person> PersonId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>The mail that says it; null once that is deleted.</summary>
    public Guid? EmailId { get; init; }
}
