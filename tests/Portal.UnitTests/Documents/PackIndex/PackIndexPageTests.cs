using System.Xml;
using System.Xml.Linq;
using Portal.Web.Documents.PackIndex;

namespace Portal.UnitTests.Documents.PackIndex;

public sealed class PackIndexPageTests
{
    private const string Hostile = "<script>alert(\"1\")</script> & 'x' \u0001 javascript:";
    private static readonly string hash = new('a', 64);

    private static readonly PackEvidence audit = new(
        1, "Audit of 20 cases", "Audit", "March 2014", "Plans are clearer", "evidence/001 Zoë’s 50# audit?.pdf", hash, 1_250_000);

    private static readonly PackDocument pack = new()
    {
        Title = "Self-assessment 2014",
        BodyName = "Northshire Safeguarding Children Board",
        FrameworkTitle = "Review of the LSCB",
        Period = "April 2013 to March 2014",
        Submitted = "5 March 2014 at 9:30am",
        ContentHash = hash,
        Judgements =
        [
            new PackJudgement
            {
                Code = "LSCB",
                Title = "Effectiveness of the board",
                GradeLabel = "Requires improvement",
                Reasons = "First paragraph.\r\n\r\nSecond paragraph,\r\nsecond line.",
                KeptFromHigher = "Challenge",
                ChildrensVoice = Hostile,
                Criteria =
                [
                    new PackCriterion { Id = "LSCB-1", Title = "Governance", Text = "The board…", Know = Hostile, Next = "As the audit says [3], not [4].", Evidence = [new(audit, "page 4", 3)] },
                    new PackCriterion { Id = "LSCB-2", Title = Hostile, Text = Hostile, SelfGradeLabel = "Good", Evidence = [] },
                ],
            },
        ],
        Evidence = [audit],
        Signatures = [new("Chair", "Ann O’Neil", "4 March 2014 at 5pm", hash), new("Director of children’s services", Hostile, "5 March", hash)],
        Attribution = "Contains public sector information licensed under the Open Government Licence v3.0.",
    };

    private readonly XElement page = Parse(Write(pack));

    [Fact]
    public void It_is_one_page_in_British_English_that_asks_for_nothing_and_runs_nothing()
    {
        page.Attribute("lang")!.Value.ShouldBe("en-GB");
        page.Descendants("meta").Select(meta => (string?)meta.Attribute("content")).ShouldContain("default-src 'none'; style-src 'unsafe-inline'");
        page.Descendants().Select(element => element.Name.LocalName).Intersect(["script", "link", "img", "iframe", "object", "form"]).ShouldBeEmpty();
        page.Descendants().Attributes().Select(attribute => attribute.Name.LocalName).Where(name => name.StartsWith("on", StringComparison.Ordinal) || name is "style" or "src")
            .ShouldBeEmpty();
        page.Descendants("style").Single().Value.ShouldContain("@media print");
        page.Descendants("style").Single().Value.ShouldNotContain("url(");
    }

    [Fact]
    public void A_reference_in_the_text_leads_to_the_row_of_its_evidence()
    {
        var reference = page.Descendants("a").Single(a => a.Value == "[3]");

        reference.Parent!.Value.ShouldBe("As the audit says [3], not [4].");
        var row = page.Descendants("tr").Single(r => "#" + (string?)r.Attribute("id") == (string?)reference.Attribute("href"));
        row.Value.ShouldContain("Audit of 20 cases");
        row.Value.ShouldContain("page 4");
        page.Descendants("a").Where(a => a.Value == "[4]").ShouldBeEmpty();
    }

    [Fact]
    public void Headings_go_down_one_level_at_a_time_from_one_h1()
    {
        var levels = page.Descendants().Select(element => element.Name.LocalName).Where(name => name is ['h', >= '1' and <= '6']).Select(name => name[1] - '0').ToList();

        levels[0].ShouldBe(1);
        levels.Count(level => level == 1).ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
    }

    [Fact]
    public void Landmarks_and_the_skip_link_are_there_and_every_region_has_a_name()
    {
        foreach (var landmark in new[] { "header", "main", "nav", "footer" })
        {
            page.Descendants(landmark).Count().ShouldBe(1);
        }

        page.Descendants("a").First().Attribute("href")!.Value.ShouldBe("#main");
        page.Descendants("section").Concat(page.Descendants("nav")).ShouldAllBe(region => region.Attribute("aria-labelledby") != null);
    }

    [Fact]
    public void Every_id_is_there_once_and_every_reference_leads_to_one()
    {
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();

        ids.ShouldBeUnique();
        page.Descendants().Attributes("aria-labelledby").Select(reference => reference.Value).ShouldBeSubsetOf(ids);
        page.Descendants("a").Select(a => a.Attribute("href")!.Value).Where(href => href[0] == '#').Select(href => href[1..]).ShouldBeSubsetOf(ids);
    }

    [Fact]
    public void Every_table_has_a_caption_and_headers_with_scope_and_even_rows()
    {
        foreach (var table in page.Descendants("table"))
        {
            table.Element("caption")!.Value.ShouldNotBeEmpty();
            table.Descendants("th").ShouldAllBe(th => th.Attribute("scope") != null);
            table.Descendants("tr").Select(row => row.Elements().Count()).Distinct().Count().ShouldBe(1);
            table.Descendants("tbody").Single().Elements("tr").ShouldNotBeEmpty();
        }

        page.Descendants("table").Count().ShouldBe(3);
    }

    [Fact]
    public void Links_to_evidence_are_relative_and_lead_to_the_file_of_that_name()
    {
        var links = page.Descendants("a").Select(a => a.Attribute("href")!.Value).Where(href => href[0] != '#').ToList();

        links.Count.ShouldBe(2);
        var target = new Uri(new Uri("file:///pack/data/index.html"), links[0]);
        target.LocalPath.ShouldBe("/pack/data/" + audit.Href);
        (target.Query + target.Fragment).ShouldBeEmpty();
    }

    [Fact]
    public void Text_from_people_stays_text()
    {
        var shown = Hostile.Replace("\u0001", "", StringComparison.Ordinal);

        page.Descendants("p").Select(p => p.Value).Count(text => text == shown).ShouldBe(3);
        page.Descendants("h3").Select(h => h.Value).ShouldContain("LSCB-2 " + shown);
        page.Descendants("td").Select(cell => cell.Value).ShouldContain(shown);
    }

    [Fact]
    public void Paragraphs_stay_paragraphs_and_lines_stay_lines()
    {
        page.Descendants("p").Select(p => p.Value).ShouldContain("First paragraph.");
        page.Descendants("p").Single(p => p.Value == "Second paragraph,second line.").Elements("br").Count().ShouldBe(1);
    }

    [Fact]
    public void Grades_are_words_and_what_was_not_answered_says_so()
    {
        page.Descendants("p").Select(p => p.Value).ShouldContain("Grade: Requires improvement");
        page.Descendants("p").Select(p => p.Value).ShouldContain("Self-grade: Good");
        page.Descendants("p").Select(p => p.Value).Count(text => text == "Not answered.").ShouldBe(7);
    }

    [Theory]
    [InlineData("../secret.pdf")]
    [InlineData("/etc/passwd")]
    [InlineData("evidence//a.pdf")]
    public void A_path_out_of_the_pack_is_refused(string href) =>
        Should.Throw<ArgumentException>(() => Write(pack with { Evidence = [audit with { Href = href }] }));

    [Fact]
    public void A_pack_without_evidence_or_criteria_is_still_a_page()
    {
        var bare = Parse(Write(pack with { Evidence = [], Judgements = [pack.Judgements[0] with { Criteria = [] }] }));

        bare.Descendants("p").Select(p => p.Value).ShouldContain("This pack holds no evidence files.");
    }

    private static string Write(PackDocument document)
    {
        using var writer = new StringWriter();
        PackIndexPage.Write(writer, document);
        return writer.ToString();
    }

    private static XElement Parse(string html)
    {
        html.ShouldStartWith("<!DOCTYPE html>");
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
