using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;

namespace Portal.Domain.Matters;

/// <summary>An item of evidence that an agency links to one line of its return.</summary>
public sealed class ReturnedEvidence : IBelongsToBody
{
    private ReturnedEvidence()
    {
    }

    public Id<ReturnedEvidence> Id { get; private set; }

    public Id<Matter> MatterId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>The agency's post.</summary>
    public Id<Post> PostId { get; private set; }

    public string CriterionId { get; private set; } = "";

    public Id<EvidenceItem> EvidenceItemId { get; private set; }

    /// <summary>Page or passage; null for the whole document.</summary>
    public string? Passage { get; private set; }

    public Id<Person> LinkedBy { get; private set; }

    public DateTime LinkedAt { get; private set; }

    /// <param name="matter">The audit.</param>
    /// <param name="of">The agency's post and the criterion.</param>
    /// <param name="item">An item of the board's library.</param>
    /// <param name="passage">Page or passage; null for the whole document.</param>
    /// <param name="by">Who links it.</param>
    /// <param name="at">When, in UTC.</param>
    /// <exception cref="RuleBroken">The item is another body's or was withdrawn, or the matter is over.</exception>
    public static ReturnedEvidence Link(Matter matter, (Id<Post> Post, string Criterion) of, EvidenceItem item, string? passage, Id<Person> by, DateTime at)
    {
        matter.RequireOpen();
        if (item.BodyId != matter.BodyId)
        {
            throw new RuleBroken("evidence.other-body", "Evidence can support only a return to the body it belongs to.");
        }

        item.Rely();
        return new ReturnedEvidence
        {
            Id = Id<ReturnedEvidence>.New(),
            MatterId = matter.Id,
            BodyId = matter.BodyId,
            PostId = of.Post,
            CriterionId = of.Criterion,
            EvidenceItemId = item.Id,
            Passage = string.IsNullOrWhiteSpace(passage) ? null : passage.Trim(),
            LinkedBy = by,
            LinkedAt = at,
        };
    }
}
