using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Web.CommandLine;
using Portal.Web.Features.Packs;
using Portal.Web.Mail;
using Portal.Web.Security;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Packs;

/// <summary>What comes late reaches the review team in a supplement, which leaves the pack as it is.</summary>
public sealed class MakingASupplement(PortalFixture portal) : PortalTest(portal)
{
    private const string Adds = "The audit of March confirms the first two. <b>Diolch</b> شكرا 🙂";
    private const string Why = "It was finished a week after submission.";

    [Fact]
    public async Task It_holds_what_was_added_late_under_numbers_that_go_on_and_the_pack_stays_the_same_to_the_byte()
    {
        var scene = await Given.Packed(("First.txt", Text("One")), ("Second.txt", Text("Two")), ("Third.txt", Text("Three")));
        var before = await File.ReadAllBytesAsync(FileOf(scene.Pack!.Value));
        await Given.AddedLate(scene, "LSCB-03", Adds, Why);

        var page = await (await SignedInAs(Given.Manager)).Open($"/packs/details/{scene.Pack}");
        page.ShouldSay("1 item was added late and is in no supplement yet");
        page = await page.Submit("Make supplement 1");
        page.ShouldSay("The supplement is being assembled").ShouldSay("It stands beside the evidence pack, which it does not change.");
        await Given.JobsRun();

        (await File.ReadAllBytesAsync(FileOf(scene.Pack.Value))).ShouldBe(before);
        var supplement = await SupplementAsync(1);
        var read = new ReadPack(FileOf(supplement.Id)).ShouldBeAWholeBag().ShouldBeReadFromItsIndex();
        var evidence = read.Payload.Where(f => f.StartsWith("data/evidence/", StringComparison.Ordinal)).ShouldHaveSingleItem();
        evidence.ShouldStartWith("data/evidence/004 ");
        read.Text("data/index.html").ShouldContain("is no part of it");
        read.Text("data/index.html").ShouldContain("LSCB-03 Partners hold each other to account");
        read.Text("data/index.html").ShouldContain("&lt;b&gt;Diolch&lt;/b&gt;");
        read.Text("data/index.html").ShouldContain(Why);
        using var said = JsonDocument.Parse(read.Text("data/supplement.json"));
        said.RootElement.GetProperty("packSha256").GetString().ShouldBe((await PackAsync(scene.Pack.Value)).Sha256);
        said.RootElement.GetProperty("additions")[0].GetProperty("entry").GetProperty("shows").GetString().ShouldBe(Adds);
        read.Payload.ShouldNotContain("data/self-assessment.json");
        using var verified = new StringWriter();
        (await VerifyPackCommand.RunAsync(FileOf(supplement.Id), verified, default)).ShouldBe(0, verified.ToString());
    }

    [Fact]
    public async Task The_next_one_holds_only_what_came_since_and_when_nothing_did_none_is_offered()
    {
        var scene = await Given.Packed(("First.txt", Text("One")), ("Second.txt", Text("Two")));
        await Given.AddedLate(scene, "LSCB-03", "Added first.", Why);
        await Given.AddedLate(scene, "LSCB-04", "Added second.", Why);
        await MadeAsync(scene);
        await Given.AddedLate(scene, "LSCB-05", "Added third.", Why);
        var manager = await SignedInAs(Given.Manager);
        (await (await manager.Open($"/packs/details/{scene.Pack}")).Submit("Make supplement 2")).ShouldSay("The supplement is being assembled");
        await Given.JobsRun();

        new ReadPack(FileOf((await SupplementAsync(1)).Id)).Text("data/index.html").ShouldContain("Added first.");
        new ReadPack(FileOf((await SupplementAsync(1)).Id)).Text("data/index.html").ShouldContain("Added second.");
        new ReadPack(FileOf((await SupplementAsync(1)).Id)).Text("data/index.html").ShouldNotContain("Added third.");
        var second = new ReadPack(FileOf((await SupplementAsync(2)).Id)).ShouldBeAWholeBag();
        second.Text("data/index.html").ShouldContain("Added third.");
        second.Text("data/index.html").ShouldNotContain("Added second.");
        second.Payload.Where(f => f.StartsWith("data/evidence/", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("data/evidence/005 ");
        var page = await manager.Open($"/packs/details/{scene.Pack}");
        page.Forms.ShouldBeEmpty();
        page.ShouldSay("In supplement 2 to the pack as evidence 005.");
        (await Should.ThrowAsync<RuleBroken>(() => MadeAsync(scene))).Message.ShouldBe("Everything that was added late is in a supplement already.");
    }

    [Fact]
    public async Task Asked_for_by_two_at_once_there_is_one()
    {
        var scene = await Given.Packed();
        await Given.AddedLate(scene, "LSCB-03", Adds, Why);

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<MakeSupplement>().ToAsync(scene.Pack!.Value, default));
                return 1;
            }
            catch (RuleBroken)
            {
                return 0;
            }
        }));

        asked.Sum().ShouldBe(1);
        (await Portal.ReadAsync(db => db.Packs.CountAsync(p => p.Kind == PackKind.Supplement))).ShouldBe(1);
    }

    [Fact]
    public async Task The_review_team_is_told_by_mail_and_finds_it_beside_the_pack_once_it_is_complete()
    {
        var scene = await Given.Packed();
        await Given.AddedLate(scene, "LSCB-03", Adds, Why);
        var asked = await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<MakeSupplement>().ToAsync(scene.Pack!.Value, default));
        var lead = await SignedInAs("ruth.bannister");
        using (var early = await lead.Get($"/packs/details/{asked}"))
        {
            early.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        await Given.JobsRun();

        var mails = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.StartsWith("Supplement 1 to the evidence pack received")).ToListAsync());
        mails.Select(m => m.Address).ShouldBe(["ruth.bannister@demo.example", "karl.voss@demo.example", "imogen.price@demo.example"], ignoreOrder: true);
        mails.ShouldAllBe(m => !m.Text.Contains("audit of March", StringComparison.Ordinal));
        var review = await Portal.ReadAsync(db => db.Reviews.Where(r => r.BodyId == scene.Board).Select(r => r.Id).SingleAsync());
        (await lead.Open($"/reviews/details/{review}")).ShouldSay("supplement 1.zip");
        (await lead.Open($"/packs/details/{asked}")).ShouldSay("Supplement 1 to the evidence pack");
        using var file = await lead.Fetch($"/packs/download/{asked}");
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("robert.fielding")]
    [InlineData("colin.reeve")]
    [InlineData("grace.adeyemi")]
    public async Task Nobody_else_finds_it(string stranger)
    {
        var scene = await Given.Packed();
        await Given.AddedLate(scene, "LSCB-03", Adds, Why);
        await MadeAsync(scene);
        var supplement = await SupplementAsync(1);
        var client = await SignedInAs(stranger);

        foreach (var address in new[] { $"/packs/details/{supplement.Id}", $"/packs/download/{supplement.Id}", $"/packs/report/{supplement.Id}" })
        {
            using var page = await client.Get(address);
            page.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }

        (await client.Open("/packs")).Text.ShouldNotContain("supplement 1.zip");
    }

    [Fact]
    public async Task Those_who_only_contribute_make_none()
    {
        var scene = await Given.Packed();
        await Given.AddedLate(scene, "LSCB-03", Adds, Why);

        await Should.ThrowAsync<Forbidden>(() => Portal.AsAsync("priya.nair", s => s.GetRequiredService<MakeSupplement>().ToAsync(scene.Pack!.Value, default)));
    }

    private static Func<Stream> Text(string text) => () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));

    private async Task MadeAsync(Scene scene)
    {
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<MakeSupplement>().ToAsync(scene.Pack!.Value, default));
        await Given.JobsRun();
    }

    private Task<EvidencePack> SupplementAsync(int number) =>
        Portal.ReadAsync(db => db.Packs.AsNoTracking().SingleAsync(p => p.Kind == PackKind.Supplement && p.Number == number && p.State == PackState.Complete));

    private Task<EvidencePack> PackAsync(Id<EvidencePack> id) => Portal.ReadAsync(db => db.Packs.AsNoTracking().SingleAsync(p => p.Id == id));

    private string FileOf(Id<EvidencePack> pack) => Path.Combine(Portal.Data, "packs", $"{pack}.zip");
}
