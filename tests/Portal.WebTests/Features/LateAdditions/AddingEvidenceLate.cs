using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.LateAdditions;

/// <summary>Evidence that comes after submission stands beside what was signed and changes nothing of it.</summary>
public sealed class AddingEvidenceLate(PortalFixture portal) : PortalTest(portal)
{
    private const string Late = "not part of what was signed";
    private const string Adds = "The audit of March confirms the first two. <b>Diolch</b> شكرا 🙂";
    private const string Why = "It was finished a week after submission.";

    private static readonly (string, object?)[] _form =
    [
        ("Criterion that it supports", "LSCB-03 Partners hold each other to account"), ("Page or passage (optional)", "page 2"), ("What it adds", Adds), ("Why it comes after submission", Why),
    ];

    [Fact]
    public async Task What_was_signed_and_packed_stays_the_same_to_the_byte_and_the_late_item_stands_beside_it()
    {
        var scene = await Given.Packed();
        var before = await SignedAsync(scene);
        var packed = await PackHashAsync(scene);

        var page = await AddAsync(scene);

        page.Path.ShouldBe($"/sign-off/read/{scene.Id}");
        page.ShouldSay("Added, and marked as late. What was signed is unchanged.").ShouldSay(Late).ShouldSay(Adds).ShouldSay(Why).ShouldSay("by Tom Whitfield");
        page.Document.QuerySelector("section[aria-label='Late additions'] b").ShouldBeNull("What was typed is shown as text.");
        (await SignedAsync(scene)).ShouldBe(before);
        (await PackHashAsync(scene)).ShouldBe(packed);
        (await Given.PresentHash(scene.Id)).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(before.Content))));
    }

    [Fact]
    public async Task The_timeline_names_it_and_so_do_the_page_of_the_item_and_everything_that_is_taken_away()
    {
        var scene = await Given.Submitted();
        await AddAsync(scene);
        var manager = await SignedInAs(Given.Manager);

        (await manager.Open($"/self-assessments/timeline/{scene.Id}")).ShouldSay("Tom Whitfield added evidence late: it is not part of what was signed").ShouldSay(Why);
        (await manager.Open($"/evidence/details/{scene.Evidence[0]}")).ShouldSay("Added late to the submitted version, for LSCB-03");
        using var json = await manager.Get($"/self-assessments/export/{scene.Id}?handler=Json");
        (await json.Content.ReadAsStringAsync()).ShouldContain(Why);
    }

    [Fact]
    public async Task The_review_team_sees_and_opens_it_beside_the_pack_and_is_told_by_mail_that_tells_nothing_of_it()
    {
        var scene = await Given.Packed();
        await AddAsync(scene);
        var lead = await SignedInAs("ruth.bannister");
        var review = await Portal.ReadAsync(db => db.Reviews.Where(r => r.BodyId == scene.Board).Select(r => r.Id).SingleAsync());

        foreach (var address in new[] { $"/reviews/details/{review}", $"/packs/details/{scene.Pack}" })
        {
            (await lead.Open(address)).ShouldSay(Late).ShouldSay(Adds).ShouldSay(Why);
        }

        var link = (await lead.Open($"/reviews/details/{review}")).Document.QuerySelector("a[href^='/late-additions/download/']")!.GetAttribute("href")!;
        using var file = await lead.Fetch(link);
        (await file.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).ShouldContain("Section 11 audit");
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/timeline/{scene.Id}")).ShouldSay("Ruth Bannister downloaded evidence that was added late");
        var mails = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.Contains("added evidence after submission")).ToListAsync());
        mails.Select(m => m.Address).ShouldBe(["ruth.bannister@demo.example", "karl.voss@demo.example", "imogen.price@demo.example"], ignoreOrder: true);
        mails.ShouldAllBe(m => !m.Text.Contains("audit", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Until_the_pack_is_handed_over_the_review_team_sees_nothing_of_it()
    {
        var scene = await Given.Submitted();
        await AddAsync(scene);
        var late = await Portal.ReadAsync(db => db.LateAdditions.Select(l => l.Id).SingleAsync());

        using var file = await (await SignedInAs("ruth.bannister")).Get($"/late-additions/download/{late}");

        file.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().AnyAsync(m => m.Subject.Contains("added evidence after submission")))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("robert.fielding")]
    [InlineData("janet.moss")]
    [InlineData("colin.reeve")]
    [InlineData("owen.hughes")]
    [InlineData("neil.frost")]
    [InlineData("grace.adeyemi")]
    public async Task Nobody_else_finds_the_file(string stranger)
    {
        var scene = await Given.Packed();
        await AddAsync(scene);
        var late = await Portal.ReadAsync(db => db.LateAdditions.Select(l => l.Id).SingleAsync());

        using var file = await (await SignedInAs(stranger)).Get($"/late-additions/download/{late}");

        file.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Each_gap_in_the_form_is_named_beside_its_field_and_what_was_typed_is_kept()
    {
        var scene = await Given.Submitted();
        var form = await (await SignedInAs(Given.Manager)).Open($"/late-additions/add/{scene.Id}");

        var refused = await form.Submit("Continue", ("What it adds", Adds));

        refused.ShouldShowError("Choose an item of evidence").ShouldShowError("Choose a criterion").ShouldShowError("Say why it comes after submission");
        refused.Value("What it adds").ShouldBe(Adds);
        (await Portal.ReadAsync(db => db.LateAdditions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_looks_again_before_confirming_can_change_what_they_wrote()
    {
        var scene = await Given.Submitted();
        var form = await (await SignedInAs(Given.Manager)).Open($"/late-additions/add/{scene.Id}/{scene.Evidence[0]}");

        var check = await form.Submit("Continue", _form);
        check.ShouldSay("It cannot be changed or removed.");
        var again = await check.Submit("Change it");

        again.Value("What it adds").ShouldBe(Adds);
        again.Value("Criterion that it supports").ShouldBe("LSCB-03");
        (await Portal.ReadAsync(db => db.LateAdditions.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Before_submission_there_is_nothing_to_be_late_for()
    {
        var scene = await Given.UpForSignature();
        var manager = await SignedInAs(Given.Manager);

        var page = await manager.Open($"/late-additions/add/{scene.Id}");

        page.ShouldSay("Nothing is submitted and locked here at the moment");
        page.Forms.ShouldBeEmpty();
        await Should.ThrowAsync<Domain.Common.RuleBroken>(() => Given.AddedLate(scene, "LSCB-03", Adds, Why));
    }

    [Fact]
    public async Task Opened_again_the_next_version_says_nothing_of_it_and_the_submitted_one_still_does()
    {
        var scene = await Given.Submitted();
        await AddAsync(scene);
        await ReopenedAsync(scene);
        await Given.Finished(scene.Id, "Ready");
        var manager = await SignedInAs(Given.Manager);

        (await manager.Open($"/sign-off/read/{scene.Id}/1")).ShouldSay(Late);
        (await manager.Open($"/sign-off/read/{scene.Id}/2")).Text.ShouldNotContain(Late);
    }

    private async Task<HtmlPage> AddAsync(Scene scene)
    {
        var item = await (await SignedInAs(Given.Manager)).Open($"/evidence/details/{scene.Evidence[0]}");
        var form = await item.Follow("Add it late to LSCB review, 1 March 2014 to 28 February 2015");
        return await (await form.Submit("Continue", _form)).Submit("Add it, marked as late");
    }

    private async Task ReopenedAsync(Scene scene)
    {
        var form = await (await SignedInAs(Given.Chair)).Open($"/sign-off/reopen/{scene.Id}");
        await (await form.Submit("Continue", ("Why must it be opened again?", "The audit of June must be in it."))).Submit("Ask to open it again");
        (await (await (await SignedInAs(Given.Director)).Open($"/sign-off/reopen/{scene.Id}")).Submit("Agree to open it again")).ShouldSay("open again");
    }

    private Task<(string Content, string Hash, int Version)> SignedAsync(Scene scene) => Portal.ReadAsync(async db =>
    {
        var version = await db.FrozenVersions.SingleAsync(v => v.SelfAssessmentId == scene.Id);
        return (version.Content, version.ContentHash, version.Version);
    });

    private async Task<string> PackHashAsync(Scene scene) =>
        Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(Portal.Data, "packs"), $"*{scene.Pack}*").Single())));
}
