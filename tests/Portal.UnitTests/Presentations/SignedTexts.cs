using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Presentations;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents;
using Portal.Web.Documents.Slides;

namespace Portal.UnitTests.Presentations;

/// <summary>Signed texts to draw from: the emptiest there can be, a short one, and one that says as much as anybody could.</summary>
internal static class SignedTexts
{
    /// <summary>Markup, Welsh, Arabic, an emoji of several characters and a control character: all of it text.</summary>
    public const string Hostile = "<b>Ŵyl y plant</b> & \"طفل بأمان\", 👩🏽‍👧 \u0001";

    private static readonly (string Code, string Title, int Criteria)[] _longest =
    [
        ("OE", "Overall effectiveness", 0), ("HP", "The experiences and progress of children who need help and protection", 23), ("CLA", "The experiences and progress of children looked after", 18),
        ("AD", "Adoption performance", 12), ("CL", "The experiences and progress of care leavers", 11), ("LMG", "Leadership, management and governance", 15),
    ];

    public static SelfAssessmentDocument Empty { get; } = Of([new JudgementSection("LSCB", "The effectiveness of the board", null, null, JudgementText.Empty, null, null, [.. Criteria("LSCB", 11, null)])]);

    public static SelfAssessmentDocument Short { get; } = Of([Judgement("LSCB", "The effectiveness of the board", 2, new AnswerText("Repeat referrals are discussed every month [2].", "Two audits of 20 cases each.", "Children told their story less often.", "A plan by June.", "good", ClaimStrength.Asserted))]);

    public static SelfAssessmentDocument Longest { get; } = Of([.. _longest.Select(j => Judgement(j.Code, j.Title, j.Criteria, new AnswerText(Long("know"), Long("audit"), Long("difference"), Long("plan"), "good", ClaimStrength.Correlated)))]) with
    {
        Body = new NamedCode("long", "The Safeguarding Children Board of the Royal County of Northshire, of Westmere-upon-Water and of the Isles, with all their districts and parishes"),
    };

    public static IReadOnlyList<CaveatSection> Caveats { get; } =
        [new(CaveatKind.Dissent, "LSCB", "We do not stand by the grade. " + Long("dissent"), "Priya Nair", "Northshire Police", Make.Now, [])];

    /// <summary>About 1,100 words.</summary>
    public static string Long(string about) => string.Join(
        "\n\n", Enumerable.Range(1, 12).Select(i => $"{i}. In {2000 + i} the board looked at {about} in {i * 7} cases [1]. What it found was read by all partners, and each of them said in writing what it would do about it and by when. {string.Join(' ', Enumerable.Repeat($"Children and families were asked about {about}, and what they said changed how we work.", 5))}"));

    public static SelfAssessmentDocument Of(IReadOnlyList<JudgementSection> judgements) => new()
    {
        Id = Id<SelfAssessment>.New().Value,
        Body = new NamedCode("northshire", "Northshire Safeguarding Children Board"),
        Framework = new FrameworkReference("lscb", 1, "Review of Local Safeguarding Children Boards", new string('a', 64)),
        PeriodFrom = new DateOnly(2014, 3, 1),
        PeriodTo = new DateOnly(2015, 2, 28),
        SubmissionDate = new DateOnly(2015, 5, 5),
        Version = 2,
        FrozenAt = Make.Now,
        Judgements = judgements,
        Evidence = judgements.Any(j => j.Criteria.Any(c => c.Evidence.Count > 0)) ? [Entry(1, "Audit of repeat referrals"), Entry(2, "What the participation group said " + Hostile)] : [],
        Attribution = "Made up.",
    };

    public static JudgementSection Judgement(string code, string title, int criteria, AnswerText answer, JudgementText? text = null) => new(
        code, title, "good", "Good", text ?? new JudgementText("good", answer.Know, answer.HowKnown, answer.Difference, answer.Next), "Tom Whitfield", Make.Now, [.. Criteria(code, criteria, answer)]);

    /// <summary>A presentation drawn from a text, as it is given to what makes a file of it.</summary>
    public static SlideDeck Deck(SelfAssessmentDocument document, IReadOnlyList<CaveatSection>? caveats = null, Action<Presentation>? edit = null)
    {
        var presentation = Presentation.Draw(Make.SignedVersion(Make.Assessment()), "Opening presentation", SlidesOf.From(document, caveats ?? []), Make.Now);
        edit?.Invoke(presentation);
        var notes = new SlideNotes(document);
        return new SlideDeck(presentation.Title, document.Body.Name, "OFFICIAL", presentation.SignedNumber, presentation.Colours, Make.Now, [.. presentation.Slides.Select(s => new DeckSlide(s.Slide, s.Hidden, notes.Of(s.Slide)))]);
    }

    private static IEnumerable<CriterionSection> Criteria(string code, int count, AnswerText? answer) => Enumerable.Range(1, count).Select(i => new CriterionSection(
        $"{code}-{i:00}", $"Criterion {i} of {code}", "A description of good.", answer, null, "Tom Whitfield", Make.Now, answer is null ? [] : [new EvidenceUse(1, "page 3", 1), new EvidenceUse(2, null, 2)]));

    private static EvidenceEntry Entry(int number, string title) => new(
        number, Id<EvidenceItem>.New().Value, title, EvidenceKind.Audit, new DateOnly(2014, 11, 30), "Shows it.", "audit.pdf", "application/pdf", 10, new string('a', 64), "Tom Whitfield", Make.Now);
}
