using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.Matters;

/// <summary>Somebody of an agency who has a line of its return open to write in it.</summary>
public sealed class ReturnWriter : IPresence, IBelongsToBody
{
    private ReturnWriter()
    {
    }

    public Id<Matter> MatterId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The agency's post.</summary>
    public Id<Post> PostId { get; private set; }

    public string CriterionId { get; private set; } = "";

    public Id<Person> PersonId { get; private set; }

    public DateTime SeenAt { get; private set; }

    /// <param name="matter">The audit.</param>
    /// <param name="of">The agency's post and the criterion.</param>
    /// <param name="person">Who is there.</param>
    /// <param name="seenAt">When, in UTC.</param>
    public static ReturnWriter At(Matter matter, (Id<Post> Post, string Criterion) of, Id<Person> person, DateTime seenAt) => new()
    {
        MatterId = matter.Id,
        BodyId = matter.BodyId,
        PostId = of.Post,
        CriterionId = of.Criterion,
        PersonId = person,
        SeenAt = seenAt,
    };
}
