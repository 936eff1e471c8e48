using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Portal.WebTests.Infrastructure;

/// <summary>A mail the server has accepted.</summary>
public sealed record ReceivedMail(string From, string To, byte[] Data)
{
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

    /// <summary>The reply to a recipient; null accepts.</summary>
    public Func<string, string?> Recipient { get; set; } = _ => null;

    /// <summary>The reply to the end of a message; null accepts.</summary>
    public Func<string, string?> Content { get; set; } = _ => null;

    /// <summary>Whether to fall silent after the message instead of answering.</summary>
    public Func<string, bool> HangsFor { get; set; } = _ => false;

    /// <summary>Whether to close the connection while the message is being sent.</summary>
    public Func<string, bool> ClosesOn { get; set; } = _ => false;

    /// <summary>Whether to take the message and close before saying so.</summary>
    public Func<string, bool> ForgetsToAnswer { get; set; } = _ => false;

    /// <summary>Whether it offers to report what does not arrive (RFC 3461).</summary>
    public bool OffersReports { get; set; }

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
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        try
        {
            await SayAsync(stream, "220 test.example ESMTP");
            var from = "";
            var to = "";
            while (await reader.ReadLineAsync(stopping.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                switch (verb)
                {
                    case "EHLO":
                        await SayAsync(stream, $"250-test.example\r\n{(OffersReports ? "250-DSN\r\n" : "")}250 8BITMIME");
                        break;
                    case "HELO" or "RSET" or "NOOP":
                        await SayAsync(stream, "250 2.0.0 OK");
                        break;
                    case "MAIL":
                        from = Address(line);
                        Envelopes.Enqueue(line);
                        await SayAsync(stream, "250 2.1.0 Sender OK");
                        break;
                    case "RCPT":
                        to = Address(line);
                        Envelopes.Enqueue(line);
                        await SayAsync(stream, Recipient(to) ?? "250 2.1.5 Recipient OK");
                        break;
                    case "DATA":
                        await SayAsync(stream, "354 Go ahead");
                        if (!await TakeAsync(stream, reader, from, to))
                        {
                            return;
                        }

                        break;
                    case "QUIT":
                        await SayAsync(stream, "221 2.0.0 Bye");
                        return;
                    default:
                        await SayAsync(stream, "502 5.5.2 Not known here");
                        break;
                }
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The other side has left, or the test is over.
        }
    }

    private async Task<bool> TakeAsync(NetworkStream stream, StreamReader reader, string from, string to)
    {
        if (ClosesOn(to))
        {
            return false;
        }

        var data = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".")
        {
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        if (HangsFor(to))
        {
            await Task.Delay(Timeout.Infinite, stopping.Token);
        }

        if (Content(to) is { } refusal)
        {
            await SayAsync(stream, refusal);
            return true;
        }

        Received.Enqueue(new ReceivedMail(from, to, Encoding.Latin1.GetBytes(data.ToString())));
        if (ForgetsToAnswer(to))
        {
            return false;
        }

        await SayAsync(stream, $"250 2.0.0 OK queued as {Received.Count}");
        return true;
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private async Task SayAsync(NetworkStream stream, string line) => await stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), stopping.Token);
}
