using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Portal.Domain.Presentations;
using Portal.Web.Documents.Office;
using P = DocumentFormat.OpenXml.Presentation;

namespace Portal.Web.Documents.Slides;

/// <summary>
/// Writes a presentation as PowerPoint reads it: real layouts, a title on each slide, text in placeholders in the order in which it is read, charts that are drawn by PowerPoint with a description in words,
/// notes behind each slide. Hidden slides are in it, hidden.
/// </summary>
public static class PptxWriter
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    /// <summary>Characters of the body's name that stand in one line at the foot.</summary>
    private const int LongestFoot = 80;

    /// <param name="output">Must be able to go back.</param>
    /// <param name="deck">The presentation.</param>
    public static void Write(Stream output, SlideDeck deck)
    {
        using var file = PresentationDocument.Create(output, PresentationDocumentType.Presentation);
        file.PackageProperties.Title = XmlText.Clean(deck.Title);
        file.PackageProperties.Subject = "Opening presentation to the review team";
        file.PackageProperties.Description = deck.DrawnFrom;
        file.PackageProperties.Creator = XmlText.Clean(deck.Body);
        file.PackageProperties.Language = "en-GB";
        file.PackageProperties.ContentStatus = XmlText.Clean(deck.Marking);
        file.PackageProperties.Created = deck.DrawnAt;
        var root = file.AddPresentationPart();
        var master = root.AddNewPart<SlideMasterPart>();
        var theme = master.AddNewPart<ThemePart>();
        theme.Theme = new DocumentFormat.OpenXml.Drawing.Theme(PptxTemplate.Theme(deck.Colours, "Portal"));
        root.AddPart(theme);
        var layouts = Enum.GetValues<PptxTemplate.Layout>().ToDictionary(l => l, l =>
        {
            var part = master.AddNewPart<SlideLayoutPart>();
            part.SlideLayout = new P.SlideLayout(PptxTemplate.OfLayout(l));
            part.AddPart(master);
            return part;
        });
        master.SlideMaster = new P.SlideMaster(PptxTemplate.Master(layouts.Values.Select(master.GetIdOfPart)));
        var notes = root.AddNewPart<NotesMasterPart>();
        notes.AddNewPart<ThemePart>().Theme = new DocumentFormat.OpenXml.Drawing.Theme(PptxTemplate.Theme(PresentationColours.Usual, "Notes"));
        notes.NotesMaster = new P.NotesMaster(PptxTemplate.NotesMaster());
        var foot = $"{deck.Marking}   {Pieces.Start(deck.Body, LongestFoot)}";
        var slides = deck.Slides.Select(slide => root.GetIdOfPart(Add(root, layouts, notes, slide, foot))).ToList();
        root.Presentation = new P.Presentation(PptxTemplate.Presentation(root.GetIdOfPart(master), root.GetIdOfPart(notes), slides));
    }

    private static SlidePart Add(PresentationPart root, Dictionary<PptxTemplate.Layout, SlideLayoutPart> layouts, NotesMasterPart notes, DeckSlide slide, string foot)
    {
        var part = root.AddNewPart<SlidePart>();
        part.AddPart(layouts[LayoutOf(slide.Slide)]);
        part.Slide = new P.Slide(PptxTemplate.OfSlide(Shapes(part, slide.Slide) + PptxTemplate.FootOf(11, foot), slide.Hidden));
        var said = part.AddNewPart<NotesSlidePart>();
        said.AddPart(notes);
        said.AddPart(part);
        said.NotesSlide = new P.NotesSlide(PptxTemplate.NotesOf(slide.Notes));
        return part;
    }

    private static PptxTemplate.Layout LayoutOf(Slide slide) => slide switch
    {
        { Chart: not null } => PptxTemplate.Layout.Chart,
        { Kind: SlideKind.Title } => PptxTemplate.Layout.Title,
        _ when slide.Shown.Any(s => s.Second) && slide.Shown.Any(s => !s.Second) => PptxTemplate.Layout.TwoContent,
        _ => PptxTemplate.Layout.Content,
    };

    private static string Shapes(SlidePart part, Slide slide)
    {
        var shown = slide.Shown.ToList();
        switch (LayoutOf(slide))
        {
            case PptxTemplate.Layout.Title:
                return PptxTemplate.Shape(2, "Title", """type="ctrTitle" """, DrawingText.Paragraph(slide.Title, DrawingText.SizeOfTitle(slide.Title, PptxTemplate.Full / PptxTemplate.Point / 1.4) + 1200))
                    + PptxTemplate.Shape(3, "Subtitle", """type="subTitle" idx="1" """, Lines(shown, SizeOf(shown, PptxTemplate.Full, 1_700_000)));
            case PptxTemplate.Layout.Chart:
                var chart = part.AddNewPart<ChartPart>();
                PptxChart.Write(chart, slide.Chart!);
                return Title(slide) + PptxChart.Frame(3, part.GetIdOfPart(chart), slide.Chart!);
            case PptxTemplate.Layout.TwoContent:
                var (first, second) = (shown.Where(s => !s.Second).ToList(), shown.Where(s => s.Second).ToList());
                var size = Math.Min(SizeOf(first, PptxTemplate.Half, PptxTemplate.Depth), SizeOf(second, PptxTemplate.Half, PptxTemplate.Depth));
                return Title(slide) + PptxTemplate.Shape(3, "Content on the left", """idx="1" """, Points(first, size))
                    + PptxTemplate.Shape(4, "Content on the right", """idx="2" """, Points(second, size));
            default:
                return Title(slide) + PptxTemplate.Shape(3, "Content", """idx="1" """, Points(shown, SizeOf(shown, PptxTemplate.Full, PptxTemplate.Depth)));
        }
    }

    private static string Title(Slide slide) =>
        PptxTemplate.Shape(2, "Title", """type="title" """, DrawingText.Paragraph(slide.Title, DrawingText.SizeOfTitle(slide.Title, PptxTemplate.Full / PptxTemplate.Point)));

    /// <summary>The insets of a box take 0.1 inches at each side.</summary>
    private static int SizeOf(List<Statement> statements, int width, int height) => DrawingText.SizeOf(statements, (width / PptxTemplate.Point) - 15, (height / PptxTemplate.Point) - 8);

    private static string Points(List<Statement> statements, int size) => statements.Count == 0 ? "<a:p/>" : string.Concat(statements.Select(s => DrawingText.Point(s, size)));

    private static string Lines(List<Statement> statements, int size) => statements.Count == 0 ? "<a:p/>" : string.Concat(statements.Select(s => DrawingText.Paragraph(s.Text, size)));
}
