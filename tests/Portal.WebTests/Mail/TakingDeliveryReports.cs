using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Mail;

/// <summary>What comes back is recorded on the mail it is about, in the server's words; whatever else is brought changes nothing.</summary>
public sealed class TakingDeliveryReports(ReportedPortal portal) : IClassFixture<ReportedPortal>, IAsyncLifetime
{
    private const string Address = "tom.whitfield@demo.example";

    private Guid _mail;
    private string _name = "";

    public async ValueTask InitializeAsync()
    {
        await portal.ResetAsync();
        _mail = await SentAsync("first");
        _name = await NameAsync(_mail);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("message/rfc822", false)]
    [InlineData("text/rfc822-headers", false)]
    [InlineData(null, true)]
    public async Task A_mail_that_came_back_is_found_by_what_is_returned_or_by_its_envelope(string? returned, bool byEnvelope)
    {
        (await BringAsync(Returned.Report(_name, Address, returned: returned, envelope: byEnvelope ? _name : null))).ShouldBe(HttpStatusCode.NoContent);

        var row = await RowAsync(_mail);
        (row.State, row.Report, row.FailedAt).ShouldBe((EmailState.Bounced, "5.1.1 550 5.1.1 No such person here", portal.Clock.GetUtcNow().UtcDateTime));
        (await BringAsync(Returned.Report(_name, Address, returned: returned, envelope: byEnvelope ? _name : null))).ShouldBe(HttpStatusCode.Accepted, "a second time it says nothing new");
    }

    [Fact]
    public async Task A_delay_leaves_its_words_and_the_mail_as_it_was()
    {
        (await BringAsync(Returned.Report(_name, Address, "delayed", "4.4.1", "smtp; 451 Nobody answers"))).ShouldBe(HttpStatusCode.NoContent);

        var row = await RowAsync(_mail);
        (row.State, row.Report, row.FailedAt).ShouldBe((EmailState.Sent, "4.4.1 451 Nobody answers", null));
        (await BringAsync(Returned.Report(_name, Address, "delivered", "2.0.0"))).ShouldBe(HttpStatusCode.Accepted);
        (await RowAsync(_mail)).State.ShouldBe(EmailState.Sent);
    }

    [Fact]
    public async Task What_is_unknown_of_another_address_or_no_report_is_taken_and_changes_nothing()
    {
        var waiting = await SentAsync("waiting", EmailState.Queued);
        var unsent = await NameAsync(Guid.CreateVersion7());
        var before = await portal.FingerprintAsync();
        var named = Returned.Report(_name, Address);
        foreach (var message in new[]
        {
            Returned.Report(unsent, Address),
            Returned.Report(_name, "somebody.else@demo.example"),
            Returned.Report(_name, Address, envelope: await NameAsync(Guid.CreateVersion7())),
            Returned.Report(await NameAsync(waiting), Address),
            System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(named).Replace("@localhost>", "@elsewhere.example>", StringComparison.Ordinal)),
            System.Text.Encoding.UTF8.GetBytes("Subject: I am away\r\n\r\nUntil Monday.\r\n"),
            System.Text.Encoding.UTF8.GetBytes("Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"),
            [0, 255, 13, 10, 13, 10],
            [],
        })
        {
            (await BringAsync(message)).ShouldBe(HttpStatusCode.Accepted);
        }

        (await portal.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Who_knows_how_ids_are_made_cannot_report_on_a_mail_they_never_had()
    {
        var other = await NameAsync(await SentAsync("other"));
        var before = await portal.FingerprintAsync();
        foreach (var forged in new[] { $"{_mail:N}", $"{_mail:N}{new string('0', 32)}", $"{_mail:N}{other[32..]}", $"{_name[..^1]}{(_name[^1] == '0' ? '1' : '0')}", $"{_name}0" })
        {
            (await BringAsync(Returned.Report(forged, Address))).ShouldBe(HttpStatusCode.Accepted, forged);
            (await BringAsync(Returned.Report(forged, Address, returned: null, envelope: forged))).ShouldBe(HttpStatusCode.Accepted, forged);
        }

        (await portal.FingerprintAsync()).ShouldBe(before);
        (await BringAsync(Returned.Report(_name, Address))).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_report_on_a_mail_that_is_being_sent_leaves_it_with_its_sender()
    {
        var lease = Guid.CreateVersion7();
        var until = portal.Clock.GetUtcNow().UtcDateTime.AddMinutes(2);
        var sending = await SentAsync("sending", EmailState.Sending);
        await portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Id == sending).ExecuteUpdateAsync(set => set.SetProperty(m => m.Lease, lease).SetProperty(m => m.LeaseUntil, until)));

        (await BringAsync(Returned.Report(await NameAsync(sending), Address))).ShouldBe(HttpStatusCode.NoContent);

        var row = await RowAsync(sending);
        (row.State, row.Lease, row.LeaseUntil, row.Report).ShouldBe((EmailState.Sending, lease, until, "5.1.1 550 5.1.1 No such person here"));
    }

    [Fact]
    public async Task Without_the_secret_nothing_is_read_and_without_one_in_the_configuration_there_is_no_such_address()
    {
        var report = Returned.Report(_name, Address);
        (await BringAsync(report, null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await BringAsync(report, "another-secret-of-that-length")).ShouldBe(HttpStatusCode.Unauthorized);
        (await BringAsync(report, ReportedPortal.Secret[..^1])).ShouldBe(HttpStatusCode.Unauthorized);
        await using (var without = new PortalHost(portal.Settings with { BounceSecret = null }, portal.Clock))
        {
            (await BringAsync(report, ReportedPortal.Secret, without)).ShouldBe(HttpStatusCode.NotFound);
        }

        (await RowAsync(_mail)).State.ShouldBe(EmailState.Sent);
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_refused()
    {
        (await BringAsync([.. Returned.Report(_name, Address), .. new byte[DeliveryReportEndpoint.MostBytes]])).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await RowAsync(_mail)).State.ShouldBe(EmailState.Sent);
    }

    [Fact]
    public async Task However_a_report_is_mangled_it_makes_no_trouble_and_touches_no_other_mail()
    {
        var other = await SentAsync("other");
        var random = new Random(20150303);
        byte[][] reports =
        [
            Returned.Report(_name, Address), Returned.Report(_name, Address, "delayed", "4.4.1", "smtp; 451 Later", "text/rfc822-headers"), Returned.Report(_name, Address, returned: null, envelope: _name),
        ];
        var understood = 0;
        for (var round = 0; round < 3_000; round++)
        {
            using var mangled = new MemoryStream(Mangled(reports[round % reports.Length], random));
            var read = await DeliveryReport.ReadAsync(mangled, "localhost", portal.Host.Services.GetRequiredService<MailNames>(), default);
            understood += read.Count > 0 ? 1 : 0;
            read.ShouldAllBe(r => r.EmailId != other && r.Words.Length > 0 && r.Words.Length <= OutgoingEmail.LongestAnswer && !r.Words.Any(char.IsControl));
        }

        understood.ShouldBeInRange(100, 2_900, "some are still reports and some are not, or this tells nothing");
        for (var round = 0; round < 60; round++)
        {
            (await BringAsync(Mangled(reports[round % reports.Length], random))).ShouldBeOneOf(HttpStatusCode.NoContent, HttpStatusCode.Accepted);
        }

        (await RowAsync(other)).ShouldSatisfyAllConditions(m => m.State.ShouldBe(EmailState.Sent), m => m.Report.ShouldBeNull());
    }

    [Fact]
    public async Task An_address_is_shown_as_bad_until_a_later_mail_is_accepted_there()
    {
        await BringAsync(Returned.Report(_name, Address));
        var manager = await portal.SignedInAsAsync(Given.Manager);
        var administrator = await portal.SignedInAsAsync("pat.quinn");
        (await manager.Open("/messages")).ShouldSay("Mail to tom.whitfield@demo.example does not arrive: 5.1.1 550 5.1.1 No such person here").ShouldSay("Came back");
        (await manager.Open(await PostAsync())).ShouldSay("Mail does not arrive");
        (await (await portal.SignedInAsAsync(Given.Police)).Open(await PostAsync())).Text.ShouldNotContain("does not arrive", Case.Sensitive, "a contributor is not told");
        (await administrator.Open("/administration/mail")).ShouldSay("Mail does not arrive");
        await (await administrator.Open("/administration")).Follow("1 mail that came back");

        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await SentAsync("later");

        (await manager.Open("/messages")).Text.ShouldNotContain("does not arrive");
        (await manager.Open(await PostAsync())).Text.ShouldNotContain("Mail does not arrive");
        (await administrator.Open("/administration/mail")).Text.ShouldNotContain("Mail does not arrive");
    }

    private static byte[] Mangled(byte[] report, Random random)
    {
        var bytes = report.ToList();
        for (var times = random.Next(1, 8); times > 0 && bytes.Count > 1; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, random.Next(1, Math.Min(40, bytes.Count - at) + 1)); break;
                case 2: bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 20)).Select(_ => (byte)random.Next(256))); break;
                case 3: bytes.InsertRange(at, bytes.Skip(random.Next(bytes.Count)).Take(60).ToList()); break;
                default: bytes.RemoveRange(Math.Max(at, bytes.Count / 2), bytes.Count - Math.Max(at, bytes.Count / 2)); break;
            }
        }

        return [.. bytes];
    }

    private async Task<HttpStatusCode> BringAsync(byte[] message, string? secret = ReportedPortal.Secret, PortalHost? host = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(DeliveryReportEndpoint.Path, UriKind.Relative)) { Content = new ByteArrayContent(message) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        request.Headers.Authorization = secret is null ? null : new AuthenticationHeaderValue("Bearer", secret);
        using var answer = await new Visitor(host ?? portal.Host).Send(request);
        return answer.StatusCode;
    }

    private async Task<Guid> SentAsync(string what, EmailState state = EmailState.Sent)
    {
        var now = portal.Clock.GetUtcNow().UtcDateTime;
        return await portal.AsPortalAsync(async s =>
        {
            var db = s.GetRequiredService<PortalDbContext>();
            var mail = s.GetRequiredService<Outbox>().Write(await db.People.SingleAsync(p => p.Email == Address), MailKind.Notice, $"A task for you ({what})", "Please look at it.", $"test:{what}");
            mail.State = state;
            mail.SentAt = state == EmailState.Sent ? now : null;
            await db.SaveChangesAsync();
            return mail.Id;
        });
    }

    private async Task<string> NameAsync(Guid mail) => await portal.Host.Services.GetRequiredService<MailNames>().OfAsync(mail, default);

    private Task<OutgoingEmail> RowAsync(Guid id) => portal.ReadAsync(db => db.Set<OutgoingEmail>().AsNoTracking().SingleAsync(m => m.Id == id));

    private async Task<string> PostAsync()
    {
        var id = await portal.ReadAsync(db => db.Posts.Where(p => p.Role == PostRole.BoardManager && p.Holdings.Any(h => db.People.Any(x => x.Id == h.PersonId && x.Email == Address))).Select(p => p.Id).FirstAsync());
        return $"/people/post/{id}";
    }
}
