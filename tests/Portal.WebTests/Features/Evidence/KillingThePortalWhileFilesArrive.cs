using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Seeding;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Evidence;

/// <summary>A real process, really killed: while a file arrives, and while it is scanned.</summary>
public sealed class KillingThePortalWhileFilesArrive(PortalFixture portal) : PortalTest(portal)
{
    private const int Bytes = 60_000_000;

    private static readonly byte[] _content = Content();

    [Fact]
    public async Task What_had_arrived_is_there_and_what_was_not_scanned_is_scanned()
    {
        var board = await Portal.ReadAsync(db => db.Bodies.Where(b => b.Code == "demo-northshire-board").Select(b => b.Id).SingleAsync());
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        string address;
        using (var first = Start(((IPEndPoint)silent.LocalEndpoint).Port))
        {
            var tus = await SignedInAsync(await first.Listens, board);
            address = await tus.BegunAsync($"?body={board}", "minutes.txt", Bytes);
            await using var half = new UnfinishedStream(_content[..30_000_000]);
            var sending = tus.Append(address, 0, new StreamContent(half));
            await half.HalfRead;
            await Eventually.IsTrueAsync(async () => (await UploadAsync(address)).Received >= 16_000_000);
            await first.KillAsync();
            await half.DisposeAsync();
            await Should.ThrowAsync<HttpRequestException>(() => sending);
        }

        (await Portal.ReadAsync(db => db.EvidenceItems.CountAsync())).ShouldBe(0);
        using (var second = Start(((IPEndPoint)silent.LocalEndpoint).Port))
        {
            var tus = await SignedInAsync(await second.Listens, board);
            var kept = await tus.OffsetAsync(address);
            kept.ShouldBeInRange(16_000_000, 30_000_000);
            (await tus.Append(address, kept, _content[(int)kept..])).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            (await tus.ToldAsync(address)).GetProperty("state").GetString().ShouldBe("arrived");
            await DescribeAsync(await second.Listens, board);
            using var asked = await silent.AcceptTcpClientAsync();
            await second.KillAsync();
        }

        var file = await Portal.ReadAsync(db => db.StoredFiles.AsNoTracking().SingleAsync());
        (file.Safety, file.Sha256).ShouldBe((FileSafety.Waiting, Convert.ToHexStringLower(SHA256.HashData(_content))));
        await using var clamd = await ClamdServer.StartAsync(mostBytes: 100_000_000);
        using (var third = Start(clamd.Port))
        {
            await third.Listens;
            await Eventually.IsTrueAsync(async () => (await Portal.ReadAsync(db => db.StoredFiles.AsNoTracking().SingleAsync())).Safety == FileSafety.Clean);
        }

        (await Portal.ReadAsync(db => db.EvidenceItems.CountAsync())).ShouldBe(1);
        Portal.FilesOfEvidence().Count.ShouldBe(1);
        Directory.EnumerateFiles(Path.Combine(Portal.Data, "uploads")).ShouldBeEmpty();
    }

    private PortalProcess Start(int scanner) => Portal.StartProcess(new Dictionary<string, string?>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Scanning:Host"] = "127.0.0.1",
        ["Scanning:Port"] = $"{scanner}",
        ["Jobs:PollSeconds"] = "1",
        ["Jobs:LeaseSeconds"] = "3",
    });

    private static byte[] Content()
    {
        var content = new byte[Bytes];
        using var text = new WrittenText(Bytes, 1);
        text.ReadExactly(content);
        return content;
    }

    private Task<FileUpload> UploadAsync(string address)
    {
        var id = new Id<FileUpload>(Guid.Parse(address.Split('/')[^1]));
        return Portal.ReadAsync(db => db.Set<FileUpload>().AsNoTracking().SingleAsync(u => u.Id == id));
    }

    private static async Task<TusClient> SignedInAsync(Uri portal, Id<Domain.People.Body> body)
    {
        var (client, form) = await FormAsync(portal, body);
        return new TusClient(client.SendAsync, ((IHtmlInputElement)form.QuerySelector("input[name=__RequestVerificationToken]")!).Value);
    }

    private static async Task DescribeAsync(Uri portal, Id<Domain.People.Body> body)
    {
        var (client, page) = await FormAsync(portal, body);
        var form = new FilledForm((IHtmlFormElement)page.QuerySelector("form[data-uploads]")!, page.QuerySelector("form[data-uploads] button[type=submit], form[data-uploads] .govuk-button")!);
        form.Answer("Kind of evidence", "Audit");
        form.Answer("Date it describes", new DateOnly(2014, 11, 30));
        form.Answer("What it shows", "How practice was checked.");
        using var answer = await client.PostAsync(new Uri($"/evidence/upload?body={body}", UriKind.Relative), form.Content());
        answer.RequestMessage!.RequestUri!.AbsolutePath.ShouldStartWith("/evidence/details/");
    }

    private static async Task<(HttpClient Client, IHtmlDocument Form)> FormAsync(Uri portal, Id<Domain.People.Body> body)
    {
        var client = new HttpClient { BaseAddress = portal, Timeout = TimeSpan.FromMinutes(3) };
        var page = await ReadAsync(client, "/account/sign-in");
        using var signedIn = await client.PostAsync(new Uri("/account/sign-in", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Input.Email"] = Given.Manager + DemoAccount.Domain,
            ["Input.Password"] = DemoAccount.Password,
            ["__RequestVerificationToken"] = ((IHtmlInputElement)page.QuerySelector("input[name=__RequestVerificationToken]")!).Value,
        }));
        signedIn.EnsureSuccessStatusCode();
        return (client, await ReadAsync(client, $"/evidence/upload?body={body}"));
    }

    private static async Task<IHtmlDocument> ReadAsync(HttpClient client, string path) =>
        await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync(new Uri(path, UriKind.Relative)));
}
