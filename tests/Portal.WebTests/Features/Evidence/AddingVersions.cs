using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Documents;
using Portal.Web.Features.Evidence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Evidence;

/// <summary>An item gets a new version of its file, and nobody loses the one they relied on.</summary>
public sealed class AddingVersions(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task The_new_file_is_the_items_and_the_earlier_ones_can_still_be_read()
    {
        var (scene, item) = await WithItemAsync();
        var manager = await SignedInAs(Given.Manager);

        var page = await ReplaceAsync(item, "Audit 2.txt", "Forty cases.", "Twenty cases were added.");

        page.Path.ShouldBe($"/evidence/details/{item}");
        page.ShouldSay("version 2").ShouldSay("Twenty cases were added.").ShouldSay("The first").ShouldSay("Tom Whitfield");
        (await TextAsync(manager, $"/evidence/download/{item}")).ShouldBe("Forty cases.");
        (await TextAsync(manager, $"/evidence/download/{item}?version=1")).ShouldBe("Twenty cases.");
        (await manager.Get($"/evidence/download/{item}?version=3")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await SignedInAs("janet.moss")).Get($"/evidence/download/{item}?version=1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await manager.Open($"/evidence?body={scene.Board}")).ShouldSay("Audit 2.txt, 12 bytes, version 2");
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "evidence-replaced" && a.Reason == "Version 2: Twenty cases were added."))).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_made_before_says_so_until_somebody_says_that_it_holds()
    {
        var (scene, item) = await WithItemAsync();
        var page = await ReplaceAsync(item, "Audit 2.txt", "Forty cases.", "Twenty cases were added.");
        var manager = await SignedInAs(Given.Manager);

        page.ShouldSay("Made to version 1");
        (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-01")).ShouldSay("Linked to an earlier version");
        (await manager.Open($"/self-assessments/readiness/{scene.Id}")).ShouldSay("“Audit” has a new version of its file since it was linked to LSCB-01");

        var after = await page.Submit("It holds for version 2 too: LSCB-01 page 1");

        after.Text.ShouldNotContain("Made to version 1");
        (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-01")).Text.ShouldNotContain("Linked to an earlier version");
        (await manager.Open($"/self-assessments/readiness/{scene.Id}")).Text.ShouldNotContain("has a new version of its file");
    }

    [Fact]
    public async Task What_is_frozen_keeps_the_file_it_was_frozen_with_and_so_does_its_pack()
    {
        var scene = await Given.SignedByDirector(("Audit.txt", Text("Twenty cases.")));
        await ReplaceAsync(scene.Evidence[0], "Audit 2.txt", "Forty cases.", "Twenty cases were added.");

        await Given.Signed(Given.Chair, scene.Id);
        await Given.JobsRun();

        var frozen = SelfAssessmentDocument.Parse(await Portal.ReadAsync(db => db.FrozenVersions.Select(v => v.Content).SingleAsync()));
        frozen.Evidence.Single().FileName.ShouldBe("Audit.txt");
        var pack = await Portal.ReadAsync(db => db.Packs.Select(p => p.Id).SingleAsync());
        new ReadPack(Path.Combine(Portal.Data, "packs", $"{pack}.zip")).ShouldBeAWholeBag();
        using var zip = System.IO.Compression.ZipFile.OpenRead(Path.Combine(Portal.Data, "packs", $"{pack}.zip"));
        using var file = new StreamReader(zip.Entries.Single(e => e.FullName.Contains("/data/evidence/", StringComparison.Ordinal)).Open());
        (await file.ReadToEndAsync()).ShouldBe("Twenty cases.");
    }

    [Fact]
    public async Task The_frozen_text_names_version_and_marking()
    {
        var scene = await Given.Assessed(("Audit.txt", Text("Twenty cases.")));
        await ReplaceAsync(scene.Evidence[0], "Audit 2.txt", "Forty cases.", "Twenty cases were added.");
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var item = await s.GetRequiredService<Web.Persistence.PortalDbContext>().EvidenceItems.AsNoTracking().SingleAsync();
            await s.GetRequiredService<DescribeEvidence>().AsAsync(
                new Dictionary<Id<EvidenceItem>, EvidenceDescription> { [item.Id] = item.Description with { Marking = SecurityMarking.OfficialSensitive } }, default);
        });

        await Given.Finished(scene.Id, "Ready");

        var entry = SelfAssessmentDocument.Parse(await Portal.ReadAsync(db => db.FrozenVersions.Select(v => v.Content).SingleAsync())).Evidence.Single();
        (entry.Version, entry.Marking, entry.FileName).ShouldBe((2, SecurityMarking.OfficialSensitive, "Audit 2.txt"));
    }

    [Theory]
    [InlineData("Audit.txt", "Twenty cases.", "Nothing.", "This is the file that the item has already.")]
    [InlineData("Other.txt", "Another file.", "Nothing.", "This file is already in your library as “Other”. Use that item instead.")]
    public async Task The_same_file_and_that_of_another_item_are_no_new_version(string name, string content, string changed, string words)
    {
        var (scene, item) = await WithItemAsync();
        await Given.EvidenceItem(scene, "Other.txt", Text("Another file."));

        var page = await ReplaceAsync(item, name, content, changed);

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.ShouldRefuse(words);
        (await Portal.ReadAsync(db => db.Set<EvidenceVersion>().CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task What_changed_must_be_said_and_the_file_need_not_be_sent_again()
    {
        var (_, item) = await WithItemAsync();

        var page = await ReplaceAsync(item, "Audit 2.txt", "Forty cases.", "");

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldShowError("Say what has changed").ShouldSay("Audit 2.txt");
        var after = await page.Submit("Add this version", ("What has changed?", "Twenty cases were added."));
        after.ShouldSay("Twenty cases were added.");
    }

    [Fact]
    public async Task Dates_owner_and_marking_are_kept_and_what_is_due_for_review_is_found()
    {
        var (scene, item) = await WithItemAsync();
        var manager = await SignedInAs(Given.Manager);
        var form = await manager.Open($"/evidence/describe?item={item}");

        var refused = await form.Submit("Save", ("Holds from (optional)", new DateOnly(2015, 4, 1)), ("Review or expiry date (optional)", new DateOnly(2015, 3, 20)));
        refused.ShouldShowError("The review date must not be before the date from which it holds");
        var saved = await refused.Submit(
            "Save", ("Holds from (optional)", new DateOnly(2014, 4, 1)), ("Who answers for it (optional)", "Audit subgroup"), ("Sensitivity marking", "OFFICIAL-SENSITIVE"));

        saved.ShouldSay("OFFICIAL-SENSITIVE").ShouldSay("Audit subgroup").ShouldSay("1 April 2014").ShouldSay("20 March 2015");
        (await manager.Open($"/evidence?body={scene.Board}&use=ReviewDue")).ShouldSay("Review due 20 March 2015").ShouldSay("OFFICIAL-SENSITIVE");
        Portal.Clock.SetUtcNow(new DateTimeOffset(2015, 3, 3, 9, 0, 0, TimeSpan.Zero));
        await Portal.AsPortalAsync(async s => await s.GetRequiredService<Web.Persistence.PortalDbContext>().EvidenceItems.ExecuteUpdateAsync(set => set.SetProperty(e => e.ReviewOn, new DateOnly(2015, 4, 3))));
        (await manager.Open($"/evidence?body={scene.Board}&use=ReviewDue")).ShouldSay("0 items");
    }

    [Fact]
    public async Task After_signature_an_item_is_marked_as_withdrawn_and_stays()
    {
        var scene = await Given.Submitted(("Audit.txt", Text("Twenty cases.")));
        var item = scene.Evidence[0];

        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawEvidence>().AsAsync(item, "It was superseded.", default));

        var manager = await SignedInAs(Given.Manager);
        var page = await manager.Open($"/evidence/details/{item}");
        page.ShouldSay("It was superseded.").ShouldSay("LSCB-01");
        (await TextAsync(manager, $"/evidence/download/{item}")).ShouldBe("Twenty cases.");
        (await manager.Open($"/evidence?body={scene.Board}&use=Withdrawn")).ShouldSay("Audit");
        await Given.JobsRun();
        (await Portal.ReadAsync(db => db.Packs.Select(p => p.State).SingleAsync())).ShouldBe(Domain.Packs.PackState.Complete);
    }

    [Fact]
    public async Task Before_signature_what_supports_a_criterion_is_not_withdrawn()
    {
        var (_, item) = await WithItemAsync();

        (await Should.ThrowAsync<RuleBroken>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawEvidence>().AsAsync(item, "Wrong.", default)))).Code.ShouldBe("evidence.in-use");
    }

    private async Task<(Scene Scene, Id<EvidenceItem> Item)> WithItemAsync()
    {
        var scene = await Given.Assigned();
        return (scene, await Given.EvidenceItem(scene, "Audit.txt", Text("Twenty cases.")));
    }

    private async Task<HtmlPage> ReplaceAsync(Id<EvidenceItem> item, string name, string content, string changed)
    {
        var form = await (await (await SignedInAs(Given.Manager)).Open($"/evidence/details/{item}")).Follow("Add a new version of the file");
        return await form.Submit("Add this version", ("The new file", new Upload(name, Encoding.UTF8.GetBytes(content))), ("What has changed?", changed));
    }

    private static Func<Stream> Text(string text) => () => new MemoryStream(Encoding.UTF8.GetBytes(text));

    private static async Task<string> TextAsync(Visitor visitor, string address)
    {
        using var answer = await visitor.Fetch(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await answer.Content.ReadAsStringAsync();
    }
}
