using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.UnitTests.Files;
using Portal.Web.Documents.Bundles;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Outline;
using UglyToad.PdfPig.Writer;
using Sample = Portal.UnitTests.Reading.Documents;

namespace Portal.UnitTests.Documents.Bundles;

public sealed class BindingPages : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_page_carries_its_place_and_sections_count_for_themselves()
    {
        var bound = Bind(Part("A", Of("Front one", "Front two"), "Front"), Part("B", Of("Audit"), "Audit"), Part("B", Of("Minutes one", "Minutes two"), "Minutes"));

        using var document = PdfDocument.Open(bound);
        document.GetPages().Select(p => p.Text).ShouldBe(["Front oneA-1", "Front twoA-2", "AuditB-1", "Minutes oneB-2", "Minutes twoB-3"]);
    }

    [Fact]
    public void Each_part_with_a_title_has_its_bookmark_and_those_below_it_are_inside()
    {
        var front = Of("Cover", "First", "Second");
        var bound = Bind(
            new BindingPart(front, 1, 1, "A", "Self-assessment – ŵ", 0, null), new BindingPart(front, 2, 1, "A", "First", 1, null), new BindingPart(front, 3, 1, "A", "Second", 1, null),
            new BindingPart(Of("Audit"), 1, 1, "B", "B-1 Audit", 0, 1));

        using var document = PdfDocument.Open(bound);
        document.TryGetBookmarks(out var bookmarks).ShouldBeTrue();
        bookmarks.GetNodes().OfType<DocumentBookmarkNode>().Select(n => (n.Title, n.Level, n.PageNumber)).ShouldBe(
            [("Self-assessment – ŵ", 0, 1), ("First", 1, 2), ("Second", 1, 3), ("B-1 Audit", 0, 4)]);
        document.Information.Title.ShouldBe("Bundle");
    }

    [Fact]
    public void A_link_to_a_place_leads_to_the_page_that_carries_it_and_one_to_a_place_that_is_not_there_leads_nowhere()
    {
        var linking = Save("linking.pdf", WithLinks(new PagePlace("B", 2).Address, new PagePlace("B", 9).Address, "https://www.gov.uk/"));
        var bound = Bind(new BindingPart(linking, 1, 1, "A", null, 0, null), Part("B", Of("One", "Two"), null));

        var text = Encoding.Latin1.GetString(File.ReadAllBytes(bound));
        text.ShouldNotContain("bundle.invalid");
        text.ShouldContain("https://www.gov.uk/");
        using var document = PdfDocument.Open(bound);
        document.GetPage(1).GetAnnotations().Select(a => a.Action).OfType<UglyToad.PdfPig.Actions.AbstractGoToAction>().Select(a => a.Destination.PageNumber).ShouldBe([3, 1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public void The_place_stands_in_the_lower_right_corner_of_what_is_seen_however_the_page_is_turned_and_cut(int rotation)
    {
        var turned = Save("turned.pdf", Raw($"/MediaBox [0 0 600 800] /CropBox [100 200 500 700] /Rotate {rotation}", "1 0 0 1 1000 1000 cm"));

        using var document = PdfDocument.Open(Bind(Part("B", turned, null, item: 1)));
        var page = document.GetPage(1);
        page.Text.ShouldBe("B-1");
        foreach (var letter in page.Letters)
        {
            letter.Location.X.ShouldBeInRange(page.Width - 60, page.Width, $"{letter.Location} of {page.Width} × {page.Height}");
            letter.Location.Y.ShouldBeInRange(0, 40, $"{letter.Location} of {page.Width} × {page.Height}");
        }
    }

    [Theory]
    [InlineData("1 0 0 1 200 300 cm q", "saves a state and does not restore it")]
    [InlineData("q q 1 0 0 1 200 300 cm q 2 0 0 2 0 0 cm", "saves three")]
    [InlineData("Q Q 1 0 0 1 200 300 cm", "restores what it did not save")]
    [InlineData("Q 1 0 0 1 200 300 cm q q", "does both")]
    [InlineData("1 0 0 1 200 300 cm q BT 5 0 0 5 90 90 Tm", "ends within text")]
    [InlineData("/Artifact BMC 1 0 0 1 200 300 cm q", "ends within marked content")]
    [InlineData("1 0 0 1 200 300 cm q % Q Q\n /Q <51> ( Q \\) Q (Q)) pop", "names, comments and strings are no operators")]
    [InlineData("1 0 0 1 200 300 cm q /Span <</ActualText (a > Q Q b)>> BDC EMC", "strings within a dictionary are none either")]
    [InlineData("1 0 0 1 200 300 cm q BI /W 3 /H 1 /BPC 8 /CS /G ID Q Q EI Q\u0001 EI", "bytes of a picture are no operators")]
    public void The_place_stands_where_it_belongs_whatever_the_page_leaves_open(string content, string why)
    {
        using var document = PdfDocument.Open(Bind(Part("B", Save("open.pdf", Raw("/MediaBox [0 0 600 800]", content)), null, item: 1)));

        var letters = document.GetPage(1).Letters;
        string.Concat(letters.Select(l => l.Value)).ShouldEndWith("B-1", Case.Sensitive, why);
        foreach (var letter in letters.TakeLast(3))
        {
            letter.Location.X.ShouldBeInRange(540, 600, why);
            letter.Location.Y.ShouldBeInRange(0, 40, why);
            letter.PointSize.ShouldBe(10, 0.1, why);
        }

        // Nothing that hides is around it, and every state is restored: the next tool that writes on the page starts clean.
        var depth = 0;
        foreach (var operation in document.GetPage(1).Operations.Select(o => o.Operator))
        {
            depth += operation switch { "q" => 1, "Q" => -1, _ => 0 };
            depth.ShouldBeGreaterThanOrEqualTo(0, why);
        }

        depth.ShouldBe(0, why);
    }

    [Fact]
    public void The_same_plan_gives_the_same_bytes()
    {
        var (one, two) = (Of("One"), Of("Two", "Three"));

        var first = File.ReadAllBytes(Bind(Part("A", one, "One"), Part("B", two, "Two")));
        var second = File.ReadAllBytes(Bind(Part("A", one, "One"), Part("B", two, "Two")));

        second.ShouldBe(first);
    }

    [Fact]
    public void A_document_whose_pages_cannot_be_copied_is_named_and_nothing_is_written()
    {
        var output = Path.Combine(_folder.Path, "bundle.pdf");
        var lost = Save("cut.pdf", Sample.Pdf("One", "Two")[..400]);

        PdfBinder.Bind(new BindingPlan(output, "Bundle", "Board", [Part("B", Of("Whole"), null, item: 1), new BindingPart(lost, 1, 2, "B", null, 0, 2)]), _ => { }).ShouldBe([2]);

        File.Exists(output).ShouldBeFalse();
        File.Exists(output + ".part").ShouldBeFalse();
    }

    public static TheoryData<string, PdfRefusal?> Bad => new()
    {
        { "empty file", PdfRefusal.Damaged },
        { "no PDF", PdfRefusal.Damaged },
        { "cut short", PdfRefusal.Damaged },
        { "with a password", PdfRefusal.Encrypted },
        { "with an owner's password alone", null },
        { "acting when a page is opened", PdfRefusal.Active },
        { "running a script from a button", PdfRefusal.Active },
        { "starting a program", PdfRefusal.Active },
        { "doing more after a link", PdfRefusal.Active },
        { "with a file inside", PdfRefusal.Active },
        { "turning in a circle", PdfRefusal.Damaged },
        { "no pages", PdfRefusal.Empty },
        { "too long", PdfRefusal.TooLong },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_document_that_is_not_bound_is_told_with_its_reason(string which, PdfRefusal? expected)
    {
        var path = Save("bad.pdf", which switch
        {
            "empty file" => [],
            "no PDF" => "Not a PDF at all"u8.ToArray(),
            "cut short" => Sample.Pdf("One")[..300],
            "with a password" => EncryptedPdfs.Locked256,
            "with an owner's password alone" => EncryptedPdfs.Open128,
            "acting when a page is opened" => Raw("/MediaBox [0 0 9 9] /AA << /O << /S /JavaScript /JS (app.alert(1)) >> >>", ""),
            "running a script from a button" => Raw("/MediaBox [0 0 9 9] /Annots [ << /Subtype /Widget /Rect [0 0 9 9] /A << /S /JavaScript /JS (app.alert(1)) >> >> ]", ""),
            "starting a program" => Raw("/MediaBox [0 0 9 9] /Annots [ << /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >> ]", ""),
            "doing more after a link" => Raw("/MediaBox [0 0 9 9] /Annots [ << /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.example) /Next << /S /JavaScript /JS (1) >> >> >> ]", ""),
            "with a file inside" => Raw("/MediaBox [0 0 9 9] /Annots [ << /Subtype /FileAttachment /Rect [0 0 9 9] >> ]", ""),
            "turning in a circle" => Tree("<< /Type /Pages /Count 2 /Kids [2 0 R 2 0 R] >>"),
            "no pages" => Tree("<< /Type /Pages /Count 0 /Kids [] >>"),
            _ => Sample.Pdf([.. Enumerable.Repeat("x", 6)]),
        });

        var (pages, refusal) = PdfBinder.Count(path, most: 5);

        refusal.ShouldBe(expected);
        (pages > 0).ShouldBe(expected is null);
    }

    [Fact]
    public void A_document_of_as_many_pages_as_are_bound_at_most_is_numbered_through_and_one_of_more_is_not_bound()
    {
        var most = new BundleOptions().MostPagesOfADocument;

        PdfBinder.Count(Save("longer.pdf", Leaves(most + 1)), most).ShouldBe((0, PdfRefusal.TooLong));
        var longest = Save("longest.pdf", Leaves(most));
        PdfBinder.Count(longest, most).ShouldBe((most, null));
        using var document = PdfDocument.Open(Bind(new BindingPart(longest, 1, most, "B", "Longest", 0, 1)));
        document.NumberOfPages.ShouldBe(most);
        document.GetPage(most).Text.ShouldBe($"B-{most}");

        static byte[] Leaves(int count) => Tree($"<< /Type /Pages /Count {count} /Kids [{string.Join(' ', Enumerable.Repeat("3 0 R", count))}] >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>");
    }

    [Fact]
    public async Task In_a_process_of_its_own_it_counts_and_binds_and_goes_on_after_a_document_that_ended_it()
    {
        await using var worker = new PdfWorker(new BundleOptions { ProcessorSeconds = 6 }, NullLogger.Instance);
        var whole = Of("One", "Two");
        (await worker.CountAsync(whole, default)).ShouldBe((2, null));

        // Sixty million arrays in each other take longer than the process may.
        var bomb = Path.Combine(_folder.Path, "bomb.pdf");
        await using (var file = File.CreateText(bomb))
        {
            await file.WriteAsync("%PDF-1.7\n1 0 obj\n");
            for (var i = 0; i < 600; i++)
            {
                await file.WriteAsync(new string('[', 100_000));
            }
        }

        (await worker.CountAsync(bomb, default)).Refusal.ShouldBe(PdfRefusal.TakesTooLong);
        (await worker.CountAsync(whole, default)).ShouldBe((2, null));
        var output = Path.Combine(_folder.Path, "bundle.pdf");
        var begun = new List<int>();
        (await worker.BindAsync(new BindingPlan(output, "Bundle", "Board", [Part("A", whole, "One")]), new Told(begun), default)).ShouldBeEmpty();
        begun.ShouldBe([0, 1], "the one part, and that all is closed");
        PrintedPdf.PagesOf(output).ShouldBe(2);
    }

    private string Bind(params IReadOnlyList<BindingPart> parts)
    {
        var output = Path.Combine(_folder.Path, "bundle.pdf");
        PdfBinder.Bind(new BindingPlan(output, "Bundle", "Northshire LSCB", parts), _ => { }).ShouldBeEmpty();
        return output;
    }

    private static BindingPart Part(string section, string path, string? bookmark, int? item = null) => new(path, 1, PrintedPdf.PagesOf(path), section, bookmark, 0, item);

    private string Of(params string[] pages) => Save($"{string.Join(' ', pages)}.pdf", Sample.Pdf(pages));

    private string Save(string name, byte[] content)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static byte[] WithLinks(params IReadOnlyList<string> addresses)
    {
        using var builder = new PdfDocumentBuilder();
        var page = builder.AddPage(PageSize.A4);
        page.AddText("Links", 12, new PdfPoint(50, 700), builder.AddStandard14Font(Standard14Font.Helvetica));
        foreach (var (i, address) in addresses.Index())
        {
            page.AddLink(address, new PdfRectangle(50, 600 - (20 * i), 100, 610 - (20 * i)));
        }

        return builder.Build();
    }

    /// <summary>One page as it is written by hand.</summary>
    private static byte[] Raw(string page, string content) => Tree(
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", $"<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R >>", $"<< /Length {content.Length} >>\nstream\n{content}\nendstream");

    private static byte[] Tree(params IReadOnlyList<string> objects)
    {
        var file = "%PDF-1.7\n";
        var places = new List<string>();
        foreach (var (i, content) in objects.Prepend("<< /Type /Catalog /Pages 2 0 R >>").Index())
        {
            places.Add($"{file.Length:0000000000} 00000 n \n");
            file += $"{i + 1} 0 obj\n{content}\nendobj\n";
        }

        return Encoding.Latin1.GetBytes(
            $"{file}xref\n0 {places.Count + 1}\n0000000000 65535 f \n{string.Concat(places)}trailer\n<< /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{file.Length}\n%%EOF\n");
    }

    private sealed class Told(List<int> numbers) : IProgress<int>
    {
        public void Report(int value) => numbers.Add(value);
    }
}
