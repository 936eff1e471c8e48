using System.Diagnostics;
using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portal.Benchmarks.Hosting;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.Benchmarks.Mail;

/// <summary><c>mail</c>: mails that wait, sent by one portal and by two at once to a mail server on loopback, beside a bare MailKit loop that hands the same messages to the same server.</summary>
public static class MailSpeed
{
    private const int AtATime = 500;
    private const int Rounds = 2;

    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var messages = options.Number("--messages", 5000);
        await using var data = await TemporaryData.CreateAsync(options, "portal-mail", ct);
        await using var server = SmtpServer.Start();
        var settings = new Dictionary<string, string?>(data.Settings, StringComparer.Ordinal)
        {
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail:Security"] = "None",
            ["Mail:From"] = "portal@portal.example",
        };
        await using var one = LocalPortal.On(settings);
        await using var other = LocalPortal.On(settings);
        await one.AsPortalAsync(s => s.GetRequiredService<PortalDbContext>().Database.MigrateAsync(ct));
        Figures.Say($"{await data.DurabilityAsync(ct)}; {messages:N0} messages in each run");

        var isWhole = true;
        for (var round = 1; round <= Rounds; round++)
        {
            var bare = await ComposeAsync(one, await WriteAsync(one, $"bare{round}", messages, ct), ct);
            isWhole &= await MeasureAsync("a bare MailKit loop", server, messages, () => SendBareAsync(server.Port, bare, ct));
            bare.ForEach(m => m.Dispose());
            await one.AsPortalAsync(s => s.GetRequiredService<PortalDbContext>().Set<OutgoingEmail>().ExecuteDeleteAsync(ct));

            await WriteAsync(one, $"one{round}", messages, ct);
            isWhole &= await MeasureAsync("the portal", server, messages, () => SendAsync(one, ct));

            await WriteAsync(one, $"two{round}", messages, ct);
            isWhole &= await MeasureAsync("two portals at once", server, messages, () => Task.WhenAll(Task.Run(() => SendAsync(one, ct), ct), Task.Run(() => SendAsync(other, ct), ct)));
        }

        return isWhole ? 0 : 1;
    }

    /// <summary>Prints how fast they arrived.</summary>
    /// <returns>Whether each arrived once.</returns>
    private static async Task<bool> MeasureAsync(string who, SmtpServer server, int messages, Func<Task> send)
    {
        server.Received.Clear();
        var from = Stopwatch.GetTimestamp();
        await send();
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        var arrived = server.Received.ToList();
        var different = arrived.Select(m => m.To).Distinct(StringComparer.Ordinal).Count();
        Figures.Say($"{who,-22} {messages / seconds,9:N0} mails/s {1000 * seconds / messages,8:F2} ms each {seconds,8:F1} s; arrived {arrived.Count:N0}, different {different:N0}");
        return arrived.Count == messages && different == messages;
    }

    private static Task SendAsync(LocalPortal portal, CancellationToken ct) => portal.AsPortalAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(ct));

    private static async Task SendBareAsync(int port, List<MimeMessage> messages, CancellationToken ct)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", port, SecureSocketOptions.None, ct);
        foreach (var message in messages)
        {
            await client.SendAsync(message, ct);
        }

        await client.DisconnectAsync(quit: true, ct);
    }

    private static async Task<List<MimeMessage>> ComposeAsync(LocalPortal portal, List<OutgoingEmail> rows, CancellationToken ct)
    {
        var messages = new List<MimeMessage>();
        await portal.AsPortalAsync(async s =>
        {
            foreach (var row in rows)
            {
                messages.Add(await s.GetRequiredService<MailComposer>().ComposeAsync(row, ct) ?? throw new InvalidOperationException($"{row.Address} is no address."));
            }
        });
        return messages;
    }

    /// <summary>Writes a notice to each of as many people, as the portal does.</summary>
    private static async Task<List<OutgoingEmail>> WriteAsync(LocalPortal portal, string run, int messages, CancellationToken ct)
    {
        var written = new List<OutgoingEmail>();
        foreach (var some in Enumerable.Range(0, messages).Chunk(AtATime))
        {
            await portal.AsPortalAsync(async s =>
            {
                var (db, outbox) = (s.GetRequiredService<PortalDbContext>(), s.GetRequiredService<Outbox>());
                foreach (var n in some)
                {
                    var person = Person.Named($"Person {n}", $"{run}.{n}@figures.example");
                    db.Add(person);
                    written.Add(outbox.Write(person, MailKind.Notice, "Northshire LSCB: please sign by Friday 4 December 2026", Text, $"{run}:{n}"));
                }

                await db.SaveChangesAsync(ct);
            });
        }

        return written;
    }

    private const string Text =
        """
        The self-assessment of Northshire LSCB was put up for signature on Monday 30 November 2026. You are asked to read it and to sign it, or to return it with your reasons.

        It is to be signed by Friday 4 December 2026.

        Read and sign: https://portal.example/sign-off/read/0197f2f4-2c6e-7d0e-8a53-3f2f3a0c9d11

        You get this mail because you hold the post “Independent chair”.
        """;
}
