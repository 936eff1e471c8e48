using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Matters;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Retention;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;

namespace Portal.WebTests;

/// <summary>
/// All that a board can have in the portal, at Northshire: a self-assessment that was returned, signed, packed and handed over, one that
/// waits for signatures, one that is being written; evidence used, unused and withdrawn; tasks, mails, downloads, a text kept aside.
/// </summary>
public sealed partial record Everything
{
    /// <summary>Those of Northshire and of its review who between them may open all of it.</summary>
    public static readonly IReadOnlyList<string> Rightful =
        [Given.Manager, Given.Chair, Given.Director, Given.Police, "david.lowe", "ruth.bannister", "karl.voss", "pat.quinn"];

    /// <summary>Those of Westmere, of a review of Westmere, and of the review body with no review at all.</summary>
    public static readonly IReadOnlyList<string> Strangers =
        ["robert.fielding", "janet.moss", "colin.reeve", "anita.desai", "owen.hughes", "grace.adeyemi", "neil.frost"];

    /// <summary>Ids of things that are not there.</summary>
    public static Everything Nowhere { get; } = new()
    {
        Board = Id<Body>.New(),
        Submitted = Id<SelfAssessment>.New(),
        UpForSignature = Id<SelfAssessment>.New(),
        InProgress = Id<SelfAssessment>.New(),
        Evidence = [Id<EvidenceItem>.New()],
        Links = [Id<EvidenceLink>.New()],
        Pack = Id<EvidencePack>.New(),
        Review = Id<Review>.New(),
        Timetable = Id<Matter>.New(),
        Matters = [Id<Matter>.New()],
        Tasks = [Id<PostTask>.New()],
        Waiting = [Id<PostTask>.New()],
        Comments = [Id<Comment>.New()],
        Caveats = [Id<Caveat>.New()],
        Reviewers = [Id<Person>.New()],
        LateAdditions = [Id<LateAddition>.New()],
        Presentations = [Id<Presentation>.New()],
        Slides = [Id<Slide>.New()],
        Openings = [Id<OpeningSlot>.New()],
        Hold = Id<LegalHold>.New(),
        Disposals = [Id<Disposal>.New()],
        DueEvidence = Id<EvidenceItem>.New(),
        Posts = [Id<Post>.New()],
        Agency = Id<Post>.New(),
        Draft = Guid.CreateVersion7(),
        Messages = [Id<Person>.New().Value],
        Positions = [Id<Position>.New()],
        OfflineReturns = [Id<OfflineReturn>.New()],
        Cases = [$"{Id<SelfAssessment>.New()}"],
        CaseParts = ["none"],
        Content = [],
    };

    public required Id<Body> Board { get; init; }

    /// <summary>Submitted and packed.</summary>
    public required Id<SelfAssessment> Submitted { get; init; }

    /// <summary>Frozen; waits for chair and director.</summary>
    public required Id<SelfAssessment> UpForSignature { get; init; }

    /// <summary>Assigned and being written.</summary>
    public required Id<SelfAssessment> InProgress { get; init; }

    public required IReadOnlyList<Id<EvidenceItem>> Evidence { get; init; }

    public required IReadOnlyList<Id<EvidenceLink>> Links { get; init; }

    public required Id<EvidencePack> Pack { get; init; }

    public required Id<Review> Review { get; init; }

    /// <summary>The timetable of the review: the only matter that its team sees.</summary>
    public required Id<Matter> Timetable { get; init; }

    /// <summary>A request for evidence that was answered and sent back, one that was withdrawn, a request for more time, a section 11 audit that is moderated, and the timetable of the review.</summary>
    public required IReadOnlyList<Id<Matter>> Matters { get; init; }

    /// <summary>Tasks of these matters.</summary>
    public required IReadOnlyList<Id<PostTask>> Tasks { get; init; }

    /// <summary>What was assigned in the one that is being written, and waits.</summary>
    public required IReadOnlyList<Id<PostTask>> Waiting { get; init; }

    /// <summary>Comments on a criterion and on a judgement of the one that is being written, with an answer.</summary>
    public required IReadOnlyList<Id<Comment>> Comments { get; init; }

    /// <summary>A partner's caveat to the one that is being written, answered.</summary>
    public required IReadOnlyList<Id<Caveat>> Caveats { get; init; }

    /// <summary>Inspectors in the teams of reviews.</summary>
    public required IReadOnlyList<Id<Person>> Reviewers { get; init; }

    /// <summary>Evidence that was added beside the one that was submitted.</summary>
    public required IReadOnlyList<Id<LateAddition>> LateAdditions { get; init; }

    /// <summary>One that is being edited, and one that was handed over and given.</summary>
    public required IReadOnlyList<Id<Presentation>> Presentations { get; init; }

    /// <summary>A slide of each of them.</summary>
    public required IReadOnlyList<Id<Slide>> Slides { get; init; }

    /// <summary>The slot for the opening presentation, taken and given.</summary>
    public required IReadOnlyList<Id<OpeningSlot>> Openings { get; init; }

    /// <summary>A legal hold on one item.</summary>
    public required Id<LegalHold> Hold { get; init; }

    /// <summary>One that waits for a second person, and one that was approved.</summary>
    public required IReadOnlyList<Id<Disposal>> Disposals { get; init; }

    /// <summary>An item that was kept long enough.</summary>
    public required Id<EvidenceItem> DueEvidence { get; init; }

    /// <summary>The posts of the board.</summary>
    public required IReadOnlyList<Id<Post>> Posts { get; init; }

    /// <summary>The post of the agency that has made its section 11 return.</summary>
    public required Id<Post> Agency { get; init; }

    /// <summary>A draft of the next version of the board's framework; nothing of the board is in it.</summary>
    public required Guid Draft { get; init; }

    public required IReadOnlyList<Guid> Messages { get; init; }

    public required IReadOnlyList<string> Cases { get; init; }

    /// <summary>Positions that were kept of the one that is being written.</summary>
    public required IReadOnlyList<Id<Position>> Positions { get; init; }

    /// <summary>A form that the police filled in without the portal and sent back.</summary>
    public required IReadOnlyList<Id<OfflineReturn>> OfflineReturns { get; init; }

    /// <summary>Numbers of a step that failed in one of the cases, and of what that case waits for.</summary>
    public required IReadOnlyList<string> CaseParts { get; init; }

    /// <summary>What people wrote and what stands for it: none of it may be seen by those it is not for, administrators among them.</summary>
    public required IReadOnlyList<string> Content { get; init; }

    public IReadOnlyList<Id<SelfAssessment>> Assessments => [Submitted, UpForSignature, InProgress];
}
