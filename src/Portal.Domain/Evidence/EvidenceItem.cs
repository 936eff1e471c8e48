using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Domain.SelfAssessments;

namespace Portal.Domain.Evidence;

/// <summary>A document in a body's library, with what it shows; linked to the criteria it supports.</summary>
public sealed class EvidenceItem : IBelongsToBody, IVersioned
{
    private readonly List<EvidenceLink> _links = [];
    private readonly List<EvidenceVersion> _versions = [];

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

    /// <summary>From when it holds, where that is another day than the one it describes: a policy in force, a plan begun.</summary>
    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>When somebody should look whether it still holds, or when it expires.</summary>
    public DateOnly? ReviewOn { get; private set; }

    /// <summary>Who answers for the document, in words: a post, a team or a person.</summary>
    public string? Owner { get; private set; }

    public SecurityMarking Marking { get; private set; }

    /// <summary>Number of the version whose file it has now, from 1.</summary>
    public int FileVersion { get; private set; }

    /// <summary>The name the file had where it came from.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>SHA-256 of the file, see <see cref="StoredFile"/>.</summary>
    public string FileSha256 { get; private set; } = "";

    public Id<Person> AddedBy { get; private set; }

    public DateTime AddedAt { get; private set; }

    public DateTime? WithdrawnAt { get; private set; }

    public string? WithdrawnReason { get; private set; }

    /// <summary>The proposal to dispose of it that waits for a decision; once it was disposed of, the certificate.</summary>
    public Id<Disposal>? DisposalId { get; private set; }

    /// <summary>When it was disposed of. What is left is that it was there: its file can be had no more, and it is out of the library.</summary>
    public DateTime? DisposedAt { get; private set; }

    /// <summary>How often something was made to rest on it; raised each time, so that nothing comes to rest on it while it is disposed of.</summary>
    public int Reliances { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<EvidenceLink> Links => _links;

    /// <summary>All files it has had, the present one among them.</summary>
    public IReadOnlyList<EvidenceVersion> Versions => _versions;

    /// <summary>What is said about the document now.</summary>
    public EvidenceDescription Description => new(Title, Kind, Describes, Shows) { EffectiveOn = EffectiveOn, ReviewOn = ReviewOn, Owner = Owner, Marking = Marking };

    public static EvidenceItem Add(Id<Body> body, EvidenceDescription description, string fileName, StoredFile file, Id<Person> by, DateTime at)
    {
        var item = new EvidenceItem
        {
            Id = Id<EvidenceItem>.New(),
            BodyId = body,
            AddedBy = by,
            AddedAt = at,
        };
        item.Describe(description);
        item.Take(fileName, file, null, by, at);
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
            Owner = string.IsNullOrWhiteSpace(description.Owner) ? null : description.Owner.Trim(),
        };
        if (said.ReviewOn < said.EffectiveOn)
        {
            throw new RuleBroken("evidence.review-before-effect", "The review date must not be before the date from which it holds.", nameof(ReviewOn));
        }

        if (said == Description)
        {
            return false;
        }

        (Title, Kind, Describes, Shows) = (said.Title, said.Kind, said.Describes, said.Shows);
        (EffectiveOn, ReviewOn, Owner, Marking) = (said.EffectiveOn, said.ReviewOn, said.Owner, said.Marking);
        return true;
    }

    /// <summary>Puts a new version of the file beside those it had. Links stay, and keep the number of the version they were made for.</summary>
    public void Replace(string fileName, StoredFile file, string? changed, Id<Person> by, DateTime at)
    {
        RequireInLibrary();
        if (file.Sha256 == FileSha256)
        {
            throw new RuleBroken("evidence.same-file", "This is the file that the item has already.", "Files");
        }

        Take(fileName, file, RuleBroken.IfBlank(changed, "evidence.no-change", "Say what has changed.", "Changed"), by, at);
    }

    /// <summary>Says that a link made to an earlier version holds for the present one too.</summary>
    public void ConfirmLink(SelfAssessment of, Id<EvidenceLink> link)
    {
        of.RequireOpenForWriting();
        RequireInLibrary();
        _links.Find(l => l.Id == link && l.SelfAssessmentId == of.Id)?.HoldFor(FileVersion);
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

        Rely();
        var link = new EvidenceLink(Id, of, criterionId, where, reference, FileVersion, by, at);
        _links.Add(link);
        return link;
    }

    /// <summary>Takes a link away again.</summary>
    public void Unlink(SelfAssessment of, Id<EvidenceLink> link)
    {
        of.RequireOpenForWriting();
        _links.RemoveAll(l => l.Id == link && l.SelfAssessmentId == of.Id);
    }

    /// <summary>Takes the item out of the library. Where something that was signed rests on it, it stays there, marked as withdrawn.</summary>
    /// <param name="reason">Why; required.</param>
    /// <param name="signed">Self-assessments that were submitted: their links stay.</param>
    /// <param name="at">When, in UTC.</param>
    public void Withdraw(string? reason, IReadOnlySet<Id<SelfAssessment>> signed, DateTime at)
    {
        RequireInLibrary();
        if (_links.Exists(l => !signed.Contains(l.SelfAssessmentId)))
        {
            throw new RuleBroken("evidence.in-use", "This item supports a criterion of a self-assessment that is not submitted. Take its links away before you withdraw it.");
        }

        WithdrawnReason = RuleBroken.IfBlank(reason, "evidence.no-reason", "Say why the item is withdrawn.", "Reason");
        WithdrawnAt = at;
    }

    internal void PutUpForDisposal(Id<Disposal> proposal) => DisposalId = proposal;

    internal void TakeBackFromDisposal() => DisposalId = null;

    internal void DisposeOf(string reason, DateTime at)
    {
        DisposedAt = at;
        WithdrawnReason ??= $"Disposed of: {reason}";
        WithdrawnAt ??= at;
    }

    /// <summary>Something comes to rest on it.</summary>
    internal void Rely()
    {
        RequireInLibrary();
        Reliances++;
    }

    private void Take(string fileName, StoredFile file, string? changed, Id<Person> by, DateTime at)
    {
        (FileName, FileSha256) = (fileName, file.Sha256);
        _versions.Add(new EvidenceVersion(this, ++FileVersion, fileName, file, changed, by, at));
    }

    internal void RequireInLibrary()
    {
        if (DisposedAt is not null)
        {
            throw new RuleBroken("evidence.disposed", "This item was disposed of. Its page says when, by whom and why.");
        }

        if (WithdrawnAt is not null)
        {
            throw new RuleBroken("evidence.withdrawn", "This item was withdrawn from the library.");
        }
    }
}

/// <summary>What a person says about a document when adding it.</summary>
public sealed record EvidenceDescription(string? Title, EvidenceKind Kind, DateOnly Describes, string? Shows)
{
    /// <inheritdoc cref="EvidenceItem.EffectiveOn"/>
    public DateOnly? EffectiveOn { get; init; }

    /// <inheritdoc cref="EvidenceItem.ReviewOn"/>
    public DateOnly? ReviewOn { get; init; }

    /// <inheritdoc cref="EvidenceItem.Owner"/>
    public string? Owner { get; init; }

    public SecurityMarking Marking { get; init; }
}
