using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Writing;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>Printing, and downloading everything that was written.</summary>
public sealed class TakingTheTextAway(PortalFixture portal) : PortalTest(portal)
{
    private const string Formula = "=HYPERLINK(\"http://example.org\",\"click\")";
    private const string Hostile = "<b>bold</b> & Ünïcode, العربية, Cymraeg ŵ, 👩‍👧 \u0001 end";

    [Fact]
    public async Task Everything_comes_as_json_with_reasons_history_and_names_of_the_evidence()
    {
        var scene = await Given.UpForSignature();
        await Given.Returned(Given.Chair, scene.Id, "LSCB-07 does not say what changed.");

        using var json = JsonDocument.Parse(await BytesAsync(scene, Given.Manager, "Json"));

        json.RootElement.GetProperty("document").GetProperty("judgements")[0].GetProperty("grade").GetString().ShouldBe("good");
        json.RootElement.GetProperty("Answers").GetArrayLength().ShouldBe(11);
        json.RootElement.GetProperty("History").GetArrayLength().ShouldBe(12);
        json.RootElement.GetProperty("Evidence")[0].GetProperty("Title").GetString().ShouldBe("Section 11 audit");
        json.RootElement.GetProperty("Versions")[0].GetProperty("Reason").GetString().ShouldBe("LSCB-07 does not say what changed.");
        json.RootElement.GetProperty("Trail").EnumerateArray().Select(e => e.GetProperty("What").GetString()).ShouldContain("opened");
    }

    [Fact]
    public async Task The_workbook_is_sound_and_holds_text_only_whatever_people_typed()
    {
        var scene = await HostileAsync();

        var file = new OfficeFile(await BytesAsync(scene, Given.Manager, "Xlsx"));

        file.Faults().ShouldBeEmpty();
        var answers = file.Part("xl/worksheets/sheet1.xml")!;
        answers.ShouldContain("=HYPERLINK");
        answers.ShouldNotContain("<f>");
        answers.ShouldContain("&lt;b&gt;bold&lt;/b&gt; &amp; Ünïcode, العربية, Cymraeg ŵ, 👩‍👧 \uFFFD end");
        System.Xml.Linq.XDocument.Parse(answers).Descendants().Where(e => e.Name.LocalName == "c").Select(c => (string?)c.Attribute("t")).Distinct().ShouldBe(["inlineStr"]);
        (await file.InLibreOfficeAsync(".xlsx") is { } pdf ? pdf.Length : int.MaxValue).ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_text_that_no_cell_can_hold_goes_on_in_the_next_row()
    {
        var scene = await Given.Assigned();
        var text = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i:00000}"));
        await SaveAsync(scene, "LSCB-03", Given.Answer with { Know = text });

        var sheet = System.Xml.Linq.XDocument.Parse(new OfficeFile(await BytesAsync(scene, Given.Manager, "Xlsx")).Part("xl/worksheets/sheet1.xml")!);

        var rows = sheet.Descendants().Where(e => e.Name.LocalName == "row").Select(r => r.Elements().Select(c => c.Value).ToList()).Where(r => r[0] == "LSCB-03").ToList();
        rows.Count.ShouldBe(2);
        (rows[0].Max(c => c.Length), string.Concat(rows[0].Single(c => c.Length > 5000), rows[1].Single(c => c.Length > 5000))).ShouldBe((32_000, text));
    }

    [Fact]
    public async Task The_csv_files_run_no_formula()
    {
        var scene = await HostileAsync();

        using var archive = new ZipArchive(new MemoryStream(await BytesAsync(scene, Given.Manager, "Csv")));
        using var answers = new StreamReader(archive.GetEntry("Answers.csv")!.Open());

        (await answers.ReadToEndAsync()).ShouldContain("\"'=HYPERLINK(\"\"http://example.org\"\",\"\"click\"\")\"");
        archive.Entries.Select(e => e.Name).ShouldBe(
            ["Answers.csv", "Judgements.csv", "Annex A.csv", "Evidence.csv", "History.csv", "Comments.csv", "Comments before editing.csv", "Steps of areas.csv", "Changes asked for.csv", "Remarks let stand.csv", "Caveats and dissent.csv", "Late additions.csv", "Versions.csv", "Trail.csv"]);
    }

    [Fact]
    public async Task The_word_document_is_sound_and_says_all_of_it()
    {
        var scene = await HostileAsync();

        var file = new OfficeFile(await BytesAsync(scene, Given.Manager, "Docx"));

        file.Faults().ShouldBeEmpty();
        file.Part("word/document.xml")!.ShouldContain("Ünïcode, العربية, Cymraeg ŵ, 👩‍👧");
        file.Part("word/header1.xml")!.ShouldContain("OFFICIAL-SENSITIVE   Northshire Safeguarding Children Board   working text of 3 March 2015");
        (await file.InLibreOfficeAsync(".docx") is { } pdf ? pdf.Length : int.MaxValue).ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task It_can_be_downloaded_after_submission_too()
    {
        var scene = await Given.Submitted();

        (await BytesAsync(scene, Given.Manager, "Json")).Length.ShouldBeGreaterThan(1000);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/print/{scene.Id}")).ShouldSay("Two audits of 20 cases each.");
    }

    [Theory]
    [InlineData("Json")]
    [InlineData("Csv")]
    [InlineData("Xlsx")]
    [InlineData("Docx")]
    public async Task A_contributor_takes_away_what_is_theirs_and_nothing_else(string format)
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-02", Given.Answer with { Know = "What the police know." });
        await SaveAsync(scene, "LSCB-03", Given.Answer with { Know = "What the chair alone knows." });
        await Given.EvidenceItem(scene, "Confidential audit.txt", () => new MemoryStream("An audit."u8.ToArray()));

        var all = System.Text.Encoding.UTF8.GetString(await UnpackedAsync(scene, Given.Police, format));

        all.ShouldContain("What the police know.");
        all.ShouldNotContain("What the chair alone knows.");
        all.ShouldNotContain("Confidential audit");
        all.ShouldNotContain("opened");
    }

    [Fact]
    public async Task A_stranger_gets_nothing()
    {
        var scene = await Given.Assigned();
        using var answer = await (await SignedInAs("robert.fielding")).Get($"/self-assessments/export/{scene.Id}?handler=Json");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_whole_form_one_area_and_the_blank_form_can_be_printed_with_a_head()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03", Given.Answer);
        var manager = await SignedInAs(Given.Manager);

        var whole = await manager.Open($"/self-assessments/print/{scene.Id}");
        whole.ShouldSay("Two audits of 20 cases each.").ShouldSay("OFFICIAL-SENSITIVE Northshire Safeguarding Children Board, working text of 3 March 2015");
        HtmlPage.Words(whole.Document.QuerySelector("thead")).ShouldContain("OFFICIAL-SENSITIVE", customMessage: "the head of a table is repeated on each page");
        (await manager.Open($"/self-assessments/print/{scene.Id}?area=LSCB")).ShouldSay("Two audits of 20 cases each.");
        var blank = await manager.Open($"/self-assessments/print/{scene.Id}?blank=true");
        blank.ShouldSay("What do we know?").ShouldSay("blank form, 3 March 2015").Text.ShouldNotContain("Two audits of 20 cases each.");
        (await manager.Open($"/self-assessments/print/{scene.Id}?area=NOPE")).Status.ShouldBe(HttpStatusCode.NotFound);
        var police = await (await SignedInAs(Given.Police)).Open($"/self-assessments/print/{scene.Id}");
        police.ShouldSay("LSCB-02").Text.ShouldNotContain("LSCB-03");
    }

    [Fact]
    public async Task Whoever_runs_it_chooses_the_marking_and_it_stands_on_pages_and_files()
    {
        var scene = await Given.Assigned();
        var manager = await SignedInAs(Given.Manager);

        var page = await (await manager.Open($"/self-assessments/export/{scene.Id}")).Submit("Save the marking", ("How are printed pages and files marked?", "OFFICIAL"));

        page.ShouldSay("Printed pages and files are now marked OFFICIAL.");
        HtmlPage.Words((await manager.Open($"/self-assessments/print/{scene.Id}")).Document.QuerySelector("thead")).ShouldBe("OFFICIAL Northshire Safeguarding Children Board, working text of 3 March 2015");
        new OfficeFile(await BytesAsync(scene, Given.Manager, "Docx")).Part("word/header1.xml")!.ShouldContain("OFFICIAL   Northshire Safeguarding Children Board");
        (await manager.Open($"/self-assessments/timeline/{scene.Id}")).ShouldSay("Tom Whitfield chose how its papers are marked OFFICIAL");
        var police = await (await SignedInAs(Given.Police)).Open($"/self-assessments/export/{scene.Id}");
        police.ShouldSay("Printed pages and files are marked OFFICIAL.").Forms.ShouldBeEmpty("Only those who run it choose.");
    }

    [Fact]
    public async Task A_frozen_version_is_printed_with_its_number_and_its_words_whatever_is_written_since()
    {
        var scene = await Given.UpForSignature();
        await Given.Returned(Given.Chair, scene.Id, "LSCB-07 does not say what changed.");
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-03", Given.Answer with { Know = "Written afterwards." }, 1, default));
        var manager = await SignedInAs(Given.Manager);

        var version = await (await manager.Open($"/self-assessments/export/{scene.Id}")).Follow("Version 1, frozen 3 March 2015 at 9.00am");

        HtmlPage.Words(version.Document.QuerySelector("thead")).ShouldBe("OFFICIAL-SENSITIVE Northshire Safeguarding Children Board, version 1, frozen 3 March 2015 at 9.00am");
        version.ShouldSay(await Given.PresentHash(scene.Id)).ShouldSay("Two audits of 20 cases each.").Text.ShouldNotContain("Written afterwards.");
        (await manager.Open($"/self-assessments/print/{scene.Id}?version=7")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Comments_as_they_were_and_the_steps_of_each_area_with_their_reasons_come_along()
    {
        var scene = await Given.Assigned();
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var comment = await s.GetRequiredService<WriteComment>().BeginAsync(scene.Id, "LSCB-03", "First said so.", [], default);
            await s.GetRequiredService<WriteComment>().EditAsync(comment, "Then said so.", default);
            await s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default);
            await s.GetRequiredService<DecideOnArea>().RequestChangesAsync(scene.Id, "LSCB", [new WantedChange("LSCB-03", "Name the audits."), new WantedChange(null, "Say it shorter.")], new DateOnly(2015, 3, 20), default);
            await s.GetRequiredService<DecideOnArea>().SubmitAsync(scene.Id, "LSCB", default);
            await s.GetRequiredService<DecideOnArea>().AgreeAsync(scene.Id, "LSCB", default);
        });

        using var json = JsonDocument.Parse(await BytesAsync(scene, Given.Manager, "Json"));

        var former = json.RootElement.GetProperty("Comments before editing").EnumerateArray().Single();
        former.GetProperty("What it said").GetString().ShouldBe("First said so.");
        json.RootElement.GetProperty("Comments")[0].GetProperty("Comment").GetString().ShouldBe("Then said so.");
        var steps = json.RootElement.GetProperty("Steps of areas").EnumerateArray().ToList();
        steps.Select(s => s.GetProperty("Step").GetString()).ShouldBe(["Submitted", "Changes requested", "Submitted", "Agreed"]);
        steps.Select(s => s.GetProperty("Reasons").GetString()).ShouldBe(["", "The whole area: Say it shorter.\nLSCB-03: Name the audits.", "", ""]);
        new OfficeFile(await BytesAsync(scene, Given.Manager, "Docx")).Part("word/document.xml")!.ShouldContain("First said so.");
        var police = System.Text.Encoding.UTF8.GetString(await UnpackedAsync(scene, Given.Police, "Csv"));
        police.ShouldNotContain("First said so.");
        police.ShouldNotContain("Name the audits.");
    }

    [Fact]
    public async Task A_signature_that_was_withdrawn_is_listed_as_withdrawn_with_the_day_and_the_reason()
    {
        var scene = await Given.UpForSignature();
        await Given.Signed(Given.Chair, scene.Id);
        await Given.Returned(Given.Chair, scene.Id, "The audit of June is not in it.");

        using var json = JsonDocument.Parse(await BytesAsync(scene, Given.Manager, "Json"));

        var version = json.RootElement.GetProperty("Versions")[0];
        version.GetProperty("Signed by").GetString().ShouldBeEmpty();
        version.GetProperty("Signatures withdrawn").GetString().ShouldEndWith(", withdrawn 2015-03-03 09:00:00: The audit of June is not in it.");
    }

    private async Task<Scene> HostileAsync()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03", new AnswerText(Formula, Hostile, "@SUM(1)", "-1+1"));
        return scene;
    }

    private async Task<byte[]> BytesAsync(Scene scene, string who, string format)
    {
        using var answer = await (await SignedInAs(who)).Get($"/self-assessments/export/{scene.Id}?handler={format}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task<byte[]> UnpackedAsync(Scene scene, string who, string format)
    {
        var bytes = await BytesAsync(scene, who, format);
        if (format == "Json")
        {
            return bytes;
        }

        using var archive = new ZipArchive(new MemoryStream(bytes));
        var all = new MemoryStream();
        foreach (var entry in archive.Entries)
        {
            await using var part = entry.Open();
            await part.CopyToAsync(all);
        }

        return all.ToArray();
    }

    private Task<SaveOutcome<AnswerText>> SaveAsync(Scene scene, string criterion, AnswerText text) =>
        Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, criterion, text, 0, default));
}
