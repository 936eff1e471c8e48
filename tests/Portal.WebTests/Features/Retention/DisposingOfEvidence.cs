using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Features.Retention;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Retention;

/// <summary>One person proposes to dispose of what was kept long enough, another decides, and a certificate stays.</summary>
public sealed class DisposingOfEvidence(PortalFixture portal) : RetentionTest(portal)
{
    [Fact]
    public async Task Manager_and_chair_dispose_of_an_item_and_the_certificate_stays()
    {
        var board = await NorthshireAsync();
        var item = await OldItemAsync("Notes of the panel of 2007");
        var sha256 = (await ItemAsync(item)).FileSha256;
        var manager = await SignedInAs(Given.Manager);

        var report = await (await manager.Open($"/evidence?body={board}")).Follow("What is due for disposal");
        report.ShouldSay("Due: 1").ShouldSay("3 March 2008, when its present file was added").ShouldSay("4 March 2014");
        var propose = await report.Submit("Propose to dispose of what is ticked", ("Notes of the panel of 2007", true));
        (await propose.Submit("Continue")).ShouldShowError("Say why these items are to be disposed of");
        var check = await propose.Submit("Continue", ("Why are they to be disposed of?", "Nobody has asked for it in years."));
        check.ShouldSay("A second person looks through it");
        var proposed = await check.Submit("Propose the disposal");
        proposed.ShouldSay("Waits for a second person").ShouldSay("You proposed it, so somebody else decides");
        (await manager.Open($"/evidence/details/{item}")).ShouldSay("It is proposed for disposal, and waits for a second person.").ShouldSay("Open the file");
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject == "A disposal of evidence waits for a second person").Select(m => m.Name).ToListAsync())).ShouldBe(["Helen Archer"]);

        var decide = await (await (await SignedInAs(Given.Chair)).Open(proposed.Path)).Follow("Decide on it");
        (await decide.Submit("Continue")).ShouldShowError("Choose whether you approve it").ShouldShowError("Say why you decide so");
        var approve = await decide.Submit("Continue", ("Are these items to be disposed of?", "Yes, I approve the disposal"), ("Why?", "I have looked through it."));
        approve.ShouldSay("The files cannot be brought back.");
        var certificate = await approve.Submit("Approve the disposal");
        certificate.ShouldSay("Certificate of disposal 1").ShouldSay("Leaving the store");

        await Given.JobsRun();

        File.Exists(PathOf(sha256)).ShouldBeFalse();
        (await manager.Open(certificate.Path)).ShouldSay("Left the store on 3 March 2015").ShouldSay(sha256).ShouldSay("Tom Whitfield, Board manager").ShouldSay("Helen Archer, Independent chair")
            .ShouldSay("Nobody has asked for it in years.").ShouldSay("I have looked through it.").ShouldSay("Kept for 6 years, as everybody keeps it, from 3 March 2008");
        var page = await manager.Open($"/evidence/details/{item}");
        page.ShouldSay("Disposed of on 3 March 2015 by Tom Whitfield and Helen Archer, because: Nobody has asked for it in years.").ShouldSay("Certificate of disposal 1");
        page.Text.ShouldNotContain("Open the file");
        page.Text.ShouldNotContain("Place it under legal hold");
        (await page.Follow("In whose hands it has been")).ShouldSay("disposed of the item as the second person").ShouldSay("The portal removed the content of a disposed file from the store");
        var csv = (await manager.Open($"{certificate.Path}?handler=Csv")).Html;
        csv.ShouldContain(sha256);
        csv.ShouldContain("2015-03-03 09:00:00,Tom Whitfield,Board manager");
    }

    [Fact]
    public async Task Who_proposed_it_takes_it_back_and_whoever_was_asked_is_told()
    {
        var item = await OldItemAsync("Notes of the panel of 2007");
        var disposal = await ProposedAsync(item);
        var chair = await SignedInAs(Given.Chair);
        (await chair.Open($"/retention/withdraw/{disposal}")).Path.ShouldBe($"/retention/disposal/{disposal}");
        var manager = await SignedInAs(Given.Manager);

        var withdraw = await (await manager.Open($"/retention/disposal/{disposal}")).Follow("Withdraw it");
        (await withdraw.Submit("Continue")).ShouldShowError("Say why you withdraw it");
        var check = await withdraw.Submit("Continue", ("Why do you withdraw it?", "The inquest of June asks for it."));
        check.ShouldSay("The inquest of June asks for it.");
        var withdrawn = await check.Submit("Withdraw the disposal");

        withdrawn.ShouldSay("Withdrawn").ShouldSay("Everything stayed where it was.");
        withdrawn.Text.ShouldNotContain("Withdraw it");
        (await ItemAsync(item)).DisposalId.ShouldBeNull();
        (await chair.Open($"/retention/decide/{disposal}")).Path.ShouldBe($"/retention/disposal/{disposal}");
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject == "A disposal of evidence was withdrawn").Select(m => m.Name).ToListAsync())).ShouldBe(["Helen Archer"]);
        (await RecordedAsync("disposal-withdrawn")).ShouldBe(["Disposal 1. The inquest of June asks for it.", "Disposal 1. The inquest of June asks for it."]);
        await ProposedAsync(item);
    }

    [Fact]
    public async Task Withdrawn_and_approved_at_the_same_moment_it_is_one_of_both()
    {
        var disposal = await ProposedAsync(await OldItemAsync("Notes of the panel of 2007"));

        var ended = await AtOnce.DoAsync(
            () => ApproveAsync(disposal),
            () => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawDisposal>().RunAsync(disposal, "The inquest of June asks for it.", default)));

        ended.Count(e => e is null).ShouldBe(1);
        ended.OfType<RuleBroken>().Single().Code.ShouldBe("retention.decided");
    }

    [Fact]
    public async Task Downloads_text_search_and_quota_know_it_no_more()
    {
        var item = await OldItemAsync("Minutes", "The wolverhampton protocol was agreed.");
        await Given.JobsRun();
        var manager = await SignedInAs(Given.Manager);
        (await manager.Open("/search?q=wolverhampton")).ShouldSay("Minutes");
        var address = (await manager.Get($"/evidence/download/{item}")).Headers.Location!.ToString();

        await DisposedAsync(item);
        await Given.JobsRun();

        (await manager.Open("/search?q=wolverhampton")).Text.ShouldNotContain("Minutes");
        (await manager.Get(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "an address that was given out before leads to nothing");
        (await manager.Open($"/evidence/download/{item}")).ShouldSay("Disposed of on 3 March 2015");
        (await manager.Get($"/evidence/read/{item}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await manager.Get($"/evidence/preview/{item}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var sha256 = (await ItemAsync(item)).FileSha256;
        (await Portal.ReadAsync(async db => (
            await db.Set<FileText>().CountAsync(t => t.Sha256 == sha256), await db.Set<TextPage>().CountAsync(t => t.Sha256 == sha256), await db.Set<Web.Searching.SearchEntry>().CountAsync(t => t.Sha256 == sha256))))
            .ShouldBe((0, 0, 0));
        var left = await Portal.AsPortalAsync(async s => await s.GetRequiredService<Web.Files.Uploads.BodyQuota>().LeftAsync(await NorthshireAsync(), default));
        left.ShouldBe(Portal.Host.Services.GetRequiredService<Web.Files.FileLimits>().MostBytesOfABody);
        (await manager.Open("/evidence?use=Withdrawn")).ShouldSay("Minutes").ShouldSay("Disposed of");
    }

    [Fact]
    public async Task A_claim_that_rested_on_it_says_what_became_of_it_and_so_does_what_was_signed()
    {
        var scene = await Given.Packed();
        await Given.AddedLate(scene, "LSCB-03", "It confirms the first.", "It was finished late.");
        await Given.AddedOn(scene.Evidence[0], LongAgo);
        await Given.SubmittedOn(scene.Id, LongAgo);
        (await Should.ThrowAsync<RuleBroken>(() => ProposedAsync(scene.Evidence[0]))).Code.ShouldBe("retention.must-be-kept", "it was added late today");
        await Portal.ReadAsync(db => db.LateAdditions.ExecuteUpdateAsync(l => l.SetProperty(late => late.AddedAt, LongAgo)));

        var disposal = await DisposedAsync(scene.Evidence[0]);
        await Given.JobsRun();

        var manager = await SignedInAs(Given.Manager);
        const string said = "Disposed of on 3 March 2015 by Tom Whitfield and Helen Archer, because: Nobody has asked for it in years.";
        (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-01")).ShouldSay(said);
        (await manager.Open($"/sign-off/read/{scene.Id}")).ShouldSay(said).ShouldSay("File disposed of");
        (await manager.Open($"/retention/disposal/{disposal}")).ShouldSay("Copies that stay").ShouldSay(".zip");
        (await manager.Open($"/retention/disposal/{disposal}?handler=Csv")).Html.Split('\n')[1].ShouldContain(".zip");
        var late = await Portal.ReadAsync(db => db.LateAdditions.Select(l => l.Id).SingleAsync());
        (await (await SignedInAs("ruth.bannister")).Open($"/late-additions/download/{late}")).ShouldSay("The file was disposed of");
        new ReadPack(Path.Combine(Portal.Data, "packs", $"{scene.Pack}.zip")).ShouldBeAWholeBag();
    }

    [Fact]
    public async Task Opened_again_a_self_assessment_is_not_ready_until_what_was_disposed_of_is_linked_no_more()
    {
        var scene = await Given.Packed();
        await Given.AddedOn(scene.Evidence[0], LongAgo);
        await Given.SubmittedOn(scene.Id, LongAgo);
        await DisposedAsync(scene.Evidence[0]);
        foreach (var (who, first, last) in new[] { (Given.Chair, "Continue", "Ask to open it again"), (Given.Director, "", "Agree to open it again") })
        {
            var page = await (await SignedInAs(who)).Open($"/sign-off/reopen/{scene.Id}");
            page = first.Length == 0 ? page : await page.Submit(first, ("Why must it be opened again?", "The lists are of another year."));
            await page.Submit(last);
        }

        var manager = await SignedInAs(Given.Manager);
        var readiness = await manager.Open($"/self-assessments/readiness/{scene.Id}");
        readiness.Text.ShouldNotContain("Nothing stands in the way of signature.");
        (await readiness.Submit("Put up for signature")).ShouldRefuse("These items of evidence were disposed of since");
        var title = (await ItemAsync(scene.Evidence[0])).Title;
        var links = await readiness.Follow($"“{title}” was disposed of and is still linked to LSCB-01: take the link away");
        await links.Submit($"Take away the link to {title} page 1");

        (await manager.Open($"/self-assessments/readiness/{scene.Id}")).ShouldSay("Nothing stands in the way of signature.");
    }

    [Fact]
    public async Task What_was_refused_stays_and_can_be_proposed_anew()
    {
        var item = await OldItemAsync("Notes");
        var disposal = await ProposedAsync(item);
        (await Should.ThrowAsync<RuleBroken>(() => ProposedAsync(item))).Code.ShouldBe("retention.must-be-kept", "it waits already");

        await Portal.AsAsync(Given.Chair, s => s.GetRequiredService<DecideDisposal>().RefuseAsync(disposal, "The review will ask for it.", default));
        await Given.JobsRun();

        (await ItemAsync(item)).DisposalId.ShouldBeNull();
        (await (await SignedInAs(Given.Manager)).Open($"/retention/disposal/{disposal}")).ShouldSay("Refused").ShouldSay("The review will ask for it.").ShouldSay("Everything stayed where it was.");
        (await (await SignedInAs(Given.Manager)).Open($"/evidence/details/{item}")).ShouldSay("Open the file");
        await ProposedAsync(item);
    }

    [Fact]
    public async Task Nobody_is_both_people_whatever_posts_they_hold()
    {
        var item = await OldItemAsync("Notes");
        var disposal = await ProposedAsync(item);
        await Portal.ReadAsync(async db =>
        {
            var chair = await db.Posts.Include(p => p.Holdings).SingleAsync(p => p.Role == PostRole.Chair && p.Holdings.Any(h => db.People.Any(x => x.Id == h.PersonId && x.Name == "Helen Archer")));
            chair.Appoint(await db.People.SingleAsync(p => p.Name == "Tom Whitfield"), PortalFixture.Start.UtcDateTime);
            return await db.SaveChangesAsync();
        });

        (await Should.ThrowAsync<RuleBroken>(() => ApproveAsync(disposal, Given.Manager))).Code.ShouldBe("retention.same-person");
        var page = await (await SignedInAs(Given.Manager)).Open($"/retention/disposal/{disposal}");
        page.Text.ShouldNotContain("Decide on it");
        (await (await SignedInAs(Given.Manager)).Open($"/retention/decide/{disposal}")).Path.ShouldBe($"/retention/disposal/{disposal}");
        (await ItemAsync(item)).DisposedAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_deputy_proposes_and_does_not_approve()
    {
        var item = await OldItemAsync("Notes");
        await Portal.ReadAsync(async db =>
        {
            var board = await db.Bodies.SingleAsync(b => b.Code == "demo-northshire-board");
            var chair = await db.Posts.Include(p => p.Holdings).Include(p => p.Deputies).SingleAsync(p => p.Role == PostRole.Chair && p.BodyId == board.Id);
            var police = await db.People.SingleAsync(p => p.Name == "Priya Nair");
            chair.NameDeputy(police, new DateOnly(2015, 3, 1), new DateOnly(2015, 4, 1), police.Id, PortalFixture.Start.UtcDateTime, new DateOnly(2015, 3, 3));
            return await db.SaveChangesAsync();
        });
        var disposal = await ProposedAsync(item);

        await Should.ThrowAsync<Forbidden>(() => ApproveAsync(disposal, Given.Police));
        await Portal.AsAsync(Given.Chair, s => s.GetRequiredService<DecideDisposal>().RefuseAsync(disposal, "Not yet.", default));
        await ProposedByAsync(Given.Police, item);
    }

    [Fact]
    public async Task Director_and_chief_executive_are_the_two_people_of_an_authority()
    {
        var item = await OldItemAsync("Scorecard of 2007", who: Given.Director, board: "demo-northshire-council");
        var disposal = await ProposedByAsync(Given.Director, item);
        await Should.ThrowAsync<NotFound>(() => ApproveAsync(disposal, Given.Manager));

        await ApproveAsync(disposal, "david.lowe");

        (await ItemAsync(item)).DisposedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_proposal_names_items_of_one_library_each_once()
    {
        var (board, item) = (await NorthshireAsync(), await OldItemAsync("Notes"));
        var theirs = await OldItemAsync("Theirs", who: "janet.moss", board: "demo-westmere-board");
        var manager = await SignedInAs(Given.Manager);

        (await manager.Open($"/retention/propose/{board}")).ShouldSay("Nothing is chosen.");
        (await manager.Get($"/retention/propose/{board}?item={theirs}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await manager.Get($"/retention/propose/{board}?item=nonsense")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await manager.Get($"/retention/propose/{await BodyAsync("demo-westmere-board")}?item={theirs}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Should.ThrowAsync<RuleBroken>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<ProposeDisposal>().OfAsync(board, [], "Why not.", default)))).Code.ShouldBe("retention.nothing-chosen");
        await Should.ThrowAsync<NotFound>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<ProposeDisposal>().OfAsync(board, [item, theirs], "Why not.", default)));

        var disposal = await ProposedAsync(item, item);
        (await Portal.ReadAsync(db => db.Set<DisposalItem>().CountAsync(i => i.DisposalId == disposal))).ShouldBe(1);
    }

    [Fact]
    public async Task The_report_is_paged_and_its_file_starts_no_formula()
    {
        var board = await NorthshireAsync();
        await OldItemAsync("=HYPERLINK(\"http://evil.example\")");
        for (var i = 0; i < 26; i++)
        {
            await OldItemAsync($"Notes {i:00}");
        }

        var soon = await OldItemAsync("Nearly due");
        await Given.AddedOn(soon, new DateTime(2009, 5, 1, 9, 0, 0, DateTimeKind.Utc));
        await OldItemAsync("Theirs", who: "janet.moss", board: "demo-westmere-board");
        var manager = await SignedInAs(Given.Manager);

        var report = await manager.Open($"/retention?body={board}");
        report.ShouldSay("Due: 27").ShouldSay("Due soon: 1").ShouldSay("Showing 1 to 25 of 27");
        (await manager.Open($"/retention?body={board}&page=2")).ShouldSay("Notes 25");
        (await manager.Open($"/retention?body={board}&show=Soon")).ShouldSay("Nearly due").ShouldSay("Kept until 2 May 2015 by the schedule.");
        var csv = (await manager.Open($"/retention?body={board}&show=Due&handler=Csv")).Html;
        csv.ShouldContain("\"'=HYPERLINK(\"\"http://evil.example\"\")\"");
        csv.Split("\r\n").Length.ShouldBe(29, "a head, 27 items and an end");
        csv.ShouldNotContain("Theirs");
        (await (await SignedInAs("janet.moss")).Open("/retention")).ShouldSay("Due: 1").ShouldSay("Theirs");
    }

    [Fact]
    public async Task Who_answers_only_for_a_part_sees_neither_report_nor_disposals()
    {
        var (board, item) = (await NorthshireAsync(), await OldItemAsync("Notes"));
        var disposal = await DisposedAsync(item);
        var police = await SignedInAs(Given.Police);

        foreach (var address in new[] { $"/retention?body={board}", $"/retention/schedule/{board}", $"/retention/holds/{board}", $"/retention/disposals/{board}", $"/retention/disposal/{disposal}", $"/retention/hold-all/{board}", $"/retention/period/{board}/Data", $"/retention/propose/{board}" })
        {
            (await police.Get(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, address);
        }

        (await police.Open($"/evidence?body={board}")).Text.ShouldNotContain("What is due for disposal");
        (await police.Open($"/evidence/details/{item}")).ShouldSay("Disposed of on 3 March 2015").Text.ShouldNotContain("Certificate of disposal");
    }
}
