using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Auditing;
using Portal.Web.Files.Downloads;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Evidence;

/// <summary>A download has an address of its own, sealed for one person and one file and good for a short while; no cookie opens anything there.</summary>
public sealed class DownloadingFiles(PortalFixture portal) : PortalTest(portal)
{
    private Scene _scene = null!;
    private string _page = "";

    [Fact]
    public async Task The_address_needs_no_cookie_and_puts_the_download_on_record_once()
    {
        var address = await AddressAsync(Given.Manager);
        var anybody = new Visitor(Portal.Host);

        using (var part = await GetAsync(anybody, address, new RangeHeaderValue(0, 4)))
        {
            part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            (await part.Content.ReadAsStringAsync()).ShouldBe("Notes");
        }

        using (var rest = await GetAsync(anybody, address, new RangeHeaderValue(5, null)))
        {
            rest.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
            (await rest.Content.ReadAsStringAsync()).ShouldBe(" of the panel.");
            rest.Content.Headers.ContentRange!.ToString().ShouldBe("bytes 5-18/19");
        }

        var log = await Portal.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action == "downloaded").Join(db.People, a => a.PersonId, p => p.Id, (_, p) => p.Email).ToListAsync());
        log.ShouldBe([Given.Manager + "@demo.example"]);
    }

    [Theory]
    [InlineData(null, 1000L)]
    [InlineData(1L, null)]
    public async Task Whichever_part_is_asked_for_first_puts_the_download_on_record(long? from, long? to)
    {
        var address = await AddressAsync(Given.Manager);

        using (var part = await GetAsync(new Visitor(Portal.Host), address, new RangeHeaderValue(from, to)))
        {
            part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        }

        (await Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "downloaded"))).ShouldBe(1);
    }

    [Fact]
    public async Task Whatever_case_the_address_is_written_in_it_answers_as_a_download()
    {
        var address = await AddressAsync(Given.Manager);

        using var answer = await (await SignedInAs(Given.Manager)).Get(address.Replace("/files/", "/FILES/", StringComparison.Ordinal));

        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith("; sandbox");
        await using var host = new PortalHost(Portal.Settings with { DownloadOrigin = "https://files.localhost" }, Portal.Clock);
        using var here = await new Visitor(host).Get("/FILES/x/y");
        here.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_address_that_was_made_up_changed_or_cut_opens_nothing()
    {
        var address = await AddressAsync(Given.Manager);
        var parts = address.Split('/');
        var ticket = parts[2];

        foreach (var wrong in new[] { "made-up", ticket[..^1], ticket[..^4] + "AAAA", "A" + ticket[1..] })
        {
            (await StatusAsync($"/files/{wrong}/{parts[3]}")).ShouldBe(HttpStatusCode.NotFound, wrong);
        }
    }

    [Fact]
    public async Task After_its_time_it_leads_to_the_page_that_gives_another_to_those_who_may_have_it()
    {
        var address = await AddressAsync(Given.Manager);
        Portal.Clock.Advance(DownloadLinks.Lifetime + TimeSpan.FromSeconds(1));

        using var late = await new Visitor(Portal.Host).Get(address);
        late.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        late.Headers.Location!.AbsolutePath.ShouldBe(_page);
        using var stranger = await new Visitor(Portal.Host).Fetch(_page);
        stranger.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/account/sign-in");
    }

    [Fact]
    public async Task Whoever_has_left_the_post_meanwhile_gets_nothing()
    {
        var address = await AddressAsync(Given.Police);
        await Portal.AsPortalAsync(async s =>
        {
            var db = (Web.Persistence.PortalDbContext)s.GetService(typeof(Web.Persistence.PortalDbContext))!;
            var person = await db.People.SingleAsync(p => p.Email.StartsWith(Given.Police));
            await db.Set<Domain.People.PostHolding>().Where(h => h.PersonId == person.Id).ExecuteUpdateAsync(set => set.SetProperty(h => h.Until, new DateTime(2015, 3, 2, 0, 0, 0, DateTimeKind.Utc)));
        });

        (await StatusAsync(address)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Another_body_gets_no_address()
    {
        using var answer = await (await SignedInAs("janet.moss")).Get(_page);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task With_a_host_of_their_own_downloads_are_answered_there_and_nothing_else_is()
    {
        await using var host = new PortalHost(Portal.Settings with { DownloadOrigin = "https://files.localhost" }, Portal.Clock);
        var manager = await PortalFixture.SignInAsync(host, Given.Manager);

        using var way = await manager.Get(_page);
        way.Headers.Location!.Host.ShouldBe("files.localhost");
        var path = way.Headers.Location.PathAndQuery;
        using (var there = await manager.Fetch(way.Headers.Location.AbsoluteUri))
        {
            (await there.Content.ReadAsStringAsync()).ShouldBe("Notes of the panel.");
        }

        using var here = await manager.Get(path);
        here.StatusCode.ShouldBe(HttpStatusCode.NotFound, "no download from the host whose cookies matter");
        using var page = await manager.Fetch("https://files.localhost/evidence");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound, "no page on the host of downloads");
    }

    protected override async Task SetUpAsync()
    {
        _scene = await Given.Assigned();
        var item = await Given.EvidenceItem(_scene, "notes.txt", () => new MemoryStream(Encoding.UTF8.GetBytes("Notes of the panel.")));
        _page = $"/evidence/download/{item}";
    }

    private async Task<string> AddressAsync(string who)
    {
        using var way = await (await SignedInAs(who)).Get(_page);
        way.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var address = way.Headers.Location!.OriginalString;
        address.ShouldStartWith("/files/");
        return address;
    }

    private static async Task<HttpResponseMessage> GetAsync(Visitor visitor, string address, RangeHeaderValue range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.Range = range;
        return await visitor.Send(request);
    }

    private async Task<HttpStatusCode> StatusAsync(string address)
    {
        using var answer = await new Visitor(Portal.Host).Get(address);
        return answer.StatusCode;
    }
}
