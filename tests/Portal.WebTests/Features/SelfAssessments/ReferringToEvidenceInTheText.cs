using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Features.Evidence;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>From the words of an answer to the page of a document, as the writer, the signatory and the reader of the pack follow it.</summary>
public sealed class ReferringToEvidenceInTheText(PortalFixture portal) : PortalTest(portal)
{
    private const string Know = "What do we know?";

    [Fact]
    public async Task Evidence_is_numbered_through_the_whole_self_assessment_and_shows_whether_the_text_uses_it()
    {
        var scene = await Given.Assessed();
        var manager = await SignedInAs(Given.Manager);
        var address = $"/self-assessments/answer/{scene.Id}/LSCB-01";
        var page = await manager.Open(address);
        var reference = await Portal.ReadAsync(db => db.EvidenceLinks.Where(l => l.SelfAssessmentId == scene.Id && l.CriterionId == "LSCB-01").Select(l => l.Reference).FirstAsync());
        Item(page).ShouldContain("not used in the text yet");

        var after = await page.Submit("Save", (Know, $"Six cases a quarter are audited [{reference}]."));

        Item(after).ShouldContain(", used in the text");
        (await Portal.ReadAsync(db => db.EvidenceLinks.Where(l => l.SelfAssessmentId == scene.Id).Select(l => l.Reference).ToListAsync())).ShouldBeUnique();
        string Item(HtmlPage shown) => HtmlPage.Words(shown.Document.GetElementById($"reference-{reference}"));
    }

    [Fact]
    public async Task Evidence_that_the_text_refers_to_is_not_taken_away_from_under_it()
    {
        var scene = await Given.Assessed();
        var manager = await SignedInAs(Given.Manager);
        var link = await Portal.ReadAsync(db => db.EvidenceLinks.AsNoTracking().FirstAsync(l => l.SelfAssessmentId == scene.Id && l.CriterionId == "LSCB-01"));
        await (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-01")).Submit("Save", (Know, $"Audited [{link.Reference}]."));
        var page = await manager.Open($"/evidence/link/{scene.Id}/LSCB-01");
        var remove = page.Document.QuerySelectorAll("main button").Select(HtmlPage.Words).First(b => b.StartsWith("Take away", StringComparison.Ordinal) || b.StartsWith("Remove", StringComparison.Ordinal));

        var refused = await page.Submit(remove);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.ShouldRefuse($"The answer to LSCB-01 refers to this evidence as [{link.Reference}]. Take [{link.Reference}] out of the text first.");
        (await Portal.ReadAsync(db => db.EvidenceLinks.AnyAsync(l => l.Id == link.Id))).ShouldBeTrue();
    }

    [Fact]
    public async Task In_the_frozen_version_it_leads_to_the_evidence()
    {
        var scene = await Given.Assessed();
        var link = await Portal.ReadAsync(db => db.EvidenceLinks.AsNoTracking().FirstAsync(l => l.SelfAssessmentId == scene.Id && l.CriterionId == "LSCB-01"));
        await (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/answer/{scene.Id}/LSCB-01")).Submit("Save", (Know, $"Audited [{link.Reference}], not [999]."));
        await Given.Finished(scene.Id, "Ready");

        var page = await (await SignedInAs(Given.Chair)).Open($"/sign-off/read/{scene.Id}");

        var marks = page.Document.QuerySelectorAll("main .portal-prose a").ToList();
        marks.Select(HtmlPage.Words).ShouldBe([$"[{link.Reference}]"]);
        page.Document.QuerySelector(marks[0].GetAttribute("href")!).ShouldNotBeNull().TextContent.ShouldContain($"[{link.Reference}]");
        page.ShouldSay("not [999].");
    }

    [Fact]
    public async Task Several_items_are_linked_all_or_none_each_with_a_number_of_its_own()
    {
        var scene = await Given.Assessed();
        var before = await Portal.FingerprintAsync();

        await Should.ThrowAsync<NotFound>(() => LinkAsync([(scene.Evidence[0], "page 2"), (Id<EvidenceItem>.New(), null)]));
        (await Portal.FingerprintAsync()).ShouldBe(before);

        await LinkAsync([(scene.Evidence[0], "page 2"), (scene.Evidence[1], null)]);
        var links = await Portal.ReadAsync(db => db.EvidenceLinks.Where(l => l.CriterionId == "LSCB-03").OrderBy(l => l.Reference).ToListAsync());
        links.Select(l => (l.Reference, l.Passage)).ShouldBe([(3, "page 2"), (4, null)]);

        Task LinkAsync(IReadOnlyList<(Id<EvidenceItem>, string?)> chosen) =>
            Portal.AsAsync(Given.Manager, s => s.GetRequiredService<LinkEvidence>().ToCriterionAsync(chosen, scene.Id, "LSCB-03", default));
    }
}
