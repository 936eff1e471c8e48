using Portal.Domain.People;

namespace Portal.Domain.Common;

/// <summary>Somebody who has a text open to write in it, so that others at the same text see that they are there.</summary>
public interface IPresence
{
    /// <summary>How long after a sign of life somebody counts as present; their page gives one every twenty seconds.</summary>
    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    Id<Person> PersonId { get; }

    /// <summary>The last sign of life, in UTC.</summary>
    DateTime SeenAt { get; }
}
