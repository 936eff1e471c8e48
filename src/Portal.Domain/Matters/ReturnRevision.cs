using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.Matters;

/// <summary>One text that an agency sent to be saved in its return: kept for ever, also when it lost a race. Append-only.</summary>
public sealed class ReturnRevision : IBelongsToBody
{
    private ReturnRevision()
    {
    }

    public Id<ReturnRevision> Id { get; private set; }

    public Id<Matter> MatterId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The agency's post.</summary>
    public Id<Post> PostId { get; private set; }

    public string CriterionId { get; private set; } = "";

    /// <summary>The whole text with its score, as JSON.</summary>
    public string Content { get; private set; } = "";

    /// <summary>True when it was kept aside because somebody else of the agency had saved first.</summary>
    public bool KeptAside { get; private set; }

    /// <summary>The version that it made; null where it was kept aside.</summary>
    public int? Makes { get; private set; }

    public Id<Person> WrittenBy { get; private set; }

    public DateTime WrittenAt { get; private set; }

    /// <param name="matter">The audit.</param>
    /// <param name="of">The agency's post and the criterion.</param>
    /// <param name="content">The whole text as JSON.</param>
    /// <param name="makes">The version it makes; null for a text that is kept aside.</param>
    /// <param name="by">Who wrote it.</param>
    /// <param name="at">When, in UTC.</param>
    public static ReturnRevision Of(Matter matter, (Id<Post> Post, string Criterion) of, string content, int? makes, Id<Person> by, DateTime at) => new()
    {
        Id = Id<ReturnRevision>.New(),
        MatterId = matter.Id,
        BodyId = matter.BodyId,
        PostId = of.Post,
        CriterionId = of.Criterion,
        Content = content,
        KeptAside = makes is null,
        Makes = makes,
        WrittenBy = by,
        WrittenAt = at,
    };
}
