using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.SelfAssessments;

/// <summary>Where a text stands that several people may write: whoever saves it says which version they were shown.</summary>
public interface IWritten<TText> : IVersioned
{
    TText Text { get; }

    /// <summary>Who wrote the present text.</summary>
    Id<Person> WrittenBy { get; }

    /// <summary>When, in UTC.</summary>
    DateTime WrittenAt { get; }
}
