using System.Xml;
using System.Xml.Linq;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents.PackIndex;

namespace Portal.UnitTests.Documents.PackIndex;

public sealed class HtmlEditionTests
{
    private const string Hostile = "<script>alert(\"1\")</script> & 'x' \u0001 javascript:";
    private static readonly string hash = new('a', 64);

    private static readonly PackEvidence audit = new(
        1, "Audit of 20 cases", EvidenceKind.Audit, new DateOnly(2012, 3, 31), "Plans are clearer", "evidence/001 Zoë’s 50# audit?.pdf", hash, 1_250_000);

    private static readonly PackDocument pack = new()
    {
        Title = "Self-assessment 2014",
        BodyName = "Northshire Safeguarding Children Board",
        FrameworkTitle = "Review of the LSCB",
        Period = "April 2013 to March 2014",
        Submitted = "5 March 2014 at 9:30am",
        SubmittedOn = new DateOnly(2014, 3, 5),
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
                    new PackCriterion { Id = "LSCB-1", Title = "Governance", Text = "The board…", Know = Hostile, Difference = "Children wait less. It took a year.", Strength = ClaimStrength.Correlated, Next = "As the audit says [3], not [4].", Evidence = [new(audit, "page 4", 3)] },
                    new PackCriterion { Id = "LSCB-2", Title = Hostile, Text = Hostile, SelfGradeLabel = "Good", Evidence = [] },
                ],
            },
        ],
        Evidence = [audit],
        Signatures = [new("Chair", "Ann O’Neil", "4 March 2014 at 5pm", hash), new("Director of children’s services", Hostile, "5 March", hash)],
        Caveats = [new("Dissent on LSCB-1", Hostile, "Priya Nair, Police, 1 March", [("Noted.", "Ann O’Neil")], "LSCB-1"), new("Caveat on the whole", "Late figures.", "Data officer", [])],
        AnnexA = [("AX-1 Reports", "List the reports.", Hostile)],
        Files = [("self-assessment.docx", "The whole as a Word document")],
        Attribution = "Contains public sector information licensed under the Open Government Licence v3.0.",
    };

    private static readonly Dictionary<string, XElement> pages = new HtmlEdition(pack).Pages.ToDictionary(p => p.Name, p => Parse(Write(pack, p.Name)), StringComparer.Ordinal);

    private static XElement Start => pages["index.html"];

    private static XElement Judgement => pages["pages/judgement-01.html"];

    public static TheoryData<string> Names => [.. new HtmlEdition(pack).Pages.Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_page_is_in_British_English_asks_for_nothing_and_runs_nothing(string name)
    {
        var page = pages[name];

        page.Attribute("lang")!.Value.ShouldBe("en-GB");
        page.Descendants("title").Single().Value.ShouldEndWith(" – Northshire Safeguarding Children Board");
        page.Descendants("meta").Select(meta => (string?)meta.Attribute("content")).ShouldContain("default-src 'none'; style-src 'unsafe-inline'");
        page.Descendants().Select(element => element.Name.LocalName).Intersect(["script", "link", "img", "iframe", "object", "form"]).ShouldBeEmpty();
        page.Descendants().Attributes().Select(attribute => attribute.Name.LocalName).Where(n => n.StartsWith("on", StringComparison.Ordinal) || n is "style" or "src").ShouldBeEmpty();
        page.Descendants("style").Single().Value.ShouldContain("@media print");
        page.Descendants("style").Single().Value.ShouldNotContain("url(");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Headings_go_down_one_level_at_a_time_from_one_h1(string name)
    {
        var levels = pages[name].Descendants().Select(element => element.Name.LocalName).Where(n => n is ['h', >= '1' and <= '6']).Select(n => n[1] - '0').ToList();

        levels[0].ShouldBe(1);
        levels.Count(level => level == 1).ShouldBe(1);
        levels.Zip(levels.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First + 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Landmarks_and_the_skip_link_are_there_and_every_region_has_a_name(string name)
    {
        foreach (var landmark in new[] { "header", "main", "nav", "footer" })
        {
            pages[name].Descendants(landmark).Count().ShouldBe(1);
        }

        pages[name].Descendants("a").First().Attribute("href")!.Value.ShouldBe("#main");
        pages[name].Descendants("nav").ShouldAllBe(region => region.Attribute("aria-label") != null);
        pages[name].Descendants("section").Concat(pages[name].Descendants("article")).ShouldAllBe(region => region.Attribute("aria-labelledby") != null);
        pages[name].Descendants("nav").Descendants().Count(e => (string?)e.Attribute("aria-current") == "page").ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_id_is_there_once_and_every_link_leads_to_a_place_or_a_file_of_the_pack(string name)
    {
        var ids = pages[name].Descendants().Attributes("id").Select(id => id.Value).ToList();

        ids.ShouldBeUnique();
        pages[name].Descendants().Attributes("aria-labelledby").Select(reference => reference.Value).ShouldBeSubsetOf(ids);
        foreach (var href in pages[name].Descendants("a").Select(a => a.Attribute("href")!.Value))
        {
            var target = new Uri(new Uri("file:///data/" + name), href);
            var file = target.LocalPath["/data/".Length..];
            target.Query.ShouldBeEmpty();
            if (pages.TryGetValue(file, out var page))
            {
                (target.Fragment.Length == 0 || page.Descendants().Attributes("id").Any(id => id.Value == target.Fragment[1..])).ShouldBeTrue(href);
            }
            else
            {
                new[] { audit.Href, "self-assessment.docx" }.ShouldContain(file);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_table_has_a_caption_and_headers_with_scope_and_even_rows(string name)
    {
        foreach (var table in pages[name].Descendants("table"))
        {
            table.Element("caption")!.Value.ShouldNotBeEmpty();
            table.Descendants("th").ShouldAllBe(th => th.Attribute("scope") != null);
            table.Descendants("tr").Select(row => row.Elements().Count()).Distinct().Count().ShouldBe(1);
            table.Descendants("tbody").Single().Elements("tr").ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void A_reference_in_the_text_leads_to_the_row_of_its_evidence()
    {
        var reference = Judgement.Descendants("a").Single(a => a.Value == "[3]");

        reference.Parent!.Value.ShouldBe("As the audit says [3], not [4].");
        var row = Judgement.Descendants("tr").Single(r => "#" + (string?)r.Attribute("id") == (string?)reference.Attribute("href"));
        row.Value.ShouldContain("Audit of 20 cases");
        row.Value.ShouldContain("page 4");
        Judgement.Descendants("a").Where(a => a.Value == "[4]").ShouldBeEmpty();
    }

    [Fact]
    public void The_index_of_evidence_says_what_each_item_shows_and_leads_back_to_where_it_is_used()
    {
        var row = pages["pages/evidence.html"].Descendants("tr").Single(r => (string?)r.Attribute("id") == "evidence-1");

        row.Value.ShouldContain("Plans are clearer");
        row.Descendants("a").Single(a => a.Value == "LSCB-1 [3], page 4").Attribute("href")!.Value.ShouldBe("judgement-01.html#criterion-1-1");
    }

    [Fact]
    public void The_start_page_gives_each_judgement_in_short()
    {
        var summary = Start.Descendants("article").Single();

        summary.Value.ShouldContain("Grade: Requires improvement");
        summary.Value.ShouldContain("Challenge");
        summary.Value.ShouldContain("Difference: Children wait less. (correlated, 1 item of evidence)");
        summary.Value.ShouldNotContain("It took a year");
        summary.Value.ShouldContain("1 item of evidence: audit 1");
        summary.Value.ShouldContain("As the audit says [3], not [4].");
        summary.Value.ShouldContain("Dissent on LSCB-1");
        summary.Value.ShouldContain("2 × Criteria not answered, or not in full");
        Start.Descendants("p").Select(p => p.Value).ShouldContain(text => text.Contains("not tagged", StringComparison.Ordinal));
        Start.Descendants("ul").First().Value.ShouldContain("Caveat on the whole");
    }

    [Fact]
    public void The_readiness_notes_name_what_the_text_leaves_open() =>
        ReadinessNotes.Of(pack).Select(n => (n.Kind, n.Address)).ShouldBe(
        [
            (NoteKind.NotAnswered, "pages/judgement-01.html#criterion-1-1"), (NoteKind.NotAnswered, "pages/judgement-01.html#criterion-1-2"), (NoteKind.OldEvidence, "pages/evidence.html#evidence-1"),
        ]);

    [Fact]
    public void Evidence_is_old_when_it_describes_a_time_more_than_eighteen_months_before_submission()
    {
        ReadinessNotes.IsOld(audit with { Describes = new DateOnly(2012, 9, 4) }, pack.SubmittedOn).ShouldBeTrue();
        ReadinessNotes.IsOld(audit with { Describes = new DateOnly(2012, 9, 5) }, pack.SubmittedOn).ShouldBeFalse();
    }

    [Fact]
    public void A_judgement_without_reasons_and_without_voice_is_noted_unless_the_evidence_speaks_for_children()
    {
        var bare = pack.Judgements[0] with { Reasons = " ", ChildrensVoice = null };
        ReadinessNotes.Of(pack with { Judgements = [bare] }).Select(n => n.Kind).ShouldBe([NoteKind.NotAnswered, NoteKind.NotAnswered, NoteKind.WithoutReasons, NoteKind.WithoutVoice, NoteKind.OldEvidence]);

        var heard = bare with { Criteria = [bare.Criteria[0] with { Evidence = [new(audit with { Kind = EvidenceKind.VoiceOfChildrenAndFamilies }, null)] }] };
        ReadinessNotes.Of(pack with { Judgements = [heard] }).ShouldNotContain(n => n.Kind == NoteKind.WithoutVoice);
    }

    [Fact]
    public void The_reading_plan_is_an_hour_and_begins_with_what_was_said_against_the_text()
    {
        var plan = ReadingPlan.Of(pack);

        plan.Sum(s => s.Minutes).ShouldBe(60);
        plan.Select(s => s.Address).ShouldBe(
            ["index.html", "pages/caveats.html#caveat-1", "pages/caveats.html#caveat-2", "pages/judgement-01.html#nearness-1", "pages/evidence.html#evidence-1", "pages/judgement-01.html"]);
        plan.ShouldContain(s => s.Why == "One criterion under it was given another grade by whoever answered it. It says what kept it from the grade above, and nothing of the grade below.");
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(40, 200, 9)]
    [InlineData(5, 3, 1)]
    public void However_much_or_little_there_is_the_plan_is_an_hour_in_whole_minutes(int criteria, int evidence, int caveats)
    {
        var items = Enumerable.Range(1, evidence).Select(n => audit with { Number = n, Describes = audit.Describes.AddDays(n) }).ToList();
        var area = pack.Judgements[0] with
        {
            Criteria = [.. Enumerable.Range(1, criteria).Select(n => new PackCriterion { Id = $"C-{n}", Title = "T", Text = "T", Know = "K", Evidence = [.. items.Take(n % 4).Select(i => new PackEvidenceLink(i, null))] })],
        };
        var plan = ReadingPlan.Of(pack with { Judgements = [.. Enumerable.Repeat(area, 8)], Evidence = items, Caveats = [.. Enumerable.Repeat(pack.Caveats[0], caveats)] });

        plan.Sum(s => s.Minutes).ShouldBe(60);
        plan.ShouldAllBe(s => s.Minutes >= 1);
    }

    [Fact]
    public void Text_from_people_stays_text()
    {
        var shown = Hostile.Replace("\u0001", "", StringComparison.Ordinal);

        Judgement.Descendants("p").Select(p => p.Value).Count(text => text == shown).ShouldBe(3);
        Judgement.Descendants("h2").Select(h => h.Value).ShouldContain("LSCB-2 " + shown);
        pages["pages/signatures.html"].Descendants("td").Select(cell => cell.Value).ShouldContain(shown);
        pages["pages/caveats.html"].Descendants("p").Select(p => p.Value).ShouldContain(shown);
        pages["pages/annex-a.html"].Descendants("p").Select(p => p.Value).ShouldContain(shown);
    }

    [Fact]
    public void A_text_of_fifty_thousand_characters_is_short_on_the_start_page_and_whole_on_its_own()
    {
        var text = string.Concat(Enumerable.Repeat("👩‍👧 Ŵyl طفل ", 5000));
        var longest = pack with { Judgements = [pack.Judgements[0] with { KeptFromHigher = text, Criteria = [pack.Judgements[0].Criteria[0] with { Know = text, Next = text }] }] };

        Write(longest, "index.html").Length.ShouldBeLessThan(12_000);
        Parse(Write(longest, "pages/judgement-01.html")).Descendants("p").Count(p => p.Value == text.TrimEnd()).ShouldBe(3);
    }

    [Fact]
    public void Paragraphs_stay_paragraphs_and_lines_stay_lines()
    {
        Judgement.Descendants("p").Select(p => p.Value).ShouldContain("First paragraph.");
        Judgement.Descendants("p").Single(p => p.Value == "Second paragraph,second line.").Elements("br").Count().ShouldBe(1);
    }

    [Fact]
    public void Grades_are_words_and_what_was_not_answered_says_so()
    {
        Judgement.Descendants("p").Select(p => p.Value).ShouldContain("Grade: Requires improvement");
        Judgement.Descendants("p").Select(p => p.Value).ShouldContain("Self-grade: Good");
        Judgement.Descendants("p").Select(p => p.Value).Count(text => text == "Not answered.").ShouldBe(6);
    }

    [Theory]
    [InlineData("../secret.pdf")]
    [InlineData("/etc/passwd")]
    [InlineData("evidence//a.pdf")]
    public void A_path_out_of_the_pack_is_refused(string href) =>
        Should.Throw<ArgumentException>(() => Write(pack with { Evidence = [audit with { Href = href }] }, "pages/evidence.html"));

    [Fact]
    public void A_pack_without_evidence_or_criteria_has_all_its_pages()
    {
        var bare = pack with { Evidence = [], Judgements = [pack.Judgements[0] with { Criteria = [], GradeLabel = null }], Caveats = [], AnnexA = [] };

        new HtmlEdition(bare).Pages.Select(p => p.Name).ShouldBe(
            ["index.html", "pages/reading-plan.html", "pages/readiness.html", "pages/judgement-01.html", "pages/evidence.html", "pages/signatures.html"]);
        Parse(Write(bare, "pages/evidence.html")).Descendants("p").Select(p => p.Value).ShouldContain("This pack holds no evidence files.");
        Parse(Write(bare, "index.html")).Value.ShouldContain("Not judged");
    }

    [Fact]
    public void The_same_pack_gives_the_same_bytes() => Names.Select(n => Write(pack, n)).ShouldBe(Names.Select(n => Write(pack, n)));

    private static string Write(PackDocument document, string name)
    {
        using var writer = new StringWriter();
        new HtmlEdition(document).Write(writer, name);
        return writer.ToString();
    }

    private static XElement Parse(string html)
    {
        html.ShouldStartWith("<!DOCTYPE html>");
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
