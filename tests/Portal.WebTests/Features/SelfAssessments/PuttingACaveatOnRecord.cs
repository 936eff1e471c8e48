using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Documents;
using Portal.Web.Features.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

public sealed class PuttingACaveatOnRecord(PortalFixture portal) : PortalTest(portal)
{
    private const string Said = "Our own audit of June found waits of a month. <b>Not less</b> ond mae’n gwella.";
    private const string Answered = "The board has asked for the audit and will read it in May.";

    [Fact]
    public async Task A_partner_puts_a_caveat_on_the_record_it_is_answered_and_both_stand_on_overview_and_frozen_version()
    {
        var scene = await Given.Assessed();
        var police = await SignedInAs(Given.Police);
        var page = await (await police.Open($"/self-assessments/overview/{scene.Id}")).Follow("Caveats and dissent");
        var check = await page.Submit("Continue", ("What is it?", "A caveat: it is so, with a reservation"), ("What is it about?", "LSCB-02 Front-line practice is watched"), ("What do you want on the record?", Said));
        check.ShouldSay("never changed or removed").ShouldSay(Said);
        (await check.Submit("Put it on the record")).ShouldSay(Said).ShouldSay("Caveat, on LSCB-02: Priya Nair, Northshire Police");

        var manager = await SignedInAs(Given.Manager);
        var answering = await (await manager.Open($"/self-assessments/caveats/{scene.Id}")).Follow("Answer the caveat of Priya Nair, 3 March 2015 at 9.00am");
        await answering.Submit("Put my answer on the record", ("Your answer", Answered));
        (await manager.Open($"/self-assessments/overview/{scene.Id}")).ShouldSay(Said).ShouldSay("Answered by Tom Whitfield, Board manager").ShouldSay(Answered);
        await Given.Finished(scene.Id, "Ready");

        (await (await SignedInAs(Given.Director)).Open($"/sign-off/read/{scene.Id}")).ShouldSay(Said).ShouldSay(Answered);
        (await (await SignedInAs(Given.Director)).Open($"/sign-off/sign/{scene.Id}?read={await Given.PresentHash(scene.Id)}")).ShouldSay(Said);
        var frozen = SelfAssessmentDocument.Parse(await Portal.ReadAsync(db => db.FrozenVersions.Select(v => v.Content).SingleAsync())).Caveats.ShouldNotBeNull().ShouldHaveSingleItem();
        (frozen.Kind, frozen.Subject, frozen.Text, frozen.By, frozen.Post).ShouldBe((CaveatKind.Caveat, "LSCB-02", Said, "Priya Nair", "Northshire Police"));
        frozen.Answers.ShouldHaveSingleItem().Text.ShouldBe(Answered);
    }

    [Fact]
    public async Task Dissent_at_sign_off_changes_no_hash_is_shown_to_whoever_signs_and_goes_into_the_pack()
    {
        var scene = await Given.UpForSignature();
        var hash = await Given.PresentHash(scene.Id);
        Portal.Clock.Advance(TimeSpan.FromHours(1));

        await MadeAsync(scene, Given.Police, CaveatKind.Dissent, null);

        (await Given.PresentHash(scene.Id)).ShouldBe(hash);
        (await (await SignedInAs(Given.Chair)).Open($"/sign-off/read/{scene.Id}")).ShouldSay("Dissent, on the whole: Priya Nair").ShouldSay(Said);
        await Given.Signed(Given.Director, scene.Id);
        await Given.Signed(Given.Chair, scene.Id);
        await Given.JobsRun();
        var pack = new ReadPack(Directory.EnumerateFiles(Portal.Data, "*.zip", SearchOption.AllDirectories).ShouldHaveSingleItem());
        var page = pack.Text("data/pages/caveats.html");
        WebUtility.HtmlDecode(page).ShouldContain(Said);
        page.ShouldContain("after the version was frozen");
        page.ShouldNotContain("<b>Not less</b>");
        pack.Text("data/index.html").ShouldContain("pages/caveats.html#caveat-1");
        pack.Text("data/caveats.json").ShouldContain("waits of a month");
    }

    [Fact]
    public async Task Without_any_the_frozen_text_is_written_as_it_always_was_and_versions_of_former_days_are_read_as_before()
    {
        await Given.UpForSignature();

        var json = await Portal.ReadAsync(db => db.FrozenVersions.Select(v => v.Content).SingleAsync());
        json.ShouldNotContain("\"caveats\"");
        SelfAssessmentDocument.Parse(json).Caveats.ShouldBeNull();
    }

    [Fact]
    public async Task Once_submitted_the_record_is_closed_and_stays_to_be_read()
    {
        var scene = await Given.UpForSignature();
        await MadeAsync(scene, Given.Police, CaveatKind.Dissent, null);
        await Given.Signed(Given.Director, scene.Id);
        await Given.Signed(Given.Chair, scene.Id);

        (await Should.ThrowAsync<RuleBroken>(() => MadeAsync(scene, Given.Police, CaveatKind.Caveat, null))).Code.ShouldBe("caveat.closed");
        var page = await (await SignedInAs(Given.Police)).Open($"/self-assessments/caveats/{scene.Id}");
        page.ShouldSay(Said).Forms.ShouldBeEmpty();
    }

    [Fact]
    public async Task While_it_is_written_another_partner_sees_no_caveat_but_those_of_their_own()
    {
        var scene = await Given.Assigned();
        await MadeAsync(scene, Given.Police, CaveatKind.Caveat, "LSCB-02");
        var id = await Portal.ReadAsync(db => db.Caveats.Select(c => c.Id).SingleAsync());
        var health = await SignedInAs("samuel.okafor");

        (await health.Open($"/self-assessments/caveats/{scene.Id}")).Text.ShouldNotContain("waits of a month");
        (await health.Open($"/self-assessments/overview/{scene.Id}")).Text.ShouldNotContain("waits of a month");
        (await health.Open($"/self-assessments/answer-caveat/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        await Should.ThrowAsync<Web.Persistence.NotFound>(() => MadeAsync(scene, "samuel.okafor", CaveatKind.Caveat, "LSCB-02"));
    }

    [Fact]
    public async Task Who_signs_from_outside_reads_it_and_puts_nothing_there()
    {
        var scene = await Given.Assigned();
        await MadeAsync(scene, Given.Police, CaveatKind.Caveat, "LSCB-02");

        (await (await SignedInAs(Given.Director)).Open($"/self-assessments/caveats/{scene.Id}")).ShouldSay("waits of a month").Forms.ShouldBeEmpty();
        await Should.ThrowAsync<Web.Security.Forbidden>(() => MadeAsync(scene, Given.Director, CaveatKind.Dissent, null));
    }

    [Fact]
    public async Task Nothing_and_too_much_are_asked_for_again()
    {
        var scene = await Given.Assigned();
        var page = await (await SignedInAs(Given.Manager)).Open($"/self-assessments/caveats/{scene.Id}");

        (await page.Submit("Continue")).ShouldShowError("Choose whether it is a caveat or dissent").ShouldShowError("Say what your reservation is");
        (await page.Submit("Continue", ("What do you want on the record?", new string('x', 50_000)))).ShouldShowError("It must be 10,000 characters or fewer");
    }

    private Task MadeAsync(Scene scene, string who, CaveatKind kind, string? subject) =>
        Portal.AsAsync(who, s => s.GetRequiredService<RecordCaveat>().MakeAsync(scene.Id, kind, subject, Said, default));
}
