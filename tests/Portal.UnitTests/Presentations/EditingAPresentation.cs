using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;

namespace Portal.UnitTests.Presentations;

public sealed class EditingAPresentation
{
    private static readonly DateTime Later = Make.Now.AddHours(1);

    private static readonly Body _board = Make.Board();

    [Fact]
    public void It_is_drawn_only_from_a_version_that_both_have_signed()
    {
        var version = Make.Version(Make.Assessment());

        Make.CodeOf(() => Presentation.Draw(version, "Opening", [], Make.Now)).ShouldBe("presentation.not-signed");
    }

    [Fact]
    public void Slides_change_places_and_the_first_and_the_last_stay_where_they_are()
    {
        var presentation = Drawn();
        var (first, last) = (presentation.Slides[0].Slide.Id, presentation.Slides[2].Slide.Id);

        presentation.MoveUp(last, Later);
        presentation.MoveUp(first, Later);
        presentation.MoveDown(presentation.Slides[2].Slide.Id, Later);

        Titles(presentation).ShouldBe(["One", "Three", "Two"]);
        presentation.Slides.Select(s => s.Number).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_hidden_slide_stays_and_takes_no_time()
    {
        var presentation = Drawn();
        presentation.Hide(presentation.Slides[1].Slide.Id, Later);

        presentation.Slides.Count.ShouldBe(3);
        presentation.Shown.Count().ShouldBe(2);
        presentation.TotalMinutes.ShouldBe(2);
        presentation.Show(presentation.Slides[1].Slide.Id, Later);
        presentation.TotalMinutes.ShouldBe(3);
    }

    [Fact]
    public void What_is_shortened_keeps_the_signed_words_its_criterion_and_its_evidence()
    {
        var presentation = Drawn();
        var slide = presentation.Slides[0].Slide;

        slide.TryRewrite(presentation, new SlideText("Shorter", ["Monthly.", ""], "Say it slowly.", 3), 0, Later).ShouldBeTrue();

        slide.Title.ShouldBe("Shorter");
        slide.Statements[0].ShouldSatisfyAllConditions(
            s => s.Text.ShouldBe("Monthly."), s => s.Original.ShouldBe("Referrals are discussed every month."), s => s.CriterionId.ShouldBe("LSCB-01"), s => s.Evidence.ShouldBe([1]), s => s.IsShortened.ShouldBeTrue());
        slide.Shown.Count().ShouldBe(1, "A point that was cleared is left out of the slide, and stays.");
        (slide.Notes, slide.Minutes).ShouldBe(("Say it slowly.", 3));
    }

    [Fact]
    public void The_title_that_holds_a_signed_grade_stays_and_a_grade_that_is_worded_anew_keeps_the_one_that_was_signed()
    {
        var presentation = Presentation.Draw(
            Make.SignedVersion(Make.Assessment(_board.Id)), "Opening", [new DrawnSlide(SlideKind.Judgement, "Overall: requires improvement", [Statement.Signed("requires improvement", "Grade")])], Make.Now);
        var slide = presentation.Slides[0].Slide;

        slide.TryRewrite(presentation, new SlideText("Overall: good", ["nearly good"], "", 1), 0, Later).ShouldBeTrue();

        slide.Title.ShouldBe("Overall: requires improvement");
        slide.Statements[0].ShouldSatisfyAllConditions(s => s.Original.ShouldBe("requires improvement"), s => s.IsShortened.ShouldBeTrue());
    }

    [Fact]
    public void Whoever_comes_second_is_not_saved_unless_it_says_the_same()
    {
        var presentation = Drawn();
        var slide = presentation.Slides[0].Slide;
        slide.TryRewrite(presentation, slide.Text with { Title = "First" }, 0, Later);

        slide.TryRewrite(presentation, slide.Text with { Title = "Second" }, 7, Later).ShouldBeFalse();
        slide.TryRewrite(presentation, slide.Text with { Title = "First" }, 7, Later).ShouldBeTrue();

        slide.Title.ShouldBe("First");
    }

    [Fact]
    public void An_added_slide_that_is_sent_twice_with_its_empty_fields_is_one_change()
    {
        var presentation = Drawn();
        var added = presentation.AddSlide("Ours", ["A point"], null, Later);
        var typed = new SlideText("Ours", ["Another point", "", " ", "", "", ""], "", 1);
        added.TryRewrite(presentation, typed, 0, Later);

        added.TryRewrite(presentation, typed, 7, Later).ShouldBeTrue();
        added.TryRewrite(presentation, typed with { Texts = ["Another point", "And one more", "", "", "", ""] }, 7, Later).ShouldBeFalse();

        added.Statements.Select(s => s.Text).ShouldBe(["Another point"]);
    }

    [Fact]
    public void Whoever_plans_second_is_not_saved_unless_it_says_the_same_and_moved_slides_do_not_matter()
    {
        var presentation = Drawn();
        var first = new PresentationSettings(" First ", 20, PresentationColours.Usual);
        presentation.MoveDown(presentation.Slides[0].Slide.Id, Later);

        presentation.TryPlan(first, 0, Later).ShouldBeTrue();
        presentation.TryPlan(first with { Title = "Second" }, 0, Later).ShouldBeFalse();
        presentation.TryPlan(first, 0, Later).ShouldBeTrue();

        presentation.Settings.ShouldBe(first with { Title = "First" });
        presentation.TryPlan(first with { Title = "Second" }, presentation.SettingsVersion, Later).ShouldBeTrue();
        presentation.Title.ShouldBe("Second");
    }

    [Theory]
    [InlineData(" ", 20, "presentation.no-title")]
    [InlineData("Title", 0, "presentation.minutes")]
    [InlineData("Title", 241, "presentation.minutes")]
    public void What_cannot_be_planned_is_refused(string title, int minutes, string code) =>
        Make.CodeOf(() => Drawn().TryPlan(new PresentationSettings(title, minutes, PresentationColours.Usual), 0, Later)).ShouldBe(code);

    [Theory]
    [InlineData("", 10, 1)]
    [InlineData("Title", 401, 1)]
    [InlineData("Title", 10, 61)]
    [InlineData("Title", 10, -1)]
    public void What_does_not_fit_a_slide_is_refused(string title, int length, int minutes)
    {
        var presentation = Drawn();
        var slide = presentation.Slides[0].Slide;

        Should.Throw<RuleBroken>(() => slide.TryRewrite(presentation, new SlideText(title, [new string('x', length), ""], "", minutes), 0, Later));

        slide.Title.ShouldBe("One");
    }

    [Fact]
    public void A_slide_takes_six_points_and_a_thousand_characters()
    {
        var presentation = Drawn();

        Make.CodeOf(() => presentation.AddSlide("Many", [.. Enumerable.Repeat("A point", 7)], null, Later)).ShouldBe("slide.does-not-fit");
        Make.CodeOf(() => presentation.AddSlide("Long", [.. Enumerable.Repeat(new string('x', 300), 4)], null, Later)).ShouldBe("slide.does-not-fit");
        presentation.Slides.Count.ShouldBe(3);
    }

    [Fact]
    public void A_slide_is_added_where_it_was_asked_for_and_can_be_removed_a_drawn_one_cannot()
    {
        var presentation = Drawn();
        var added = presentation.AddSlide("Ours", ["A point\nin two lines", " ", "Another"], presentation.Slides[0].Slide.Id, Later);

        Titles(presentation).ShouldBe(["One", "Ours", "Two", "Three"]);
        added.Statements.Select(s => s.Text).ShouldBe(["A point in two lines", "Another"]);
        Make.CodeOf(() => presentation.TryRemove(presentation.Slides[0].Slide.Id, 0, Later)).ShouldBe("presentation.drawn");
        presentation.TryRemove(added.Id, 7, Later).ShouldBeFalse("It is not as it was shown.");
        Titles(presentation).ShouldBe(["One", "Ours", "Two", "Three"]);
        presentation.TryRemove(added.Id, 0, Later).ShouldBeTrue();
        Titles(presentation).ShouldBe(["One", "Two", "Three"]);
        Make.CodeOf(() => presentation.TryRemove(added.Id, 0, Later)).ShouldBe("presentation.no-such-slide");
    }

    [Fact]
    public void Once_it_was_handed_over_nothing_of_it_changes_and_a_copy_does()
    {
        var presentation = Drawn();
        presentation.HandOver(0, OwnReview(), SecurityMarking.Official, Later);
        var slide = presentation.Slides[0].Slide;

        foreach (var change in new Action[]
        {
            () => presentation.MoveUp(slide.Id, Later), () => presentation.Hide(slide.Id, Later), () => presentation.AddSlide("More", [], null, Later), () => presentation.TryRemove(slide.Id, 0, Later),
            () => presentation.TryPlan(presentation.Settings, 0, Later), () => presentation.HandOver(0, OwnReview(), SecurityMarking.Official, Later), () => slide.TryRewrite(presentation, slide.Text, 0, Later),
        })
        {
            Make.CodeOf(change).ShouldBe("presentation.handed-over");
        }

        var copy = presentation.Copy(Later);
        copy.MoveDown(copy.Slides[0].Slide.Id, Later);
        Titles(copy).ShouldBe(["Two", "One", "Three"]);
        Titles(presentation).ShouldBe(["One", "Two", "Three"]);
    }

    [Fact]
    public void It_is_handed_over_to_one_review_of_its_own_body_and_keeps_the_marking_of_that_day()
    {
        var presentation = Drawn();
        Make.CodeOf(() => presentation.HandOver(0, Review.SetUp(Make.Board(), "Another", Make.Today), SecurityMarking.Official, Later)).ShouldBe("presentation.other-review");
        var review = OwnReview();

        presentation.HandOver(0, review, SecurityMarking.Official, Later);

        (presentation.ReviewId, presentation.Marking, presentation.HandedOverAt, presentation.SignedNumber).ShouldBe((review.Id, SecurityMarking.Official, Later, 1));
        var copy = presentation.Copy(Later);
        (copy.ReviewId, copy.Marking, copy.HandedOverAt, copy.SignedNumber).ShouldBe((null, null, null, 1));
    }

    [Fact]
    public void What_shows_nothing_cannot_be_handed_over()
    {
        var presentation = Drawn();
        foreach (var placed in presentation.Slides)
        {
            presentation.Hide(placed.Slide.Id, Later);
        }

        Make.CodeOf(() => presentation.HandOver(0, OwnReview(), SecurityMarking.Official, Later)).ShouldBe("presentation.all-hidden");
    }

    [Theory]
    [InlineData("0b5a63", "#ffffff")]
    [InlineData("#FFDD00", "0B0C0C")]
    public void Colours_that_can_be_read_are_taken(string band, string title)
    {
        var colours = PresentationColours.Of(band, title);

        Contrast.Ratio(colours.Band, colours.OnBand).ShouldBeGreaterThanOrEqualTo(4.5);
        Contrast.Ratio(colours.Ink, "FFFFFF").ShouldBeGreaterThanOrEqualTo(4.5, "Bars and lines are seen on white too.");
    }

    [Theory]
    [InlineData("#777777", "#FFFFFF", "presentation.contrast")]
    [InlineData("#FFDD00", "#FFFFFF", "presentation.contrast")]
    [InlineData("red", "#FFFFFF", "presentation.no-colour")]
    [InlineData("#0B5A63", "#FFF", "presentation.no-colour")]
    [InlineData("#0B5A63", null, "presentation.no-colour")]
    public void Colours_that_cannot_be_read_are_refused(string? band, string? title, string code) => Make.CodeOf(() => PresentationColours.Of(band, title)).ShouldBe(code);

    [Fact]
    public void Contrast_is_measured_as_WCAG_says()
    {
        Contrast.Ratio("000000", "FFFFFF").ShouldBe(21, 0.001);
        Contrast.Ratio("777777", "FFFFFF").ShouldBe(4.48, 0.01);
        Contrast.Ratio("0B5A63", "0B5A63").ShouldBe(1);
    }

    [Fact]
    public void A_measure_is_read_line_by_line()
    {
        var chart = SlideChart.Measured("Repeat referrals", "2013: 24.5 %\n\n2014/15: 1,020\nTarget: the best: -3\nAll: 1,234,567.5");

        chart.Categories.ShouldBe(["2013", "2014/15", "Target: the best", "All"]);
        chart.Series.Single().Values.ShouldBe([24.5, 1020, -3, 1234567.5]);
        chart.Description.ShouldBe("Bar chart: Repeat referrals. 2013: 24.5; 2014/15: 1020; Target: the best: -3; All: 1234567.5.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("2013 24")]
    [InlineData("2013: many")]
    [InlineData("2013: NaN")]
    [InlineData("2013: 1e3")]
    [InlineData("2013: 1.2.3")]
    [InlineData(": 4")]
    public void Figures_that_are_none_are_refused(string lines) => Make.CodeOf(() => SlideChart.Measured("Referrals", lines)).ShouldBe("presentation.figures");

    [Theory]
    [InlineData("24,5")]
    [InlineData("24,50 %")]
    [InlineData("1,0200")]
    [InlineData("1.020,5")]
    [InlineData(",5")]
    public void A_comma_that_does_not_separate_thousands_is_refused_and_not_passed_over(string figure)
    {
        var refused = Should.Throw<RuleBroken>(() => SlideChart.Measured("Referrals", $"2013: 31\n2014: {figure}"));

        (refused.Code, refused.Field).ShouldBe(("presentation.comma", "Figures"));
        refused.Message.ShouldStartWith($"“2014: {figure}” has a comma");
    }

    private static Review OwnReview() => Review.SetUp(_board, "Review of Northshire", Make.Today);

    private static Presentation Drawn() => Presentation.Draw(
        Make.SignedVersion(Make.Assessment(_board.Id)),
        "Opening presentation",
        [
            new DrawnSlide(SlideKind.Know, "One", [new Statement("LSCB-01", "Referrals are discussed every month.", "Referrals are discussed every month.", "LSCB-01", [1]), new Statement(null, "Two.", "Two.", null, [])], "LSCB"),
            new DrawnSlide(SlideKind.Next, "Two", []),
            new DrawnSlide(SlideKind.Caveats, "Three", []),
        ],
        Make.Now);

    private static string[] Titles(Presentation presentation) => [.. presentation.Slides.Select(s => s.Slide.Title)];
}
