using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Documents;
using Portal.Web.Documents.Slides;

namespace Portal.Benchmarks.Slides;

/// <summary>A signed self-assessment of an authority in which every one of 79 criteria is answered at length: four texts of about 1,000 words each.</summary>
public sealed class LongestAssessment
{
    private static readonly DateTime _at = new(2015, 3, 3, 9, 0, 0, DateTimeKind.Utc);

    private static readonly (string Code, string Title, int Criteria)[] _judgements =
    [
        ("OE", "Overall effectiveness", 0), ("HP", "The experiences and progress of children who need help and protection", 23), ("CLA", "The experiences and progress of children looked after", 18),
        ("AD", "Adoption performance", 12), ("CL", "The experiences and progress of care leavers", 11), ("LMG", "Leadership, management and governance", 15),
    ];

    private readonly FrozenVersion _signed = Signed();

    /// <summary>Its text.</summary>
    public SelfAssessmentDocument Document { get; } = Write();

    /// <summary>Draws the presentation.</summary>
    public Presentation Draw() => Presentation.Draw(_signed, "Opening presentation", SlidesOf.From(Document, []), _at);

    /// <summary>The presentation as it is given to what makes a file of it: every slide, hidden ones too, with its notes.</summary>
    public SlideDeck Deck(Presentation of)
    {
        var notes = new SlideNotes(Document);
        return new SlideDeck(of.Title, Document.Body.Name, "OFFICIAL", of.SignedNumber, of.Colours, of.DrawnAt, [.. of.Slides.Select(s => new DeckSlide(s.Slide, s.Hidden, notes.Of(s.Slide)))]);
    }

    private static FrozenVersion Signed()
    {
        var (chair, director) = (Person.Named("Helen Archer", "helen@example.org"), Person.Named("Margaret Ellis", "margaret@example.org"));
        var plan = new AssessmentPlan(new DateOnly(2014, 3, 1), new DateOnly(2015, 2, 28), new DateOnly(2015, 5, 5));
        var version = FrozenVersion.Of(SelfAssessment.Open(Id<Body>.New(), ("longest", 1), plan, _ => true, director.Id, _at, DateOnly.FromDateTime(_at)), 1, "{}", "hash", _at);
        version.Sign(PostRole.Chair, chair, "hash", _at);
        version.Sign(PostRole.DirectorOfChildrensServices, director, "hash", _at);
        return version;
    }

    private static SelfAssessmentDocument Write() => new()
    {
        Id = Id<SelfAssessment>.New().Value,
        Body = new NamedCode("northshire", "Northshire County Council"),
        Framework = new FrameworkReference("longest", 1, "Inspection of services for children", new string('a', 64)),
        PeriodFrom = new DateOnly(2014, 3, 1),
        PeriodTo = new DateOnly(2015, 2, 28),
        SubmissionDate = new DateOnly(2015, 5, 5),
        Version = 1,
        FrozenAt = _at,
        Judgements =
        [
            .. _judgements.Select(j => new JudgementSection(
                j.Code, j.Title, "good", "Good", new JudgementText("good", Said("grade"), Said("above"), Said("below"), Said("children")), "Tom Whitfield", _at,
                [.. Enumerable.Range(1, j.Criteria).Select(i => Criterion(j.Code, i))])),
        ],
        Evidence =
        [
            new EvidenceEntry(
                1, Id<EvidenceItem>.New().Value, "Audit of repeat referrals", EvidenceKind.Audit, new DateOnly(2014, 11, 30), "Shows it.", "audit.pdf", "application/pdf", 10, new string('a', 64), "Tom Whitfield", _at),
        ],
        Attribution = "Made up.",
    };

    private static CriterionSection Criterion(string code, int number) => new(
        $"{code}-{number:00}", $"Criterion {number} of {code}", "A description of good.",
        new AnswerText(Said("know"), Said("audit"), Said("difference"), Said("plan"), "good", ClaimStrength.Correlated), null, "Tom Whitfield", _at, [new EvidenceUse(1, "page 3", 1)]);

    private static string Said(string about) => string.Join(
        "\n\n",
        Enumerable.Range(1, 12).Select(i =>
            $"In {2000 + i} the board looked at {about} in {i * 7} cases [1]. {string.Join(' ', Enumerable.Repeat($"Children and families were asked about {about}, and what they said changed how we work with them.", 5))}"));
}
