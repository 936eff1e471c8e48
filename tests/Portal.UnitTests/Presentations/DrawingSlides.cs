using Portal.Domain.Frameworks;
using Portal.Domain.Presentations;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents.Slides;

namespace Portal.UnitTests.Presentations;

public sealed class DrawingSlides
{
    /// <summary>About three lines of a slide.</summary>
    private const int LongestPoint = 222;

    [Fact]
    public void The_emptiest_text_says_on_every_slide_what_is_missing()
    {
        var slides = SlidesOf.From(SignedTexts.Empty, []);

        slides.Select(s => s.Kind).ShouldBe([SlideKind.Title, SlideKind.WhoWeAre, SlideKind.Judgement, SlideKind.Know, SlideKind.Voice, SlideKind.LookAt, SlideKind.Caveats]);
        slides.ShouldAllBe(s => s.Title.Length > 0 && s.Statements.Count > 0);
        slides.Single(s => s.Kind == SlideKind.Know).Statements.Single().Text.ShouldBe("None of its 11 criteria is answered.");
        slides.Single(s => s.Kind == SlideKind.LookAt).Hidden.ShouldBeTrue("It waits for the body's own words.");
        slides.Single(s => s.Kind == SlideKind.Judgement).Title.ShouldBe("The effectiveness of the board: no grade given");
    }

    [Fact]
    public void Each_part_of_a_judgement_has_a_slide_with_criterion_and_evidence()
    {
        var slides = SlidesOf.From(SignedTexts.Short, SignedTexts.Caveats);

        slides.Select(s => s.Kind).Distinct().ShouldBe(
            [SlideKind.Title, SlideKind.WhoWeAre, SlideKind.Judgement, SlideKind.Know, SlideKind.HowKnown, SlideKind.Difference, SlideKind.Next, SlideKind.Voice, SlideKind.LookAt, SlideKind.Caveats]);
        var know = slides.First(s => s.Kind == SlideKind.Know);
        know.Title.ShouldBe("What we know: The effectiveness of the board");
        know.Statements[0].ShouldSatisfyAllConditions(s => s.CriterionId.ShouldBe("LSCB-01"), s => s.Evidence.ShouldBe([2], "The words refer to [2]."));
        slides.First(s => s.Kind == SlideKind.HowKnown).Statements[0].Evidence.ShouldBe([1, 2], "They refer to nothing, so all that stands behind the answer does.");
        slides.First(s => s.Kind == SlideKind.LookAt).Statements.ShouldContain(s => s.Heading == "LSCB-01, asserted");
        slides.First(s => s.Kind == SlideKind.Caveats).Statements[0].Heading.ShouldBe("Dissent on LSCB, Northshire Police");
    }

    [Fact]
    public void Nothing_of_the_longest_text_is_lost()
    {
        var slides = SlidesOf.From(SignedTexts.Longest, SignedTexts.Caveats);
        var signed = SignedTexts.Longest.Judgements.SelectMany(j => j.Criteria).SelectMany(c => new[] { (c.Id, c.Answer!.Know), (c.Id, c.Answer.HowKnown), (c.Id, c.Answer.Difference), (c.Id, c.Answer.Next) }).ToHashSet();

        var told = slides.Where(s => s.Kind is SlideKind.Know or SlideKind.HowKnown or SlideKind.Difference or SlideKind.Next).SelectMany(s => s.Statements.Select(t => (s.Kind, Statement: t)))
            .GroupBy(s => (s.Kind, s.Statement.CriterionId)).Select(g => (g.Key.CriterionId!, Words(string.Join(' ', g.Select(s => s.Statement.Original)))));

        told.ToHashSet().ShouldBe(signed.Select(s => (s.Item1, Words(s.Item2))).ToHashSet(), ignoreOrder: true);
    }

    [Fact]
    public void The_longest_text_is_drawn_as_something_that_can_be_given()
    {
        var slides = SlidesOf.From(SignedTexts.Longest, SignedTexts.Caveats);

        slides.Count(s => !s.Hidden).ShouldBeLessThan(70);
        slides.Where(s => s.Hidden).ShouldNotBeEmpty();
        slides.GroupBy(s => (s.Kind, s.JudgementCode)).ShouldAllBe(g => g.Count(s => !s.Hidden) <= SlidesOf.MostShownOnTheSame);
        Fit(slides);
    }

    [Theory]
    [InlineData(50_000, "x")]
    [InlineData(10_000, "👩🏽‍👧")]
    [InlineData(3_000, "طفل ")]
    [InlineData(2_000, "A sentence. ")]
    public void Whatever_stands_in_a_text_each_slide_fits_and_no_character_is_cut(int times, string what)
    {
        var text = string.Concat(Enumerable.Repeat(what, times)).Trim();
        var document = SignedTexts.Of([SignedTexts.Judgement("LSCB", text[..Math.Min(text.Length, 400)].Trim('\ud83d'), 3, new AnswerText(text, text, text, text))]);

        var slides = SlidesOf.From(document, []);

        Fit(slides);
        var shown = slides.SelectMany(s => s.Statements).Select(s => s.Text).ToList();
        shown.Where(t => t.Length > 0 && (char.IsHighSurrogate(t.Last()) || char.IsLowSurrogate(t.First()))).ShouldBeEmpty();
        Words(string.Concat(slides.Where(s => s.Kind == SlideKind.Know).SelectMany(s => s.Statements).Where(s => s.CriterionId == "LSCB-01").Select(s => s.Original))).ShouldBe(Words(text));
    }

    [Fact]
    public void The_same_text_gives_the_same_slides() =>
        Told(SlidesOf.From(SignedTexts.Longest, SignedTexts.Caveats)).ShouldBe(Told(SlidesOf.From(SignedTexts.Longest, SignedTexts.Caveats)));

    [Fact]
    public void Notes_name_criterion_evidence_and_page_and_what_was_signed_in_full()
    {
        var deck = SignedTexts.Deck(SignedTexts.Short, null, p =>
        {
            var slide = p.Slides.First(s => s.Slide.Kind == SlideKind.Know).Slide;
            slide.TryRewrite(p, slide.Text with { Texts = ["Monthly.", slide.Text.Texts[1]], Notes = "Slowly." }, 0, Make.Now);
        });

        var notes = deck.Slides.First(s => s.Slide.Kind == SlideKind.Know).Notes;

        notes.ShouldContain("Slowly.");
        notes.ShouldContain("LSCB-01 Criterion 1 of LSCB");
        notes.ShouldContain("In full: Repeat referrals are discussed every month [2].");
        notes.ShouldContain(n => n.StartsWith("Evidence [2] What the participation group said", StringComparison.Ordinal));
        deck.Slides.First(s => s.Slide.Kind == SlideKind.HowKnown).Notes.ShouldContain("Evidence [1] Audit of repeat referrals, page 3");
    }

    [Fact]
    public void Grades_stand_beside_those_of_the_last_cycle_in_the_words_of_the_scale()
    {
        GradeDefinition[] scale = [Grade("outstanding", "Outstanding"), Grade("good", "Good"), Grade("inadequate", "Inadequate")];
        var last = SignedTexts.Of([SignedTexts.Judgement("LSCB", "Board", 1, AnswerText.Empty) with { Grade = "inadequate", GradeLabel = "Inadequate" }]);

        var chart = ChartsOf.Grades(SignedTexts.Short, last, scale)!;

        chart.Description.ShouldBe("Bar chart: Grades we gave ourselves. The effectiveness of the board: Now Good, Last cycle Inadequate.");
        ChartsOf.Grades(SignedTexts.Empty, null, scale).ShouldBeNull();
        ChartsOf.Coverage(SignedTexts.Short)!.Description.ShouldBe("Bar chart: Items of evidence. The effectiveness of the board: 2.");
    }

    private static GradeDefinition Grade(string code, string label) => new(code, 1, label);

    private static void Fit(IReadOnlyList<DrawnSlide> slides)
    {
        foreach (var slide in slides)
        {
            slide.Title.Length.ShouldBeInRange(1, Slide.LongestTitle);
            slide.Statements.Count.ShouldBeInRange(1, Slide.MostStatements, slide.Title);
            slide.Statements.ShouldAllBe(s => s.Text.Length <= LongestPoint);
            slide.Statements.Sum(s => s.Text.Length).ShouldBeLessThanOrEqualTo(Slide.MostCharacters, slide.Title);
        }
    }

    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string Told(IReadOnlyList<DrawnSlide> slides) => string.Join('\n', slides.SelectMany(s => s.Statements.Select(t => $"{s.Kind} {s.Title} {s.Hidden} {t.Heading} {t.Text} {string.Join(',', t.Evidence)}")));
}
