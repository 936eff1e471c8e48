using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Domain.Presentations;
using Portal.UnitTests.Files;
using Portal.Web.Documents.Printing;
using Portal.Web.Documents.Slides;
using UglyToad.PdfPig;
using A = DocumentFormat.OpenXml.Drawing;
using Presentation = Portal.Domain.Presentations.Presentation;
using Slide = Portal.Domain.Presentations.Slide;

namespace Portal.UnitTests.Presentations;

/// <summary>The file that PowerPoint reads, judged by the validator of the Open XML SDK and read back.</summary>
public sealed class WritingPowerPoint
{
    [Theory]
    [InlineData("emptiest")]
    [InlineData("short")]
    [InlineData("longest")]
    public void The_validator_finds_no_fault(string which)
    {
        using var file = Written(which);
        Keep(file, which);
        using var document = PresentationDocument.Open(file, false);

        new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(e => $"{e.Part?.Uri}: {e.Description} ({e.Path?.XPath})").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("emptiest")]
    [InlineData("longest")]
    public void Every_slide_has_a_title_that_is_read_first_real_layouts_and_notes(string which)
    {
        using var file = Written(which);
        using var document = PresentationDocument.Open(file, false);

        var slides = Slides(document);
        slides.ShouldAllBe(s => IsTitle(s.Slide!.CommonSlideData!.ShapeTree!.Elements<Shape>().First()));
        slides.ShouldAllBe(s => s.Slide!.CommonSlideData!.ShapeTree!.Elements<Shape>().First().InnerText.Length > 0);
        slides.ShouldAllBe(s => s.NotesSlidePart != null);
        slides.Select(s => s.SlideLayoutPart!.SlideLayout!.CommonSlideData!.Name!.Value).Distinct().ShouldBeSubsetOf(["Title", "Title and content", "Two contents", "Title and chart"]);
        slides.Select(s => s.SlideLayoutPart!.SlideLayout!.CommonSlideData!.Name!.Value).Distinct().Count().ShouldBeGreaterThan(2);
        document.PackageProperties.Title.ShouldBe("Opening presentation");
        document.PackageProperties.Language.ShouldBe("en-GB");
    }

    [Fact]
    public void All_words_of_the_longest_text_are_in_slides_and_notes_and_hidden_slides_are_hidden()
    {
        using var file = Written("longest");
        using var document = PresentationDocument.Open(file, false);
        var slides = Slides(document);

        var words = string.Concat(slides.Select(s => s.Slide!.InnerText + s.NotesSlidePart!.NotesSlide!.InnerText));
        foreach (var criterion in SignedTexts.Longest.Judgements.SelectMany(j => j.Criteria))
        {
            words.ShouldContain($"{criterion.Id} {criterion.Title}");
        }

        foreach (var sentence in SignedTexts.Long("difference").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            words.ShouldContain(sentence);
        }

        slides.Count(s => s.Slide!.Show?.Value == false).ShouldBe(SignedTexts.Deck(SignedTexts.Longest, SignedTexts.Caveats).Slides.Count(s => s.Hidden));
    }

    [Theory]
    [InlineData("emptiest")]
    [InlineData("short")]
    [InlineData("longest")]
    public async Task In_another_program_each_slide_that_is_shown_is_a_page_that_holds_all_its_words(string which)
    {
        var office = new OfficeConverter(new PrintingOptions(), NullLogger<OfficeConverter>.Instance);
        Assert.SkipUnless(office.IsAvailable, "LibreOffice is not installed.");
        using var file = Written(which);
        using var folder = new TemporaryFolder();
        var drawn = Path.Combine(folder.Path, "drawn.pdf");
        await office.ConvertAsync(file, ".pptx", drawn, TestContext.Current.CancellationToken);

        using var pages = PdfDocument.Open(drawn);
        var shown = DeckOf(which).Slides.Where(s => !s.Hidden).Select(s => s.Slide).ToList();
        pages.NumberOfPages.ShouldBe(shown.Count);
        foreach (var (slide, page) in shown.Zip(pages.GetPages()))
        {
            var words = Letters(page.Text);
            foreach (var said in slide.Shown.Select(s => s.Text).Prepend(slide.Title))
            {
                words.ShouldContain(Letters(said), Case.Sensitive, $"slide {page.Number}");
            }

            page.Letters.Where(l => l.Value.Trim().Length > 0 && (l.StartBaseLine.X < 0 || l.EndBaseLine.X > page.Width || l.StartBaseLine.Y < 0 || l.StartBaseLine.Y > page.Height)).ShouldBeEmpty($"slide {page.Number}");
        }
    }

    [Fact]
    public void A_chart_is_PowerPoints_own_with_its_figures_and_a_description()
    {
        using var file = Written("short");
        using var document = PresentationDocument.Open(file, false);

        var slide = Slides(document).First(s => s.ChartParts.Any());
        slide.ChartParts.Single().EmbeddedPackagePart.ShouldNotBeNull();
        slide.Slide!.Descendants<GraphicFrame>().Single().NonVisualGraphicFrameProperties!.NonVisualDrawingProperties!.Description!.Value.ShouldStartWith("Bar chart: ");
    }

    [Fact]
    public void What_people_wrote_is_text_and_each_run_names_its_language()
    {
        using var file = Written("short");
        using var document = PresentationDocument.Open(file, false);

        var added = Slides(document).Single(s => s.Slide!.InnerText.Contains("Ours", StringComparison.Ordinal));
        added.Slide!.InnerText.ShouldContain("<b>Ŵyl y plant</b> & \"طفل بأمان\", 👩🏽‍👧 \uFFFD");
        added.Slide!.Descendants<A.RunProperties>().ShouldAllBe(r => r.Language!.Value == "en-GB");
    }

    private static MemoryStream Written(string which)
    {
        var file = new MemoryStream();
        PptxWriter.Write(file, DeckOf(which));
        file.Position = 0;
        return file;
    }

    private static SlideDeck DeckOf(string which) => which switch
    {
        "emptiest" => SignedTexts.Deck(SignedTexts.Empty),
        "longest" => SignedTexts.Deck(SignedTexts.Longest, SignedTexts.Caveats, Fill),
        _ => SignedTexts.Deck(SignedTexts.Short, SignedTexts.Caveats, Fill),
    };

    /// <summary>As full as a body can make it.</summary>
    private static void Fill(Presentation presentation)
    {
        presentation.TryPlan(presentation.Settings with { Colours = PresentationColours.Of("FFDD00", "0B0C0C") }, 0, Make.Now).ShouldBeTrue();
        presentation.AddSlide("Ours", [SignedTexts.Hostile, "Another point of ours"], null, Make.Now);
        presentation.AddSlide(new string('W', Slide.LongestTitle), [.. Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("Mmmmm", 27)), 6)], null, Make.Now);
        presentation.AddChart("A measure", SlideChart.Measured("Repeat referrals within a year", "2012: 31\n2013: 24.5\n2014: 19"), null, Make.Now);
        presentation.AddChart("Twenty bars", SlideChart.Measured("Referrals", string.Join('\n', Enumerable.Range(1, 20).Select(i => $"District {i} with a name that goes on and on until it has a hundred characters or nearly so: {i * 3}"))), null, Make.Now);
        presentation.AddChart("Coverage", ChartsOf.Coverage(SignedTexts.Longest)!, null, Make.Now);
        presentation.AddChart(
            "Grades",
            new SlideChart(SlideChartKind.Grades, "Grades we gave ourselves", ["Help and protection", "Looked after", "Leadership"], [new("Now", [3, 2, null]), new("Last cycle", [2, 2, 4])], ["Inadequate", "Requires improvement", "Good", "Outstanding"]),
            null, Make.Now);
    }

    /// <summary>Without what a program may set otherwise: spaces, hyphens, joined letters, letters of other scripts.</summary>
    private static string Letters(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsAsciiLetterOrDigit));

    private static List<SlidePart> Slides(PresentationDocument document) =>
        [.. document.PresentationPart!.Presentation!.SlideIdList!.Elements<SlideId>().Select(id => (SlidePart)document.PresentationPart.GetPartById(id.RelationshipId!))];

    private static bool IsTitle(Shape shape) => shape.NonVisualShapeProperties!.ApplicationNonVisualDrawingProperties!.PlaceholderShape!.Type!.Value is var type
        && (type == PlaceholderValues.Title || type == PlaceholderValues.CenteredTitle);

    /// <summary>Where a folder is named the files are kept, to be looked at by people.</summary>
    private static void Keep(MemoryStream file, string which)
    {
        if (Environment.GetEnvironmentVariable("PRESENTATION_FILES") is { } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{which}.pptx"), file.ToArray());
        }
    }
}
