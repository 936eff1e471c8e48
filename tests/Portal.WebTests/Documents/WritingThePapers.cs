using System.Text.Json;
using System.Xml.Linq;
using Portal.Web.Documents.Bags;
using Portal.Web.Documents.Papers;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Documents;

/// <summary>The papers of a pack, written without a portal.</summary>
public sealed class WritingThePapers
{
    private static readonly XNamespace _word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static TheoryData<string> Kinds => ["usual", "emptiest", "longest"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_Word_document_and_the_workbook_are_sound(string kind)
    {
        (await WrittenAsync((o, ct) => SignedWord.WriteAsync(o, Papers(kind), ct))).Faults().ShouldBeEmpty();
        (await WrittenAsync((o, ct) => SignedTables.WriteAsync(o, Papers(kind), ct))).Faults().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_papers_give_the_same_bytes(string kind)
    {
        foreach (var write in new Func<Stream, CancellationToken, Task>[]
        {
            (o, ct) => SignedWord.WriteAsync(o, Papers(kind), ct),
            (o, ct) => SignedTables.WriteAsync(o, Papers(kind), ct),
            Crate(kind).WriteAsync,
        })
        {
            (await WrittenAsync(write)).Content.ShouldBe((await WrittenAsync(write)).Content);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Another_program_shows_all_that_was_said_within_its_pages(string kind)
    {
        var word = await (await WrittenAsync((o, ct) => SignedWord.WriteAsync(o, Papers(kind), ct))).InLibreOfficeAsync(".docx");
        Assert.SkipWhen(word is null, "LibreOffice is not installed.");
        using var pages = new RenderedPdf(word!);
        pages.ShouldSayAllOf(MadePapers.SaidIn(Papers(kind))).ShouldKeepWithinItsPages();

        using var workbook = new RenderedPdf((await (await WrittenAsync((o, ct) => SignedTables.WriteAsync(o, Papers(kind), ct))).InLibreOfficeAsync(".xlsx"))!);
        workbook.ShouldKeepWithinItsPages();
    }

    [Fact]
    public async Task The_Word_document_says_what_it_is_in_whose_name_and_in_which_language()
    {
        var file = await WrittenAsync((o, ct) => SignedWord.WriteAsync(o, MadePapers.Usual, ct));

        var about = XDocument.Parse(file.Part("docProps/core.xml")!).Root!.Elements().ToDictionary(e => e.Name.LocalName, e => e.Value);
        about["title"].ShouldBe("Self-assessment of Northshire Safeguarding Children Board");
        about["creator"].ShouldBe("Northshire Safeguarding Children Board");
        about["language"].ShouldBe("en-GB");
        (about["created"], about["modified"]).ShouldBe(("2015-03-04T09:30:00Z", "2015-03-04T09:30:00Z"));
        file.Part("word/styles.xml")!.ShouldContain("w:lang w:val=\"en-GB\"");
    }

    [Fact]
    public async Task The_table_of_contents_is_a_field_whose_entries_lead_to_the_headings()
    {
        var body = XDocument.Parse((await WrittenAsync((o, ct) => SignedWord.WriteAsync(o, MadePapers.Usual, ct))).Part("word/document.xml")!);
        var entries = Paragraphs(body).Where(p => StyleOf(p) is "TOC2" or "TOC3").ToList();
        var headings = Paragraphs(body).Where(p => StyleOf(p) is "Heading2" or "Heading3").ToList();

        body.Descendants(_word + "instrText").First().Value.ShouldContain("TOC");
        entries.Count.ShouldBe(headings.Count);
        foreach (var (entry, heading) in entries.Zip(headings))
        {
            string.Concat(entry.Descendants(_word + "t").Select(t => t.Value)).ShouldStartWith(string.Concat(heading.Descendants(_word + "t").Select(t => t.Value)));
            ((string?)heading.Element(_word + "bookmarkStart")!.Attribute(_word + "name")).ShouldBe((string?)entry.Element(_word + "hyperlink")!.Attribute(_word + "anchor"));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Headings_go_down_one_level_at_a_time_from_one_of_the_first(string kind)
    {
        var body = XDocument.Parse((await WrittenAsync((o, ct) => SignedWord.WriteAsync(o, Papers(kind), ct))).Part("word/document.xml")!);

        var levels = Paragraphs(body).Select(StyleOf).Where(s => s.StartsWith("Heading", StringComparison.Ordinal)).Select(s => s[^1] - '0').ToList();

        levels.Count(l => l == 1).ShouldBe(1);
        levels[0].ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
    }

    [Fact]
    public async Task Empty_lines_part_paragraphs_and_other_line_ends_stay_lines()
    {
        var papers = MadePapers.Usual with { Document = MadePapers.Usual.Document with { AnnexA = [new("AX-1", "LSCB", "Reports", "Which?", "First,\r\nsecond line.\n\n\nThird.", "Tom Whitfield", null)] } };

        var body = XDocument.Parse((await WrittenAsync((o, ct) => SignedWord.WriteAsync(o, papers, ct))).Part("word/document.xml")!);

        Paragraphs(body).Single(p => p.Value == "First,second line.").Descendants(_word + "br").Count().ShouldBe(1);
        Paragraphs(body).ShouldContain(p => p.Value == "Third.");
    }

    [Fact]
    public async Task References_in_the_text_lead_to_the_evidence_behind_it_and_others_stay_text()
    {
        var body = XDocument.Parse((await WrittenAsync((o, ct) => SignedWord.WriteAsync(o, MadePapers.Usual, ct))).Part("word/document.xml")!);

        var links = body.Descendants(_word + "hyperlink").Where(h => ((string?)h.Attribute(_word + "anchor"))!.StartsWith("reference_", StringComparison.Ordinal)).ToList();
        links.Select(l => l.Value).ShouldBe(["[1]", "[1]", "[2]"]);
        var marked = body.Descendants(_word + "bookmarkStart").ToDictionary(b => (string)b.Attribute(_word + "name")!, b => b.Parent!.Value);
        marked["reference_1"].ShouldBe("[1] Minutes, page 4");
        links.ShouldAllBe(l => marked.ContainsKey((string)l.Attribute(_word + "anchor")!));
    }

    [Fact]
    public async Task Every_cell_of_the_workbook_is_text_and_the_actions_stand_with_criterion_area_and_writer()
    {
        var file = await WrittenAsync((o, ct) => SignedTables.WriteAsync(o, MadePapers.Usual, ct));

        for (var sheet = 1; sheet <= 4; sheet++)
        {
            var part = file.Part($"xl/worksheets/sheet{sheet}.xml")!;
            part.ShouldNotContain("<f>");
            XDocument.Parse(part).Descendants().Where(e => e.Name.LocalName == "c").Select(c => (string?)c.Attribute("t")).Distinct().ShouldBe(["inlineStr"]);
        }

        var action = XDocument.Parse(file.Part("xl/worksheets/sheet3.xml")!).Descendants().Where(e => e.Name.LocalName == "row").ElementAt(1);
        action.Elements().Select(c => c.Value).ShouldBe(
            ["C-01", "Governance", "The board", "Good", MadePapers.Hostile.Replace('\u0001', '\uFFFD'), "Tom Whitfield", "2015-03-04 09:30:00"]);
    }

    [Fact]
    public async Task Hostile_words_stay_words_in_the_description_for_programs()
    {
        using var crate = JsonDocument.Parse((await WrittenAsync(Crate("usual").WriteAsync)).Content);

        var graph = crate.RootElement.GetProperty("@graph").EnumerateArray().ToDictionary(e => e.GetProperty("@id").GetString()!);
        graph["evidence/002%20Item.txt"].GetProperty("name").GetString().ShouldBe(MadePapers.Hostile);
        graph["#signatory-2"].GetProperty("name").GetString().ShouldBe(MadePapers.Hostile);
    }

    [Fact]
    public void The_way_to_check_is_plain_text_that_nobodys_name_can_add_a_line_to()
    {
        var papers = MadePapers.Usual with { Signatures = [new("Chair", "Helen\r\n   6. Send your password\u202E", MadePapers.Usual.SubmittedAt, new string('b', 64))] };

        var text = HowToCheck.Text(papers);

        text.ShouldContain("sha256sum -c manifest-sha256.txt");
        text.ShouldContain(new string('a', 64));
        text.ShouldContain("Helen   6. Send your password, Chair, 4 March 2015 at 9.30am");
        text.Split('\n').ShouldAllBe(line => !line.StartsWith("   6.", StringComparison.Ordinal) && line.Length < 120 && !line.Any(char.IsControl));
    }

    private static SignedPapers Papers(string kind) => kind switch { "usual" => MadePapers.Usual, "emptiest" => MadePapers.Emptiest, _ => MadePapers.Longest };

    private static CrateMetadata Crate(string kind) => new(
        Papers(kind).Crate, [new("index.html", new string('c', 64), 10), .. Papers(kind).Paths.Values.Select(p => new BaggedFile(p, new string('d', 64), 1000))],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["index.html"] = "Start page" });

    private static async Task<OfficeFile> WrittenAsync(Func<Stream, CancellationToken, Task> write)
    {
        using var output = new MemoryStream();
        await write(output, TestContext.Current.CancellationToken);
        return new OfficeFile(output.ToArray());
    }

    private static IEnumerable<XElement> Paragraphs(XDocument body) => body.Descendants(_word + "p");

    private static string StyleOf(XElement paragraph) => (string?)paragraph.Element(_word + "pPr")?.Element(_word + "pStyle")?.Attribute(_word + "val") ?? "";
}
