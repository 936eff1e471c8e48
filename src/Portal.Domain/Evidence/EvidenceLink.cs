using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Domain.Evidence;

/// <summary>An item of evidence supports the answer to a criterion, where possible down to a page or passage.</summary>
public sealed class EvidenceLink : IBelongsToBody
{
    private EvidenceLink()
    {
    }

    internal EvidenceLink(Id<EvidenceItem> item, SelfAssessment of, string criterionId, string? passage, int reference, int fileVersion, Id<Person> by, DateTime at)
    {
        Id = Id<EvidenceLink>.New();
        EvidenceItemId = item;
        SelfAssessmentId = of.Id;
        BodyId = of.BodyId;
        CriterionId = criterionId;
        Passage = passage;
        Reference = reference;
        FileVersion = fileVersion;
        LinkedBy = by;
        LinkedAt = at;
    }

    public Id<EvidenceLink> Id { get; private set; }

    public Id<EvidenceItem> EvidenceItemId { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public string CriterionId { get; private set; } = "";

    /// <summary>Page or passage, in the writer's words: "page 12", "section 3.2".</summary>
    public string? Passage { get; private set; }

    /// <summary>The number by which texts of the self-assessment refer to it, from 1; see <see cref="References"/>.</summary>
    public int Reference { get; private set; }

    /// <summary>The version of the file it was made for, or was last said to hold for.</summary>
    public int FileVersion { get; private set; }

    public Id<Person> LinkedBy { get; private set; }

    public DateTime LinkedAt { get; private set; }

    internal void HoldFor(int fileVersion) => FileVersion = fileVersion;
}
