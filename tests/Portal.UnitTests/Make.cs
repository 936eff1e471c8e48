using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;

namespace Portal.UnitTests;

/// <summary>Makes domain objects in a state a test can start from; only what matters to the test is named there.</summary>
internal static class Make
{
    /// <summary>No self-assessment was submitted.</summary>
    public static readonly IReadOnlySet<Id<SelfAssessment>> NothingSigned = new HashSet<Id<SelfAssessment>>();

    public static readonly DateTime Now = new(2015, 3, 3, 9, 0, 0, DateTimeKind.Utc);

    public static readonly DateOnly Today = new(2015, 3, 3);

    public static readonly Id<Person> Somebody = Id<Person>.New();

    public static Person Chair { get; } = Person.Named("Helen Archer", "helen@example.org");

    public static Person Director { get; } = Person.Named("Margaret Ellis", "margaret@example.org");

    public static Body Board(string name = "Northshire Safeguarding Children Board") => Body.Found(name, name, BodyKind.SafeguardingBoard);

    public static AssessmentPlan Plan(DateOnly? from = null, DateOnly? to = null, DateOnly? submission = null) =>
        new(from ?? new DateOnly(2014, 1, 1), to ?? new DateOnly(2014, 12, 31), submission ?? new DateOnly(2015, 6, 1));

    public static SelfAssessment Assessment(Id<Body>? body = null) => SelfAssessment.Open(
        body ?? Id<Body>.New(), ("lscb-review-2013", 1), Plan(), _ => true, Somebody, Now, Today);

    public static SelfAssessment Assessment(SelfAssessmentStatus status)
    {
        var assessment = Assessment();
        switch (status)
        {
            case SelfAssessmentStatus.AwaitingSignatures:
                assessment.AwaitSignatures();
                break;
            case SelfAssessmentStatus.Submitted:
                assessment.AwaitSignatures();
                assessment.Submit(SignedVersion(assessment), Now);
                break;
            case SelfAssessmentStatus.Withdrawn:
                assessment.Withdraw("The board was merged.", Now);
                break;
        }

        return assessment;
    }

    public static FrozenVersion Version(SelfAssessment of, string hash = "hash-1") => FrozenVersion.Of(of, 1, "{}", hash, Now);

    public static FrozenVersion SignedVersion(SelfAssessment of)
    {
        var version = Version(of);
        version.Sign(PostRole.Chair, Chair, version.ContentHash, Now);
        version.Sign(PostRole.DirectorOfChildrensServices, Director, version.ContentHash, Now);
        return version;
    }

    public static EvidenceItem Evidence(Id<Body> body) => EvidenceItem.Add(
        body,
        new EvidenceDescription("Section 11 audit", EvidenceKind.Audit, new DateOnly(2014, 11, 30), "What partners found."),
        "audit.pdf",
        StoredFile.Of(new string('a', 64), 10, "application/pdf", Now),
        Somebody,
        Now);

    public static string CodeOf(Action broken) => Should.Throw<RuleBroken>(broken).Code;
}
