using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Mail;

/// <summary>A mail server that talks over TLS and wants to know who sends.</summary>
public sealed class TrustingTheServer : MailTest
{
    private static readonly (string, string?)[] _signingIn = [("Mail:Security", "starttls"), ("Mail:Username", "portal"), ("Mail:Password", "correct horse")];

    [Fact]
    public async Task Over_tls_with_a_certificate_that_the_machine_trusts_the_portal_signs_in_and_sends()
    {
        Server.Certificate = OfLoopback();
        Server.Account = ("portal", "correct horse");
        var portal = Portal();
        await WriteAsync(portal, "a@x.example", "b@x.example");
        var trusted = Path.Combine(File.Directory, "trusted.pem");
        await System.IO.File.WriteAllTextAsync(trusted, Server.Certificate.ExportCertificatePem());

        // What a process trusts it reads when it starts.
        using var sender = Sender(TestContext.Current.SendDiagnosticMessage, new Dictionary<string, string> { ["SSL_CERT_FILE"] = trusted }, _signingIn);
        await Eventually.IsTrueAsync(async () => (await RowAsync(portal, "b@x.example")).State == EmailState.Sent);
        await sender.KillAsync();

        Server.Received.Select(m => (m.To, m.IsProtected, m.SignedIn)).ShouldBe([("a@x.example", true, "portal"), ("b@x.example", true, "portal")]);
        (await RowAsync(portal, "a@x.example")).ServerAnswer.ShouldBe("250 2.0.0 OK queued as 1");
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_neither_password_nor_mail()
    {
        Server.Certificate = OfLoopback();
        Server.Account = ("portal", "correct horse");
        var portal = Portal(settings: _signingIn);
        await WriteAsync(portal, "a@x.example");

        (await SendAsync(portal)).ShouldBe(0);

        var row = await RowAsync(portal, "a@x.example");
        (row.State, row.Attempts).ShouldBe((EmailState.Queued, 1));
        row.ServerAnswer.ShouldNotBeNull().ShouldContain("certificate");
        (Server.Connections, Server.SignIns, Server.Envelopes.Count).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_the_servers_words_and_mail_waits_until_it_is_put_right()
    {
        Server.Account = ("portal", "correct horse");
        var mistaken = Portal(settings: [("Mail:Username", "portal"), ("Mail:Password", "battery staple")]);
        await WriteAsync(mistaken, "a@x.example");

        (await SendAsync(mistaken)).ShouldBe(0);
        var row = await RowAsync(mistaken, "a@x.example");
        (row.State, row.Attempts).ShouldBe((EmailState.Queued, 1));
        row.ServerAnswer.ShouldNotBeNull().ShouldContain("5.7.8 Not with this password");

        var mended = Portal(settings: [("Mail:Username", "portal"), ("Mail:Password", "correct horse")]);
        mended.Clock.Advance(TimeSpan.FromMinutes(2));
        (await SendAsync(mended)).ShouldBe(1);
        Server.Received.ShouldHaveSingleItem().SignedIn.ShouldBe("portal");
    }

    [Fact]
    public async Task A_server_that_takes_mail_only_from_whoever_signs_in_leaves_it_waiting_where_the_portal_does_not()
    {
        Server.Account = ("portal", "correct horse");
        var portal = Portal();
        await WriteAsync(portal, "a@x.example");

        (await SendAsync(portal)).ShouldBe(0);

        var row = await RowAsync(portal, "a@x.example");
        row.State.ShouldBe(EmailState.Queued);
        row.ServerAnswer.ShouldNotBeNull().ShouldContain("5.7.0 Sign in first");
    }

    private static X509Certificate2 OfLoopback()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=test.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
