using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Writing;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>An area downloaded as Word or Excel, filled in, and sent back.</summary>
public sealed class WorkingOffline(PortalFixture portal) : PortalTest(portal)
{
    private const string NotOurs = "The file is not a form of this portal, or its seal was changed. Download the area again and copy your text into it.";

    [Fact]
    public async Task A_word_document_is_filled_in_sent_back_looked_at_and_taken_in()
    {
        var scene = await Given.Assigned();
        var file = await DownloadAsync(scene, Given.Manager, "Word");
        file.Faults().ShouldBeEmpty();

        var preview = await SendAsync(scene, Given.Manager, file.Typed("LSCB-03|know", "Two lines:\none & <b>two</b>.").Typed("LSCB-05|next", "ŵ العربية 👩‍👧"), "LSCB.docx");

        preview.ShouldSay("Would change2").ShouldSay("As they are9").ShouldSay("LSCB-03 Partners hold each other to account").ShouldSay("[only in the file: ŵ العربية 👩‍👧]");
        (await Portal.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(0, "nothing is changed before the person says so");
        var after = await preview.Submit("Take in what is ticked");
        after.ShouldSay("2 answers were taken in.");
        var answers = await Portal.ReadAsync(db => db.Answers.ToDictionaryAsync(a => a.CriterionId, a => a.Text));
        answers.Keys.ShouldBe(["LSCB-03", "LSCB-05"], ignoreOrder: true);
        (answers["LSCB-03"].Know, answers["LSCB-05"].Next).ShouldBe(("Two lines:\none & <b>two</b>.", "ŵ العربية 👩‍👧"));
    }

    [Fact]
    public async Task A_workbook_is_filled_in_and_keeps_what_it_has_no_column_for()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-02", Given.Answer with { Strength = ClaimStrength.Correlated }, 0);
        var file = await DownloadAsync(scene, Given.Police, "Excel");
        file.Faults().ShouldBeEmpty();

        var preview = await SendAsync(scene, Given.Police, file.Put("C2", "Read in a workbook."), "LSCB.xlsx");
        await preview.Submit("Take in what is ticked");

        var saved = await Portal.ReadAsync(db => db.Answers.SingleAsync());
        saved.Text.ShouldBe(Given.Answer with { Know = "Read in a workbook.", Strength = ClaimStrength.Correlated });
    }

    [Fact]
    public async Task Where_somebody_wrote_here_meanwhile_both_texts_are_shown_and_theirs_is_not_written_over()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03", Given.Answer, 0);
        var file = (await DownloadAsync(scene, Given.Manager, "Word")).Typed("LSCB-03|know", "From the train.");
        await SaveAsync(scene, "LSCB-03", Given.Answer with { Know = "From the office." }, 1, Given.Chair);

        var preview = await SendAsync(scene, Given.Manager, file, "LSCB.docx");
        preview.ShouldSay("Changed here as well1").ShouldSay("[only here: office]").ShouldSay("[only in the file: train]");
        var after = await preview.Submit("Take in what is ticked");

        after.ShouldSay("0 answers were taken in. The text of one was kept aside: you find it in the history of the answer.");
        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text.Know).SingleAsync())).ShouldBe("From the office.");
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/history/{scene.Id}/LSCB-03")).ShouldSay("Kept aside");
        (await Portal.ReadAsync(db => db.Revisions.Where(r => r.KeptAside).Select(r => r.Content).SingleAsync())).ShouldContain("From the train.");
    }

    [Fact]
    public async Task A_conflict_is_taken_in_only_when_it_is_ticked_and_not_when_somebody_writes_after_the_preview()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03", Given.Answer, 0);
        var file = (await DownloadAsync(scene, Given.Manager, "Word")).Typed("LSCB-03|know", "From the train.");
        await SaveAsync(scene, "LSCB-03", Given.Answer with { Know = "From the office." }, 1, Given.Chair);
        const string tick = "Put the text of the file in place of what is saved for LSCB-03";

        var first = await SendAsync(scene, Given.Manager, file, "LSCB.docx");
        await SaveAsync(scene, "LSCB-03", Given.Answer with { Know = "From the office, again." }, 2, Given.Chair);
        (await TickAsync(first, tick)).ShouldSay("0 answers were taken in.");
        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text.Know).SingleAsync())).ShouldBe("From the office, again.");

        var second = await SendAsync(scene, Given.Manager, file, "LSCB.docx");
        (await TickAsync(second, tick)).ShouldSay("1 answer was taken in.");
        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text.Know).SingleAsync())).ShouldBe("From the train.");
    }

    [Fact]
    public async Task What_the_person_did_not_touch_stays_as_others_have_changed_it_meanwhile()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03", Given.Answer, 0);
        var file = (await DownloadAsync(scene, Given.Manager, "Word")).Typed("LSCB-04|know", "New.");
        await SaveAsync(scene, "LSCB-03", Given.Answer with { Know = "From the office." }, 1, Given.Chair);

        var preview = await SendAsync(scene, Given.Manager, file, "LSCB.docx");

        preview.ShouldSay("Would change1").ShouldSay("Changed here as well0");
    }

    [Fact]
    public async Task What_others_wrote_in_other_fields_meanwhile_stays_beside_what_the_file_changes()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03", Given.Answer, 0);
        var file = (await DownloadAsync(scene, Given.Manager, "Word")).Typed("LSCB-03|know", "From the train.");
        await SaveAsync(scene, "LSCB-03", Given.Answer with { Next = "From the office.", SelfGrade = "outstanding" }, 1, Given.Chair);

        var preview = await SendAsync(scene, Given.Manager, file, "LSCB.docx");
        preview.ShouldSay("Would change1").ShouldSay("Changed here as well0");
        (await preview.Submit("Take in what is ticked")).ShouldSay("1 answer was taken in.");

        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text).SingleAsync()))
            .ShouldBe(Given.Answer with { Know = "From the train.", Next = "From the office.", SelfGrade = "outstanding" });
    }

    [Fact]
    public async Task A_contributors_file_holds_their_criteria_only_and_names_added_to_it_are_not_read()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03", Given.Answer with { Know = "What the chair alone knows." }, 0);
        var file = await DownloadAsync(scene, Given.Police, "Word");
        file.Part("word/document.xml")!.ShouldNotContain("What the chair alone knows.");

        var meddled = file.With("word/document.xml", file.Part("word/document.xml")!.Replace("LSCB-02|difference", "LSCB-03|know", StringComparison.Ordinal)).Typed("LSCB-03|know", "Mine now.");
        var preview = await SendAsync(scene, Given.Police, meddled, "LSCB.docx");

        preview.ShouldSay("Answers in it1").ShouldSay("The file says what is saved already.").Text.ShouldNotContain("Mine now.");
    }

    [Theory]
    [InlineData("seal")]
    [InlineData("no seal")]
    [InlineData("other document")]
    public async Task A_file_that_is_not_ours_or_was_tampered_with_is_refused(string how)
    {
        var scene = await Given.Assigned();
        var file = await DownloadAsync(scene, Given.Manager, "Word");
        var seal = System.Xml.Linq.XDocument.Parse(file.Part("docProps/custom.xml")!).Root!.Value;
        file = how switch
        {
            "seal" => file.With("docProps/custom.xml", file.Part("docProps/custom.xml")!.Replace(seal, seal[..40] + (seal[40] == 'A' ? 'B' : 'A') + seal[41..], StringComparison.Ordinal)),
            "no seal" => file.With("docProps/custom.xml", file.Part("docProps/custom.xml")!.Replace("PortalForm", "Other", StringComparison.Ordinal)),
            _ => new OfficeFile((await DownloadExportAsync(scene)).Content),
        };

        (await SendAsync(scene, Given.Manager, file, "LSCB.docx")).ShouldShowError(NotOurs);
        (await Portal.ReadAsync(db => db.Set<OfflineReturn>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_form_of_another_self_assessment_is_refused_also_within_the_same_body()
    {
        var one = await Given.Assigned();
        var other = await Given.Assigned();

        var refused = await SendAsync(other, Given.Manager, await DownloadAsync(one, Given.Manager, "Word"), "LSCB.docx");

        refused.ShouldShowError("The file is a form of another area or another self-assessment. Send it on the page from which you downloaded it.");
    }

    [Fact]
    public async Task Macros_bombs_entities_and_other_kinds_of_file_are_refused_in_words()
    {
        var scene = await Given.Assigned();
        var file = await DownloadAsync(scene, Given.Manager, "Word");
        var document = file.Part("word/document.xml")!;
        var bomb = file.With("word/document.xml", stream =>
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(document[..document.IndexOf("<w:body>", StringComparison.Ordinal)] + "<w:body><w:p><w:r><w:t>"));
            var block = new byte[1024 * 1024];
            Array.Fill(block, (byte)' ');
            for (var i = 0; i < 80; i++)
            {
                stream.Write(block);
            }
        });
        var entities = file.With("word/document.xml", document.Replace("<w:document", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document", StringComparison.Ordinal));

        (await SendAsync(scene, Given.Manager, file.With("word/vbaProject.bin", "macro"), "LSCB.docx")).ShouldRefuse("macros");
        (await SendAsync(scene, Given.Manager, bomb, "LSCB.docx")).ShouldRefuse("holds more than a form can hold");
        (await SendAsync(scene, Given.Manager, entities, "LSCB.docx")).ShouldRefuse("The file is damaged");
        (await SendAsync(scene, Given.Manager, new OfficeFile("Plain text."u8.ToArray()), "LSCB.txt")).ShouldRefuse("Send the Word document or the Excel workbook");
        (await SendAsync(scene, Given.Manager, new OfficeFile("PK\u0003\u0004 not a zip"u8.ToArray()), "LSCB.docx")).ShouldRefuse("damaged");
        (await SendAsync(scene, Given.Manager, new OfficeFile(file.Content[..(file.Content.Length / 2)]), "LSCB.docx")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/offline/{scene.Id}/LSCB") is var page ? await page.Submit("Send it back") : page).ShouldShowError("Choose the file that you filled in");
    }

    [Fact]
    public async Task Fifty_thousand_characters_come_back_whole_and_too_many_are_refused()
    {
        var scene = await Given.Assigned();
        var file = await DownloadAsync(scene, Given.Manager, "Word");
        var text = string.Concat(Enumerable.Repeat("Ten chars ", 5000)).TrimEnd();

        (await (await SendAsync(scene, Given.Manager, file.Typed("LSCB-03|know", text), "LSCB.docx")).Submit("Take in what is ticked")).ShouldSay("1 answer was taken in.");
        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text.Know).SingleAsync())).ShouldBe(text);
        (await SendAsync(scene, Given.Manager, file.Typed("LSCB-03|know", new string('x', 100_001)), "LSCB.docx")).ShouldRefuse("more than 100,000 characters");
        using var excel = await (await SignedInAs(Given.Manager)).Get($"/self-assessments/offline/{scene.Id}/LSCB?handler=Excel");
        (await excel.Content.ReadAsStringAsync()).ShouldContain("Download it as Word");
    }

    [Fact]
    public async Task A_file_is_taken_in_once_and_seen_only_by_whoever_sent_it()
    {
        var scene = await Given.Assigned();
        var file = (await DownloadAsync(scene, Given.Police, "Word")).Typed("LSCB-02|know", "Once.");
        var preview = await SendAsync(scene, Given.Police, file, "LSCB.docx");
        (await (await SignedInAs(Given.Manager)).Open(preview.Path)).Status.ShouldBe(HttpStatusCode.NotFound);
        await preview.Submit("Take in what is ticked");

        var again = await preview.Submit("Take in what is ticked");

        again.ShouldRefuse("This file was taken in already.");
        (await Portal.ReadAsync(db => db.Revisions.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task A_file_refused_because_the_text_is_closed_can_be_taken_in_once_it_is_open_again()
    {
        var scene = await Given.Assessed();
        var file = (await DownloadAsync(scene, Given.Manager, "Word")).Typed("LSCB-03|know", "From the train.");
        var preview = await SendAsync(scene, Given.Manager, file, "LSCB.docx");
        await Given.Finished(scene.Id, "Ready");

        await preview.Submit("Take in what is ticked");

        (await Portal.ReadAsync(db => db.Set<OfflineReturn>().Select(r => r.TakenInAt).SingleAsync())).ShouldBeNull();
        await Given.Returned(Given.Chair, scene.Id, "The audit of June is not in it.");
        (await preview.Submit("Take in what is ticked")).ShouldSay("1 answer was taken in.");
        (await Portal.ReadAsync(db => db.Answers.Where(a => a.CriterionId == "LSCB-03").Select(a => a.Text.Know).SingleAsync())).ShouldBe("From the train.");
    }

    [Fact]
    public async Task A_field_that_is_no_longer_in_the_file_stays_and_the_others_are_taken_in()
    {
        var scene = await Given.Assigned();
        await SaveAsync(scene, "LSCB-03", Given.Answer, 0);
        var file = (await DownloadAsync(scene, Given.Manager, "Word")).Typed("LSCB-03|know", "From the train.");
        file = file.With("word/document.xml", file.Part("word/document.xml")!.Replace("LSCB-03|next", "LSCB-03|gone", StringComparison.Ordinal));

        var preview = await SendAsync(scene, Given.Manager, file, "LSCB.docx");
        preview.ShouldSay("Would change1");
        await preview.Submit("Take in what is ticked");

        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text).SingleAsync())).ShouldBe(Given.Answer with { Know = "From the train." });
    }

    private static Task<HtmlPage> TickAsync(HtmlPage preview, string label)
    {
        ((AngleSharp.Html.Dom.IHtmlInputElement)preview.Document.QuerySelectorAll("label").Single(l => HtmlPage.Words(l) == label).ParentElement!.QuerySelector("input")!).IsChecked = true;
        return preview.Submit("Take in what is ticked");
    }

    private async Task<OfficeFile> DownloadAsync(Scene scene, string who, string handler)
    {
        using var answer = await (await SignedInAs(who)).Get($"/self-assessments/offline/{scene.Id}/LSCB?handler={handler}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new OfficeFile(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<OfficeFile> DownloadExportAsync(Scene scene)
    {
        using var answer = await (await SignedInAs(Given.Manager)).Get($"/self-assessments/export/{scene.Id}?handler=Docx");
        return new OfficeFile(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<HtmlPage> SendAsync(Scene scene, string who, OfficeFile file, string name) =>
        await (await (await SignedInAs(who)).Open($"/self-assessments/offline/{scene.Id}/LSCB")).Submit("Send it back", ("The file that you filled in", new Upload(name, file.Content)));

    private Task<SaveOutcome<AnswerText>> SaveAsync(Scene scene, string criterion, AnswerText text, int basedOn, string who = Given.Manager) =>
        Portal.AsAsync(who, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, criterion, text, basedOn, default));
}
