using Portal.Domain.Common;
using Portal.Domain.Presentations;

namespace Portal.UnitTests.Presentations;

public sealed class EditingAPresentation
{
    private static readonly DateTime Later = Make.Now.AddHours(1);

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
    public void Whoever_comes_second_is_not_saved_unless_it_says_the_same()
    {
        var presentation = Drawn();
        var slide = presentation.Slides[0].Slide;
        slide.TryRewrite(presentation, slide.Text with { Title = "First" }, 0, Later);

        slide.TryRewrite(presentation, slide.Text with { Title = "Second" }, 7, Later).ShouldBeFalse();
        slide.TryRewrite(presentation, slide.Text with { Title = "First" }, 7, Later).ShouldBeTrue();

        slide.Title.ShouldBe("First");
    }

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
        Make.CodeOf(() => presentation.Remove(presentation.Slides[0].Slide.Id, Later)).ShouldBe("presentation.drawn");
        presentation.Remove(added.Id, Later);
        Titles(presentation).ShouldBe(["One", "Two", "Three"]);
        Make.CodeOf(() => presentation.Remove(added.Id, Later)).ShouldBe("presentation.no-such-slide");
    }

    [Fact]
    public void Once_it_was_handed_over_nothing_of_it_changes_and_a_copy_does()
    {
        var presentation = Drawn();
        presentation.HandOver(Later);
        var slide = presentation.Slides[0].Slide;

        foreach (var change in new Action[]
        {
            () => presentation.MoveUp(slide.Id, Later), () => presentation.Hide(slide.Id, Later), () => presentation.AddSlide("More", [], null, Later), () => presentation.Choose(PresentationColours.Usual, Later),
            () => presentation.Plan("Other", 10, Later), () => presentation.HandOver(Later), () => slide.TryRewrite(presentation, slide.Text, 0, Later),
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
    public void What_shows_nothing_cannot_be_handed_over()
    {
        var presentation = Drawn();
        foreach (var placed in presentation.Slides)
        {
            presentation.Hide(placed.Slide.Id, Later);
        }

        Make.CodeOf(() => presentation.HandOver(Later)).ShouldBe("presentation.all-hidden");
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
        var chart = SlideChart.Measured("Repeat referrals", "2013: 24.5 %\n\n2014/15: 1,020\nTarget: the best: -3");

        chart.Categories.ShouldBe(["2013", "2014/15", "Target: the best"]);
        chart.Series.Single().Values.ShouldBe([24.5, 1020, -3]);
        chart.Description.ShouldBe("Bar chart: Repeat referrals. 2013: 24.5; 2014/15: 1020; Target: the best: -3.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("2013 24")]
    [InlineData("2013: many")]
    [InlineData("2013: NaN")]
    [InlineData(": 4")]
    public void Figures_that_are_none_are_refused(string lines) => Make.CodeOf(() => SlideChart.Measured("Referrals", lines)).ShouldBe("presentation.figures");

    private static Presentation Drawn() => Presentation.Draw(
        Make.SignedVersion(Make.Assessment()),
        "Opening presentation",
        [
            new DrawnSlide(SlideKind.Know, "One", [new Statement("LSCB-01", "Referrals are discussed every month.", "Referrals are discussed every month.", "LSCB-01", [1]), new Statement(null, "Two.", "Two.", null, [])], "LSCB"),
            new DrawnSlide(SlideKind.Next, "Two", []),
            new DrawnSlide(SlideKind.Caveats, "Three", []),
        ],
        Make.Now);

    private static string[] Titles(Presentation presentation) => [.. presentation.Slides.Select(s => s.Slide.Title)];
}
