using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Packs;
using Portal.Web.Auditing;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Packs;

/// <summary>A named person without an account gets a pack by a link that ends by itself and can be taken back.</summary>
public sealed partial class GivingALink(PortalFixture portal) : PortalTest(portal)
{
    private const string Purpose = "To read it <b>before</b> Tuesday, Ŵyl, طفل, 👩‍👧";
    private const string OpensNothing = "This link opens nothing";

    [Fact]
    public async Task The_chair_gives_it_its_person_downloads_the_pack_and_everything_is_on_record()
    {
        var scene = await Given.Packed();
        var form = await (await (await SignedInAs(Given.Chair)).Open($"/packs/details/{scene.Pack}")).Follow("Links for people without an account");
        var check = await form.Submit(
            "Continue", ("Who is it for?", "Rhys Morgan"), ("Email address", "rhys@inspectorate.example"), ("What do they need it for?", Purpose), ("Until when can the link be used?", new DateOnly(2015, 3, 17)));
        check.ShouldSay("Whoever has the link has the whole pack").ShouldSay(Purpose);
        (await check.Submit("Send the link")).ShouldSay("The link is on its way to Rhys Morgan.").ShouldSay("Open until 17 March 2015").ShouldSay("Nothing yet");
        var pack = await Portal.ReadAsync(db => db.Packs.AsNoTracking().SingleAsync());
        var stranger = new Visitor(Portal.Host);
        var link = await SentLinkAsync();

        var opened = await (await stranger.Open(link)).Submit("Open the link");
        opened.ShouldSay("Helen Archer of Northshire Safeguarding Children Board gives you this pack").ShouldSay(Purpose).ShouldSay(pack.Sha256!).ShouldSay(pack.FileName).ShouldSay($"{pack.Size:N0} bytes");
        (await stranger.Open(ReceiptOf(link))).ShouldSay("Nothing was downloaded by this link yet.");
        using var file = await stranger.Fetch(DownloadOf(link));

        Convert.ToHexStringLower(SHA256.HashData(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))).ShouldBe(pack.Sha256);
        (await stranger.Open(ReceiptOf(link))).ShouldSay("Receipt for an evidence pack").ShouldSay(pack.FileName).ShouldSay(pack.Sha256!).ShouldSay("Rhys Morgan").ShouldSay("3 March 2015 at");
        var chair = await SignedInAs(Given.Chair);
        (await chair.Open($"/packs/details/{scene.Pack}")).ShouldSay("Rhys Morgan");
        (await chair.Open($"/packs/links/{scene.Pack}")).ShouldSay("opened the link to the evidence pack").ShouldSay("downloaded the file");
        var trail = await Portal.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Subject == scene.Pack.ToString()!).OrderBy(a => a.Number)
            .Join(db.People, a => a.PersonId, p => p.Id, (a, p) => a.Action + " by " + p.Name).ToListAsync());
        trail.TakeLast(3).ShouldBe(["pack-link-given by Helen Archer", "pack-link-opened by Rhys Morgan", "downloaded by Rhys Morgan"]);
    }

    [Fact]
    public async Task A_cut_download_goes_on_where_it_stopped_and_is_one_entry_on_the_record()
    {
        var link = await GivenAsync();
        var stranger = new Visitor(Portal.Host);
        using var start = await stranger.Get(DownloadOf(link));
        var address = start.Headers.Location!.ToString();
        var size = (int)(await Portal.ReadAsync(db => db.Packs.Select(p => p.Size!.Value).SingleAsync()));

        var bytes = new List<byte>();
        foreach (var range in new[] { new RangeHeaderValue(0, 999), new RangeHeaderValue(1000, null) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = range } };
            using var part = await stranger.Send(request, TestContext.Current.CancellationToken);
            part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            bytes.AddRange(await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }

        bytes.Count.ShouldBe(size);
        Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())).ShouldBe(await Portal.ReadAsync(db => db.Packs.Select(p => p.Sha256).SingleAsync()));
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "downloaded"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_mail_scanner_that_opens_the_link_learns_nothing_and_leaves_no_trace()
    {
        var link = await GivenAsync();

        for (var i = 0; i < 3; i++)
        {
            var page = await new Visitor(Portal.Host).Open(link);
            page.ShouldSay("Open an evidence pack").Text.ShouldNotContain("Northshire");
        }

        (await Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "pack-link-opened"))).ShouldBe(0);
    }

    [Fact]
    public async Task Over_taken_back_mistyped_or_guessed_it_is_refused_in_the_same_words()
    {
        var scene = await Given.Packed();
        await Given.PackLinked(scene, Purpose);
        await Given.PackLinked(scene, Purpose, "Ann Lloyd", "ann@inspectorate.example");
        var links = await SentLinksAsync();
        var (revoked, over) = (links[0], links[1]);
        var begun = await (await new Visitor(Portal.Host).Open(revoked)).Submit("Open the link");
        using var address = await new Visitor(Portal.Host).Get(DownloadOf(revoked));
        await (await (await SignedInAs(Given.Manager)).Open($"/packs/links/{scene.Pack}")).Submit($"Take this link back from {await NameOfAsync(revoked)}");
        var refused = new List<string>
        {
            await RefusedAsync(revoked),
            await RefusedAsync(revoked[..^1] + (revoked[^1] == 'A' ? 'B' : 'A')),
            await RefusedAsync("/packs/link/" + new string('A', 43)),
            await RefusedAsync("/packs/link/..%2F..%2Fadmin"),
        };
        (await begun.Follow("Download the pack")).Heading.ShouldBe(OpensNothing);
        using (var file = await new Visitor(Portal.Host).Get(address.Headers.Location!.ToString()))
        {
            file.StatusCode.ShouldBe(HttpStatusCode.NotFound, "An address that was given before the link was taken back gives nothing after.");
        }

        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 17, 23, 59, 0, TimeSpan.Zero));
        (await new Visitor(Portal.Host).Open(over)).ShouldSay("Open an evidence pack");
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 3, 18, 0, 0, 0, TimeSpan.Zero));
        refused.Add(await RefusedAsync(over));

        refused.Distinct().ShouldHaveSingleItem().ShouldNotContain("Northshire");
    }

    [Fact]
    public async Task The_address_of_a_download_that_is_over_leads_to_the_page_that_says_to_open_the_link_again()
    {
        var link = await GivenAsync();
        using var start = await new Visitor(Portal.Host).Get(DownloadOf(link));
        Portal.Clock.Advance(TimeSpan.FromMinutes(16));

        using var late = await new Visitor(Portal.Host).Get(start.Headers.Location!.ToString());

        late.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await new Visitor(Portal.Host).Open(late.Headers.Location!.AbsolutePath)).ShouldSay("open the link in your mail again");
    }

    [Fact]
    public async Task The_token_is_in_the_mail_alone_and_in_the_database_only_as_a_hash()
    {
        var token = (await GivenAsync()).Split('/')[^1];

        var mail = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Subject.EndsWith("gives you an evidence pack")));
        mail.Text.ShouldNotContain(token);
        mail.Sealed.ShouldBeNull();
        (await Portal.ReadAsync(db => db.PackLinks.SingleAsync())).TokenHash.ShouldNotContain(token);
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().Select(a => a.Subject + a.Reason).ToListAsync())).ShouldAllBe(text => !text.Contains(token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public async Task Its_last_day_is_within_one_to_thirty_days(int days)
    {
        var scene = await Given.Packed();
        var page = await (await SignedInAs(Given.Manager)).Open($"/packs/links/{scene.Pack}");

        var refused = await page.Submit(
            "Continue", ("Who is it for?", "Rhys Morgan"), ("Email address", "rhys@inspectorate.example"), ("What do they need it for?", Purpose), ("Until when can the link be used?", new DateOnly(2015, 3, 3).AddDays(days)));

        refused.ShouldShowError("The last day must be within 1 to 30 days from today.");
        refused.Value("What do they need it for?").ShouldBe(Purpose);
        (await Portal.ReadAsync(db => db.PackLinks.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_not_said_is_asked_for_and_what_was_typed_stays()
    {
        var scene = await Given.Packed();
        var page = await (await SignedInAs(Given.Manager)).Open($"/packs/links/{scene.Pack}");

        var refused = await page.Submit("Continue", ("Who is it for?", ""), ("Email address", "rhys at home"), ("What do they need it for?", ""));

        refused.ShouldShowError("Enter their name").ShouldShowError("Enter an email address like name@example.org").ShouldShowError("Say what they need the pack for");
        refused.Value("Email address").ShouldBe("rhys at home");
    }

    [Theory]
    [InlineData(Given.Police)]
    [InlineData("ruth.bannister")]
    [InlineData("robert.fielding")]
    public async Task Only_those_who_run_the_self_assessment_give_links(string who)
    {
        var scene = await Given.Packed();

        var page = await (await SignedInAs(who)).Open($"/packs/links/{scene.Pack}");

        page.Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
        page.Text.ShouldNotContain("Northshire");
    }

    [Fact]
    public async Task A_pack_that_is_not_complete_is_given_to_nobody()
    {
        var scene = await Given.Packed();
        await Portal.ReadAsync(db => db.Packs.ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PackState.Assembling)));

        (await (await SignedInAs(Given.Manager)).Open($"/packs/links/{scene.Pack}")).ShouldSay("A link can be given when the pack is complete.").Text.ShouldNotContain("Who is it for?");
    }

    private async Task<string> GivenAsync()
    {
        await Given.PackLinked(await Given.Packed(), Purpose);
        return await SentLinkAsync();
    }

    private async Task<string> SentLinkAsync() => (await SentLinksAsync()).ShouldHaveSingleItem();

    private async Task<List<string>> SentLinksAsync()
    {
        await Portal.AsPortalAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(default));
        return [.. Directory.EnumerateFiles(Portal.Data, "*.eml", SearchOption.AllDirectories).Select(File.ReadAllText)
            .Select(m => m.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal)).SelectMany(m => Link().Matches(m).Select(found => found.Value)).Distinct()];
    }

    private async Task<string> NameOfAsync(string link)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(link.Split('/')[^1])));
        return await Portal.ReadAsync(db => db.PackLinks.Where(l => l.TokenHash == hash).Join(db.People, l => l.PersonId, p => p.Id, (_, p) => p.Name).SingleAsync());
    }

    private async Task<string> RefusedAsync(string link)
    {
        var page = await new Visitor(Portal.Host).Open(link);
        (page.Status, page.Heading).ShouldBe((HttpStatusCode.NotFound, OpensNothing));
        page.Forms.ShouldBeEmpty();
        return page.Text;
    }

    private static string DownloadOf(string link) => link.Replace("/packs/link/", "/packs/link-download/", StringComparison.Ordinal);

    private static string ReceiptOf(string link) => link.Replace("/packs/link/", "/packs/link-receipt/", StringComparison.Ordinal);

    [GeneratedRegex("/packs/link/[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
