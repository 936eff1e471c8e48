using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Domain.Evidence;

/// <summary>A document in a body's library, with what it shows; linked to the criteria it supports.</summary>
public sealed class EvidenceItem : IBelongsToBody
{
    private readonly List<EvidenceLink> _links = [];

    private EvidenceItem()
    {
    }

    public Id<EvidenceItem> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public string Title { get; private set; } = "";

    public EvidenceKind Kind { get; private set; }

    /// <summary>The day, or the last day of the period, that the document describes.</summary>
    public DateOnly Describes { get; private set; }

    /// <summary>What it shows, in a sentence or two.</summary>
    public string Shows { get; private set; } = "";

    /// <summary>The name the file had where it came from.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>SHA-256 of the file, see <see cref="StoredFile"/>.</summary>
    public string FileSha256 { get; private set; } = "";

    public Id<Person> AddedBy { get; private set; }

    public DateTime AddedAt { get; private set; }

    public DateTime? WithdrawnAt { get; private set; }

    public string? WithdrawnReason { get; private set; }

    public IReadOnlyList<EvidenceLink> Links => _links;

    /// <summary>What is said about the document now.</summary>
    public EvidenceDescription Description => new(Title, Kind, Describes, Shows);

    public static EvidenceItem Add(Id<Body> body, EvidenceDescription description, string fileName, StoredFile file, Id<Person> by, DateTime at)
    {
        var item = new EvidenceItem
        {
            Id = Id<EvidenceItem>.New(),
            BodyId = body,
            FileName = fileName,
            FileSha256 = file.Sha256,
            AddedBy = by,
            AddedAt = at,
        };
        item.Describe(description);
        return item;
    }

    /// <summary>Says anew what the document is and shows. Allowed at any time: a frozen version keeps the words it was signed with.</summary>
    /// <returns>False when that is what was said already.</returns>
    public bool Describe(EvidenceDescription description)
    {
        RequireInLibrary();
        var said = description with
        {
            Title = RuleBroken.IfBlank(description.Title, "evidence.no-title", "Enter a title.", nameof(Title)),
            Shows = RuleBroken.IfBlank(description.Shows, "evidence.no-shows", "Say what the evidence shows.", nameof(Shows)),
        };
        if (said == Description)
        {
            return false;
        }

        (Title, Kind, Describes, Shows) = (said.Title, said.Kind, said.Describes, said.Shows);
        return true;
    }

    /// <summary>Links the item to a criterion of a self-assessment that is open for writing.</summary>
    /// <returns>The link; the one there already when the same passage is linked again.</returns>
    public EvidenceLink LinkTo(SelfAssessment of, string criterionId, string? passage, int reference, Id<Person> by, DateTime at)
    {
        of.RequireOpenForWriting();
        if (of.BodyId != BodyId)
        {
            throw new RuleBroken("evidence.other-body", "Evidence can support only a self-assessment of the body it belongs to.");
        }

        RequireInLibrary();
        var where = string.IsNullOrWhiteSpace(passage) ? null : passage.Trim();
        var existing = _links.Find(l => l.SelfAssessmentId == of.Id && l.CriterionId == criterionId && l.Passage == where);
        if (existing is not null)
        {
            return existing;
        }

        var link = new EvidenceLink(Id, of, criterionId, where, reference, by, at);
        _links.Add(link);
        return link;
    }

    /// <summary>Takes a link away again.</summary>
    public void Unlink(SelfAssessment of, Id<EvidenceLink> link)
    {
        of.RequireOpenForWriting();
        _links.RemoveAll(l => l.Id == link && l.SelfAssessmentId == of.Id);
    }

    /// <summary>Takes the item out of the library; what was signed keeps it.</summary>
    /// <param name="reason">Why; required.</param>
    /// <param name="at">When, in UTC.</param>
    public void Withdraw(string? reason, DateTime at)
    {
        RequireInLibrary();
        if (_links.Count > 0)
        {
            throw new RuleBroken("evidence.in-use", "This item supports a criterion. Take its links away before you withdraw it.");
        }

        WithdrawnReason = RuleBroken.IfBlank(reason, "evidence.no-reason", "Say why the item is withdrawn.", "Reason");
        WithdrawnAt = at;
    }

    internal void RequireInLibrary()
    {
        if (WithdrawnAt is not null)
        {
            throw new RuleBroken("evidence.withdrawn", "This item was withdrawn from the library.");
        }
    }
}

/// <summary>What a person says about a document when adding it.</summary>
public sealed record EvidenceDescription(string? Title, EvidenceKind Kind, DateOnly Describes, string? Shows);
