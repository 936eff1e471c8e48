using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Evidence;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>How far it is, where the gaps are, and what evidence stands behind what.</summary>
public sealed class SeeingWhatIsMissing(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task Answered_evidenced_and_judged_are_told_apart_in_words()
    {
        var scene = await Given.Assigned();
        await Portal.AsAsync(Given.Manager, async s =>
        {
            await s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-03", Given.Answer, 0, default);
            await s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-04", Given.Answer with { Difference = "" }, 0, default);
        });
        await AddAsync(scene, "LSCB-05", EvidenceKind.Data, new DateOnly(2014, 6, 1));

        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/overview/{scene.Id}");

        Bars(page).ShouldBe(["Answered 1 of 11 criteria", "Evidenced 1 of 11 criteria", "Judged 0 of 1 judgements", "Agreed 0 of 1 judgements"]);
        page.ShouldSay("Confirmed: no text was carried from before, so none is to be confirmed.");
    }

    [Fact]
    public async Task A_person_sees_how_far_their_own_part_is_and_goes_on_at_its_first_gap()
    {
        var scene = await Given.Assigned();
        var mine = await (await SignedInAs(Given.Police)).Open($"/self-assessments/overview/{scene.Id}");

        Bars(mine).ShouldBe(["Answered 0 of 1 criteria", "Evidenced 0 of 1 criteria"]);
        mine.ShouldSay("LSCB-02").Text.ShouldNotContain("LSCB-03");
        (await mine.Follow("Continue at the first gap: LSCB-02")).Path.ShouldBe($"/self-assessments/answer/{scene.Id}/LSCB-02");
    }

    [Fact]
    public async Task When_every_criterion_is_answered_the_first_gap_is_a_judgement()
    {
        var scene = await Given.Assigned();
        await Portal.AsAsync(Given.Manager, async s =>
        {
            for (var i = 1; i <= 11; i++)
            {
                await s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, $"LSCB-{i:00}", Given.Answer, 0, default);
            }
        });

        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/overview/{scene.Id}");

        var link = page.Document.QuerySelectorAll("a").Select(HtmlPage.Words).Single(a => a.StartsWith("Continue at the first gap: judgement of", StringComparison.Ordinal));
        (await page.Follow(link)).Path.ShouldBe($"/self-assessments/judge/{scene.Id}/LSCB");
    }

    [Fact]
    public async Task Coverage_counts_items_by_kind_and_age_and_leads_to_what_is_there_and_to_what_is_missing()
    {
        var scene = await Given.Assigned();
        await AddAsync(scene, "LSCB-01", EvidenceKind.Audit, new DateOnly(2014, 11, 30));
        await AddAsync(scene, "LSCB-01", EvidenceKind.Audit, new DateOnly(2011, 1, 31));
        await AddAsync(scene, "LSCB-02", EvidenceKind.Data, new DateOnly(2011, 3, 31));
        var manager = await SignedInAs(Given.Manager);

        var page = await (await manager.Open($"/self-assessments/overview/{scene.Id}")).Follow("Coverage by evidence");

        Cells(page, 0, "LSCB-01").ShouldBe(["None: add Data for Governance that lets partners judge themselves", "2 of Audit for Governance that lets partners judge themselves Nov 2014",
            "None: add Voice of children and families for Governance that lets partners judge themselves", "None: add Partner’s account for Governance that lets partners judge themselves",
            "None: add Document for Governance that lets partners judge themselves"]);
        Cells(page, 0, "LSCB-02")[0].ShouldEndWith("Mar 2011, old");
        Cells(page, 1, "LSCB-01").Select(c => c[..1]).ShouldBe(["1", "N", "1"]);
        page.Document.QuerySelectorAll("td.portal-shade--old").Length.ShouldBe(5, "data of the judgement and of LSCB-02 by kind; the judgement, LSCB-01 and LSCB-02 by age");
        var there = await page.Follow("2 of Audit for Governance that lets partners judge themselves");
        there.Document.QuerySelectorAll("#there ~ ul li").Select(HtmlPage.Words).ShouldBe(
            ["Audit of 2014-11-30, audit, describes 30 November 2014, supports LSCB-01", "Audit of 2011-01-31, audit, describes 31 January 2011, supports LSCB-01"]);
        (await there.Follow("Audit of 2014-11-30")).Path.ShouldStartWith("/evidence/details/");
        var upload = await page.Follow("None: add Data for Governance that lets partners judge themselves");
        upload.Address.PathAndQuery.ShouldContain("criterion=LSCB-01");
    }

    [Fact]
    public async Task Coverage_shows_a_contributor_what_is_theirs_and_offers_to_add_only_to_those_who_write()
    {
        var scene = await Given.Assigned();
        await AddAsync(scene, "LSCB-03", EvidenceKind.Audit, new DateOnly(2014, 11, 30));
        var address = $"/self-assessments/coverage/{scene.Id}";

        var police = await (await SignedInAs(Given.Police)).Open(address + "?of=LSCB");
        Cells(police, 0, "LSCB-02")[0].ShouldBe("None: add Data for Front-line practice is watched");
        police.Document.QuerySelectorAll("tbody th").Select(HtmlPage.Words).ShouldNotContain(t => t.StartsWith("LSCB-03", StringComparison.Ordinal));
        police.Text.ShouldNotContain("Audit of 2014-11-30");

        var chief = await (await SignedInAs("david.lowe")).Open(address);
        Cells(chief, 0, "LSCB-03").ShouldBe(["None", "1 of Audit for Partners hold each other to account Nov 2014", "None", "None", "None"]);
    }

    [Fact]
    public async Task Readiness_leads_to_the_words_in_question_until_they_are_mended_or_let_stand()
    {
        var scene = await Given.Assigned();
        var manager = await SignedInAs(Given.Manager);
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-03", Given.Answer with { Difference = "It will never happen again.", Next = "" }, 0, default));

        var ready = await manager.Open($"/self-assessments/readiness/{scene.Id}");
        ready.ShouldSay("Words that claim more than they show (1)");
        var answer = await ready.Follow("LSCB-03: “will never happen” (more certain than anybody can be)");

        answer.Address.Fragment.ShouldBe("#Input_Difference");
        answer.Document.GetElementById("Input_Difference").ShouldNotBeNull();
        await (await answer.Follow("Let it stand: will never happen")).Submit("Let the words stand", ("Why should the words stand?", "The post is gone."));
        (await manager.Open($"/self-assessments/readiness/{scene.Id}")).Text.ShouldNotContain("Words that claim more");
    }

    private Task AddAsync(Scene scene, string criterion, EvidenceKind kind, DateOnly describes) => Portal.AsAsync(Given.Manager, async s =>
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"{kind} of {describes:O}"));
        var item = await s.GetRequiredService<AddEvidence>().ToLibraryAsync(
            scene.Board, new EvidenceDescription($"{kind} of {describes:O}", kind, describes, "Shows something."), $"{kind}-{describes:O}.txt", content, default);
        await s.GetRequiredService<LinkEvidence>().ToCriterionAsync(item, scene.Id, criterion, null, default);
    });

    private static IEnumerable<string> Bars(HtmlPage page) =>
        page.Document.QuerySelectorAll(".portal-bars .portal-progress").Select(b => $"{HtmlPage.Words(b.QuerySelector("label"))} {HtmlPage.Words(b.QuerySelector("span"))}");

    private static string[] Cells(HtmlPage page, int table, string row) =>
        [.. page.Document.QuerySelectorAll("table")[table].QuerySelectorAll("tbody tr").Single(r => HtmlPage.Words(r.QuerySelector("th")).StartsWith(row, StringComparison.Ordinal)).QuerySelectorAll("td").Select(HtmlPage.Words)];
}
