using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Domain.SignOff;

/// <summary>
/// Evidence that came after a version was signed and submitted. It stands beside that version and is no part of it: nothing that was signed changes,
/// and a late addition itself is never changed or removed.
/// </summary>
public sealed class LateAddition : IBelongsToBody
{
    private LateAddition()
    {
    }

    public Id<LateAddition> Id { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    /// <summary>The submitted version beside which it stands.</summary>
    public Id<FrozenVersion> FrozenVersionId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public string CriterionId { get; private set; } = "";

    public Id<EvidenceItem> EvidenceItemId { get; private set; }

    /// <summary>What the library said of the document on that day: later descriptions do not change what the review team was given.</summary>
    public string Title { get; private set; } = "";

    /// <inheritdoc cref="Title"/>
    public EvidenceKind Kind { get; private set; }

    /// <inheritdoc cref="Title"/>
    public DateOnly Describes { get; private set; }

    /// <inheritdoc cref="Title"/>
    public string FileName { get; private set; } = "";

    /// <summary>Its sensitivity marking on that day; null where it was OFFICIAL, and for what was added in former days.</summary>
    public SecurityMarking? Marking { get; private set; }

    /// <summary>SHA-256 of the file.</summary>
    public string FileSha256 { get; private set; } = "";

    /// <summary>Page or passage; null for the whole document.</summary>
    public string? Passage { get; private set; }

    /// <summary>What it adds to the answer.</summary>
    public string Statement { get; private set; } = "";

    /// <summary>Why it was not there in time.</summary>
    public string Reason { get; private set; } = "";

    public Id<Person> AddedBy { get; private set; }

    /// <summary>Name and post as they were on the day.</summary>
    public string AddedByName { get; private set; } = "";

    /// <inheritdoc cref="AddedByName"/>
    public string AddedByPost { get; private set; } = "";

    public DateTime AddedAt { get; private set; }

    /// <summary>When its file was disposed of with the item; what was said with it stays.</summary>
    public DateTime? DisposedAt { get; private set; }

    /// <summary>Its item was disposed of.</summary>
    public void DisposeOf(DateTime at) => DisposedAt ??= at;

    /// <summary>Puts an item of the library beside what was submitted.</summary>
    /// <param name="to">The self-assessment; it must be submitted and locked.</param>
    /// <param name="item">The evidence, of the same body.</param>
    /// <param name="words">What is said with it.</param>
    /// <param name="by">Who adds it.</param>
    /// <param name="post">Their post.</param>
    /// <param name="at">When, in UTC.</param>
    /// <exception cref="RuleBroken">Nothing is submitted, the item is another body's or withdrawn, or something is not said.</exception>
    public static LateAddition Add(SelfAssessment to, EvidenceItem item, LateWords words, Person by, string post, DateTime at)
    {
        if (to is not { Status: SelfAssessmentStatus.Submitted, SubmittedVersionId: { } version })
        {
            throw new RuleBroken(
                "late.not-submitted", "Evidence is added late only to a self-assessment that was submitted and is locked. This one is not: link the evidence to its criterion.");
        }

        if (item.BodyId != to.BodyId)
        {
            throw new RuleBroken("evidence.other-body", "Evidence can support only a self-assessment of the body it belongs to.");
        }

        item.Rely();
        return new LateAddition
        {
            Id = Id<LateAddition>.New(),
            SelfAssessmentId = to.Id,
            FrozenVersionId = version,
            BodyId = to.BodyId,
            CriterionId = words.CriterionId,
            EvidenceItemId = item.Id,
            Title = item.Title,
            Kind = item.Kind,
            Describes = item.Describes,
            FileName = item.FileName,
            Marking = item.Marking == SecurityMarking.Official ? null : item.Marking,
            FileSha256 = item.FileSha256,
            Passage = string.IsNullOrWhiteSpace(words.Passage) ? null : words.Passage.Trim(),
            Statement = RuleBroken.IfBlank(Prose.Tidy(words.Statement), "late.no-statement", "Say what it adds.", nameof(Statement)),
            Reason = RuleBroken.IfBlank(Prose.Tidy(words.Reason), "late.no-reason", "Say why it comes after submission.", nameof(Reason)),
            AddedBy = by.Id,
            AddedByName = by.Name,
            AddedByPost = post,
            AddedAt = at,
        };
    }
}

/// <summary>What is said with evidence that comes late.</summary>
/// <param name="CriterionId">The criterion it supports.</param>
/// <param name="Passage">Page or passage; null for the whole document.</param>
/// <param name="Statement">What it adds to the answer.</param>
/// <param name="Reason">Why it was not there in time.</param>
public sealed record LateWords(string CriterionId, string? Passage, string? Statement, string? Reason);
