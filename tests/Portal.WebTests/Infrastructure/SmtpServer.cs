using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Portal.WebTests.Infrastructure;

/// <summary>A mail the server has accepted.</summary>
public sealed record ReceivedMail(string From, string To, byte[] Data)
{
    /// <summary>Whether it came over TLS.</summary>
    public bool IsProtected { get; init; }

    /// <summary>Who had signed in before it came; null where nobody had.</summary>
    public string? SignedIn { get; init; }

    public MimeMessage Message => MimeMessage.Load(new MemoryStream(Data));
}

/// <summary>A mail server on loopback that speaks SMTP and can be told to behave badly.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<Task> conversations = [];
    private readonly Task accepting;
    private int connections;
    private int signIns;

    private SmtpServer(int port)
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    public ConcurrentQueue<ReceivedMail> Received { get; } = [];

    /// <summary>Connections made so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Times that somebody tried to sign in.</summary>
    public int SignIns => Volatile.Read(ref signIns);

    /// <summary>The reply to a recipient; null accepts.</summary>
    public Func<string, string?> Recipient { get; set; } = _ => null;

    /// <summary>The reply to the end of a message; null accepts.</summary>
    public Func<string, string?> Content { get; set; } = _ => null;

    /// <summary>Whether to fall silent after the message instead of answering.</summary>
    public Func<string, bool> HangsFor { get; set; } = _ => false;

    /// <summary>Waited for after the message and before the answer to it: a server that takes its time.</summary>
    public Func<string, Task> Ponders { get; set; } = _ => Task.CompletedTask;

    /// <summary>Whether to close the connection after the first line of the message.</summary>
    public Func<string, bool> ClosesOn { get; set; } = _ => false;

    /// <summary>Whether to take the message, with the dot that ends it, and close before saying so.</summary>
    public Func<string, bool> ForgetsToAnswer { get; set; } = _ => false;

    /// <summary>Whether it offers to report what does not arrive (RFC 3461).</summary>
    public bool OffersReports { get; set; }

    /// <summary>With this it offers STARTTLS, and takes mail over TLS alone.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>With this it takes mail only from whoever has signed in so.</summary>
    public (string Name, string Password)? Account { get; set; }

    /// <summary>What was said of sender and recipient.</summary>
    public ConcurrentQueue<string> Envelopes { get; } = [];

    public static SmtpServer Start(int port = 0) => new(port);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(conversations);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                Interlocked.Increment(ref connections);
                conversations.Add(TalkAsync(client));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody is let in any more.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        var talk = new Talk(client.GetStream());
        try
        {
            await SayAsync(talk, "220 test.example ESMTP");
            var goesOn = true;
            while (goesOn && await talk.Reader.ReadLineAsync(stopping.Token) is { } line)
            {
                goesOn = await AnswerAsync(talk, line);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or AuthenticationException)
        {
            // The other side has left or does not trust this one, or the test is over.
        }
        finally
        {
            await talk.Stream.DisposeAsync();
        }
    }

    /// <returns>Whether the conversation goes on.</returns>
    private async Task<bool> AnswerAsync(Talk talk, string line)
    {
        switch (line.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "EHLO":
                await SayAsync(talk, string.Join("\r\n", Offers(talk).Prepend("test.example").Select(offer => $"250-{offer}").Append("250 8BITMIME")));
                break;
            case "HELO" or "RSET" or "NOOP":
                await SayAsync(talk, "250 2.0.0 OK");
                break;
            case "STARTTLS" when Certificate is not null:
                await SayAsync(talk, "220 2.0.0 Ready");
                await talk.ProtectAsync(Certificate, stopping.Token);
                break;
            case "AUTH" when Account is { } account:
                Interlocked.Increment(ref signIns);
                var token = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ') is [_, "PLAIN", var word] ? word : "")).Split('\0');
                talk.SignedIn = token is [_, var name, var password] && (name, password) == account ? name : null;
                await SayAsync(talk, talk.SignedIn is null ? "535 5.7.8 Not with this password" : "235 2.7.0 Welcome");
                break;
            case "MAIL" when Certificate is not null && !talk.IsProtected:
                await SayAsync(talk, "530 5.7.0 Only over TLS");
                break;
            case "MAIL" when Account is not null && talk.SignedIn is null:
                await SayAsync(talk, "530 5.7.0 Sign in first");
                break;
            case "MAIL":
                talk.From = Address(line);
                Envelopes.Enqueue(line);
                await SayAsync(talk, "250 2.1.0 Sender OK");
                break;
            case "RCPT":
                talk.To = Address(line);
                Envelopes.Enqueue(line);
                await SayAsync(talk, Recipient(talk.To) ?? "250 2.1.5 Recipient OK");
                break;
            case "DATA":
                await SayAsync(talk, "354 Go ahead");
                return await TakeAsync(talk);
            case "QUIT":
                await SayAsync(talk, "221 2.0.0 Bye");
                return false;
            default:
                await SayAsync(talk, "502 5.5.2 Not known here");
                break;
        }

        return true;
    }

    private IEnumerable<string> Offers(Talk talk)
    {
        if (OffersReports)
        {
            yield return "DSN";
        }

        if (Certificate is not null && !talk.IsProtected)
        {
            yield return "STARTTLS";
        }

        if (Account is not null && (Certificate is null || talk.IsProtected))
        {
            yield return "AUTH PLAIN";
        }
    }

    private async Task<bool> TakeAsync(Talk talk)
    {
        if (ClosesOn(talk.To))
        {
            await talk.Reader.ReadLineAsync(stopping.Token);
            return false;
        }

        var data = new StringBuilder();
        while (await talk.Reader.ReadLineAsync(stopping.Token) is { } line && line != ".")
        {
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        if (HangsFor(talk.To))
        {
            await Task.Delay(Timeout.Infinite, stopping.Token);
        }

        await Ponders(talk.To).WaitAsync(stopping.Token);
        if (Content(talk.To) is { } refusal)
        {
            await SayAsync(talk, refusal);
            return true;
        }

        Received.Enqueue(new ReceivedMail(talk.From, talk.To, Encoding.Latin1.GetBytes(data.ToString())) { IsProtected = talk.IsProtected, SignedIn = talk.SignedIn });
        if (ForgetsToAnswer(talk.To))
        {
            return false;
        }

        await SayAsync(talk, $"250 2.0.0 OK queued as {Received.Count}");
        return true;
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private async Task SayAsync(Talk talk, string line) => await talk.Stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), stopping.Token);

    /// <summary>One connection, and what was said in it so far.</summary>
    private sealed class Talk(Stream stream)
    {
        public Stream Stream { get; private set; } = stream;

        public StreamReader Reader { get; private set; } = new(stream, Encoding.Latin1);

        public string From { get; set; } = "";

        public string To { get; set; } = "";

        public string? SignedIn { get; set; }

        public bool IsProtected { get; private set; }

        public async Task ProtectAsync(X509Certificate2 certificate, CancellationToken ct)
        {
            var tls = new SslStream(Stream);
            Stream = tls;
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, ct);
            Reader = new StreamReader(tls, Encoding.Latin1);
            IsProtected = true;
        }
    }
}
