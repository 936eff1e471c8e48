using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Mail;

public sealed class SendingMailTests : MailTest
{
    [Fact]
    public async Task A_mail_arrives_as_written_and_its_row_keeps_the_servers_answer()
    {
        var portal = Portal();
        await portal.DoAsync(async services =>
        {
            var person = Person.Named("Siân O’Brien", "sian@northshire.example");
            var db = services.GetRequiredService<PortalDbContext>();
            db.Add(person);
            services.GetRequiredService<Outbox>().Write(person, MailKind.Notice, "Task due — “today”", "Dear Siân,\n\n.a line with a dot\nund Grüße ✓\n", "test:1");
            await db.SaveChangesAsync();
        });

        (await SendAsync(portal)).ShouldBe(1);

        var row = await RowAsync(portal, "sian@northshire.example");
        row.State.ShouldBe(EmailState.Sent);
        row.SentAt.ShouldBe(portal.Clock.GetUtcNow().UtcDateTime);
        row.ServerAnswer.ShouldBe("250 2.0.0 OK queued as 1");
        var mail = Server.Received.ShouldHaveSingleItem();
        (mail.From, mail.To).ShouldBe(("portal@portal.example", "sian@northshire.example"));
        var message = mail.Message;
        message.Subject.ShouldBe("Task due — “today”");
        message.To.Mailboxes.Single().Name.ShouldBe("Siân O’Brien");
        message.From.Mailboxes.Single().Name.ShouldBe("Self-Assessment Portal");
        message.TextBody.ShouldNotBeNull().ReplaceLineEndings("\n").ShouldBe("Dear Siân,\n\n.a line with a dot\nund Grüße ✓\n");
        message.MessageId.ShouldNotBeNull().ShouldMatch($"^{row.Id:N}[0-9a-f]{{32}}@portal\\.example$");
        message.Headers["Auto-Submitted"].ShouldBe("auto-generated");
    }

    [Fact]
    public async Task Sending_again_sends_nothing_again_and_a_batch_uses_one_connection()
    {
        var portal = Portal();
        await WriteAsync(portal, "a@x.example", "b@x.example", "c@x.example");

        (await SendAsync(portal)).ShouldBe(3);
        portal.Clock.Advance(TimeSpan.FromDays(10));
        (await SendAsync(portal)).ShouldBe(0);

        Server.Received.Select(m => m.To).ShouldBe(["a@x.example", "b@x.example", "c@x.example"]);
        Server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Mail_whose_address_is_corrected_while_others_are_sent_goes_to_the_new_one_alone()
    {
        var portal = Portal();
        await WriteAsync(portal, "first@x.example", "wrong@x.example");
        var corrected = Task.FromResult(0);
        Server.Recipient = to =>
        {
            if (to == "first@x.example")
            {
                corrected = portal.WithDbAsync(db => Task.FromResult(db.Set<OutgoingEmail>().Where(m => m.Address == "wrong@x.example").ExecuteUpdate(set => set.SetProperty(m => m.Address, "right@x.example"))));
            }

            return null;
        };

        await SendAsync(portal);
        await SendAsync(portal);

        (await corrected).ShouldBe(1);
        Server.Received.Select(m => m.To).ShouldBe(["first@x.example", "right@x.example"]);
    }

    [Fact]
    public async Task Several_senders_at_once_send_each_mail_once()
    {
        var clock = new FakeTimeProvider(TestPortal.MondayMorning);
        var (one, other) = (Portal(clock), Portal(clock));
        var addresses = Enumerable.Range(0, 40).Select(n => $"person{n:00}@x.example").ToArray();
        await WriteAsync(one, addresses);

        var sent = await Task.WhenAll(new[] { one, other, one, other }.Select(p => Task.Run(() => SendAsync(p))));

        sent.Sum().ShouldBe(40);
        Server.Received.Select(m => m.To).Order().ShouldBe(addresses);
    }

    [Fact]
    public async Task A_mail_written_again_under_its_key_is_the_first_one()
    {
        var portal = Portal();
        await WriteAsync(portal, "a@x.example");
        await SendAsync(portal);
        await WriteAsync(portal, "a@x.example", "a@x.example");

        (await SendAsync(portal)).ShouldBe(0);
        Server.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_mail_written_by_two_saves_at_the_same_moment_breaks_neither()
    {
        var portal = Portal();
        await WriteAsync(portal, "first@x.example");
        await portal.DoAsync(async first => await portal.DoAsync(async second =>
        {
            foreach (var services in new[] { first, second })
            {
                var db = services.GetRequiredService<PortalDbContext>();
                services.GetRequiredService<Outbox>().Write(await db.People.SingleAsync(), MailKind.Notice, "Receipt", "Submitted.", "receipt:1");
                db.Add(Body.Found(services == first ? "E1" : "E2", "Northshire", BodyKind.LocalAuthority));
            }

            second.GetRequiredService<PortalDbContext>().SavingChanges += (_, _) => first.GetRequiredService<PortalDbContext>().SaveChanges();
            await second.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        }));

        (await portal.WithDbAsync(db => db.Bodies.CountAsync())).ShouldBe(2);
        (await portal.WithDbAsync(db => db.Set<OutgoingEmail>().CountAsync(m => m.DedupeKey == "receipt:1"))).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_in_a_name_or_subject_can_add_a_header()
    {
        var portal = Portal();
        await portal.DoAsync(async services =>
        {
            var person = Person.Named("Pat\r\nBcc: all@x.example", "pat@x.example");
            var db = services.GetRequiredService<PortalDbContext>();
            db.Add(person);
            services.GetRequiredService<Outbox>().Write(person, MailKind.Notice, "Task\r\nBcc: all@x.example\r\n\r\nBody", "Text", "test:1");
            await db.SaveChangesAsync();
        });

        await SendAsync(portal);

        var message = Server.Received.ShouldHaveSingleItem().Message;
        message.Bcc.ShouldBeEmpty();
        message.Subject.ShouldBe("Task Bcc: all@x.example Body");
        message.TextBody.ShouldNotBeNull().Trim().ShouldBe("Text");
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("pat@x.example\r\nRCPT TO:<all@x.example>")]
    [InlineData("pat@x.example, all@x.example")]
    public async Task An_address_that_is_none_is_refused_without_asking_the_server(string address)
    {
        var portal = Portal();
        await WriteAsync(portal, address, "b@x.example");

        (await SendAsync(portal)).ShouldBe(1);

        var row = await RowAsync(portal, address);
        row.State.ShouldBe(EmailState.Refused);
        row.ServerAnswer.ShouldNotBeNull().ShouldContain("is not an email address");
        Server.Received.ShouldHaveSingleItem().To.ShouldBe("b@x.example");
    }

    [Fact]
    public async Task Without_a_mail_server_mails_are_files_in_the_outbox()
    {
        var portal = Portal(settings: ("Mail:Host", null));
        await WriteAsync(portal, "a@x.example");

        (await SendAsync(portal)).ShouldBe(1);

        var file = Directory.GetFiles(Path.Combine(File.Directory, "outbox")).ShouldHaveSingleItem();
        var row = await RowAsync(portal, "a@x.example");
        row.ServerAnswer.ShouldBe($"Written to {Path.GetFileName(file)}");
        var message = await MimeKit.MimeMessage.LoadAsync(file);
        message.To.Mailboxes.Single().Address.ShouldBe("a@x.example");
        message.TextBody.ShouldNotBeNull().Trim().ShouldBe("Please look at it.");
    }

    [Fact]
    public async Task A_server_that_reports_is_asked_to_and_told_the_name_of_the_mail()
    {
        var portal = Portal();
        Server.OffersReports = true;
        await WriteAsync(portal, "a@x.example");

        (await SendAsync(portal)).ShouldBe(1);

        Server.Envelopes.First().ShouldContain($"ENVID={(await RowAsync(portal, "a@x.example")).Id:N}");
        Server.Envelopes.Last().ShouldContain("NOTIFY=FAILURE,DELAY");
    }

    [Fact]
    public async Task A_running_portal_sends_a_mail_as_soon_as_it_is_written()
    {
        var portal = Portal(settings: [("Jobs:RunServer", "true"), ("Jobs:PollSeconds", "3600")]);
        await portal.App.StartAsync();

        await WriteAsync(portal, "a@x.example");

        await Eventually.IsTrueAsync(async () => (await RowAsync(portal, "a@x.example")).State == EmailState.Sent);
        Server.Received.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("Mail:From", "nonsense")]
    [InlineData("Mail:From", "portal@localhost")]
    [InlineData("Mail:TimeoutSeconds", "0")]
    [InlineData("Mail:Security", "perhaps")]
    [InlineData("Portal:BaseUrl", "portal.example")]
    public void Settings_that_cannot_work_are_refused_at_start(string key, string value) =>
        Should.Throw<InvalidOperationException>(() => Portal(settings: (key, value))).Message.ShouldContain(key.Split(':')[1] == "TimeoutSeconds" ? "Mail" : key);
}
