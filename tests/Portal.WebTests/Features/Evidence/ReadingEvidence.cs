using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.PersonalData;
using Portal.Web.Features.Evidence;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using Portal.Web.Reading;
using Portal.Web.Searching;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Evidence;

public sealed class ReadingEvidence(PortalFixture portal) : PortalTest(portal)
{
    private Scene _scene = null!;

    [Fact]
    public async Task A_file_is_read_in_the_background_and_its_pages_are_shown_one_by_one()
    {
        var item = await AddedAsync("notes.txt", "First <b>page</b>.\fSecond page.");
        var waiting = await OpenAsync($"/evidence/details/{item}");
        waiting.ShouldSay("Waiting to be read");

        await Given.JobsRun();

        var page = await (await OpenAsync($"/evidence/details/{item}")).ShouldSay("Read: 2 pages").Follow("Read it here, page by page");
        page.ShouldSay("First <b>page</b>.").ShouldSay("1 of 2");
        (await page.Follow("Next page")).ShouldSay("Second page.");
        (await OpenAsync($"/evidence/read/{item}/3")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_passage_of_a_page_is_linked_to_a_criterion()
    {
        var item = await AddedAsync("notes.txt", "First page.\fSeen within a day.");
        await Given.JobsRun();

        var page = await OpenAsync($"/evidence/read/{item}/2?q=seen");
        page.Value("Page or passage").ShouldBe("page 2");
        var target = page.Document.QuerySelectorAll("option").First(o => o.TextContent.StartsWith("LSCB-02", StringComparison.Ordinal)).TextContent.Trim();
        var after = await page.Submit("Link", ("Criterion", target), ("Page or passage", "page 2: “seen within a day”"));

        after.Path.ShouldBe($"/evidence/read/{item}/2");
        (await OpenAsync($"/evidence/details/{item}")).ShouldSay("page 2: “seen within a day”");
        (await (await OpenAsync($"/evidence/read/{item}/2")).Submit("Link")).ShouldShowError("Choose a criterion");
    }

    [Fact]
    public async Task A_table_is_read_as_a_table()
    {
        var item = await AddedAsync("counts.csv", "Month,Count\nMarch,12\n");
        await Given.JobsRun();

        var page = await OpenAsync($"/evidence/read/{item}");

        page.Document.QuerySelectorAll("#text th[scope=col]").Select(h => h.TextContent.Trim()).ShouldBe(["Month", "Count"]);
        page.Document.QuerySelectorAll("#text td").Select(h => h.TextContent.Trim()).ShouldBe(["March", "12"]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_says_why_and_harms_nothing_else()
    {
        var damaged = await AddedAsync("damaged.pdf", "%PDF-1.4\nno document at all");
        var whole = await AddedAsync("notes.txt", "Whole.");

        await Given.JobsRun();

        (await OpenAsync($"/evidence/details/{damaged}")).ShouldSay("Damaged").ShouldSay("Try to read it again");
        (await OpenAsync($"/evidence/read/{damaged}")).ShouldSay("Damaged");
        (await OpenAsync($"/evidence/details/{whole}")).ShouldSay("Read: 1 part");
        (await OpenAsync($"/evidence?body={_scene.Board}")).ShouldSay("Damaged");
        (await Portal.ReadAsync(db => db.Set<JobRequest>().Where(j => j.Kind == ReadFileJob.Kind).Select(j => j.State).ToListAsync())).ShouldAllBe(s => s == JobState.Done);
    }

    [Fact]
    public async Task A_file_is_read_again_when_somebody_asks_for_it()
    {
        var item = await AddedAsync("damaged.pdf", "%PDF-1.4\nno document at all");
        await Given.JobsRun();

        (await (await OpenAsync($"/evidence/details/{item}")).Submit("Try to read it again")).ShouldSay("The file will be read again.").ShouldSay("Waiting to be read");
        await Given.JobsRun();

        (await OpenAsync($"/evidence/details/{item}")).ShouldSay("Damaged");
        (await Portal.ReadAsync(db => db.Set<FileText>().Where(t => t.State == ReadingState.Damaged).Select(t => t.Attempt).SingleAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_else_asks_for_it()
    {
        var item = await AddedAsync("damaged.pdf", "%PDF-1.4\nno document at all");
        await Given.JobsRun();
        var form = (await OpenAsync($"/evidence/details/{item}")).Forms.Single(f => f.To.Contains("ReadAgain", StringComparison.OrdinalIgnoreCase));

        (await (await SignedInAs(Given.Director)).SendAsOwn(form)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs("aisha.khan")).SendAsOwn(form)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Files_that_were_there_before_the_portal_could_read_are_read_too()
    {
        await AddedAsync("notes.txt", "From before.");
        await Portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            await db.Set<FileText>().ExecuteDeleteAsync();
            await db.Set<JobRequest>().Where(j => j.Kind == ReadFileJob.Kind).ExecuteDeleteAsync();
        });

        (await Portal.AsPortalAsync(s => s.GetRequiredService<FilesToRead>().AskForTheRestAsync(default))).ShouldBe(1);
        (await Portal.AsPortalAsync(s => s.GetRequiredService<FilesToRead>().AskForTheRestAsync(default))).ShouldBe(0);
        await Given.JobsRun();

        (await Portal.ReadAsync(db => db.Set<TextPage>().Select(p => p.Text).SingleAsync())).ShouldBe("From before.");
    }

    [Fact]
    public async Task Reading_that_is_broken_off_before_its_save_leaves_nothing_half()
    {
        var item = await AddedAsync("notes.txt", "One.\fTwo.");
        Portal.Host.Saves.FailAfter(0);
        await Given.JobsRun();

        (await Portal.ReadAsync(db => db.Set<TextPage>().CountAsync())).ShouldBe(0);
        (await Portal.ReadAsync(db => db.Set<SearchEntry>().CountAsync(e => e.Source == SearchSource.Page))).ShouldBe(0);
        Portal.Clock.Advance(TimeSpan.FromHours(1));
        await Given.JobsRun();

        (await OpenAsync($"/evidence/read/{item}/2")).ShouldSay("Two.");
    }

    [Fact]
    public async Task Signs_of_a_child_are_pointed_out_and_stop_nothing()
    {
        var item = await AddedAsync("case.txt", "Nothing here.\fNHS number: 943 476 5919");
        await Given.JobsRun();

        (await OpenAsync($"/evidence/details/{item}")).ShouldSay("This document may tell who a child is").ShouldSay("An NHS number (page 2)");
        (await OpenAsync($"/evidence?body={_scene.Board}")).ShouldSay("May name a child");
        (await Portal.ReadAsync(db => db.Set<PersonalDataSign>().Select(s => s.Count).SingleAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_page_shows_a_pdf_as_it_looks_from_bytes_that_may_do_nothing()
    {
        var item = await AddedAsync("notes.txt", "Text.");
        (await (await SignedInAs(Given.Manager)).Get($"/evidence/preview/{item}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var pdf = await AddedAsync("look.pdf", "%PDF-1.4\nno document at all");
        using var shown = await (await SignedInAs(Given.Manager)).Get($"/evidence/preview/{pdf}");
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        shown.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        (await OpenAsync($"/evidence/read/{pdf}")).Document.QuerySelector("[data-pdf]")!.GetAttribute("data-pdf").ShouldBe($"/evidence/preview/{pdf}");
        (await (await SignedInAs("aisha.khan")).Get($"/evidence/preview/{pdf}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task How_evidence_is_used_is_shown()
    {
        var words = string.Join(' ', Enumerable.Range(0, 300).Select(i => $"word{i}"));
        var one = await AddedAsync("draft one.txt", words);
        await AddedAsync("draft two.txt", words + " and an end");
        await Portal.AsAsync(Given.Police, s => s.GetRequiredService<Web.Features.SelfAssessments.SaveAnswer>().AsAsync(_scene.Id, "LSCB-02", Given.Answer, 0, default));
        await Given.JobsRun();
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<LinkEvidence>().ToCriterionAsync(one, _scene.Id, "LSCB-01", "page 1", default));

        var use = await OpenAsync($"/evidence/use?body={_scene.Board}");
        use.ShouldSay("draft one and draft two").ShouldSay("1 item supports no criterion").ShouldSay("1 answer has no evidence linked").ShouldSay("LSCB-02");

        var matrix = await OpenAsync($"/evidence/matrix/{_scene.Id}");
        var row = matrix.Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("draft one", StringComparison.Ordinal));
        row.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).Take(2).ShouldBe(["1", ""]);
    }

    protected override async Task SetUpAsync() => _scene = await Given.Assigned();

    private async Task<HtmlPage> OpenAsync(string path) => await (await SignedInAs(Given.Manager)).Open(path);

    private Task<Id<EvidenceItem>> AddedAsync(string name, string text) => Portal.AsAsync(Given.Manager, async s =>
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await s.GetRequiredService<AddEvidence>().ToLibraryAsync(
            _scene.Board, new EvidenceDescription(Path.GetFileNameWithoutExtension(name), EvidenceKind.Audit, new DateOnly(2014, 11, 30), "Shows how practice was checked."), name, content, default);
    });
}
