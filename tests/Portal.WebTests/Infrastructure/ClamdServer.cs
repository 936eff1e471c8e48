using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Portal.Web.Files.Scanning;

namespace Portal.WebTests.Infrastructure;

/// <summary>ClamAV's own daemon on loopback, with a signature database that knows the test virus and nothing else.</summary>
public sealed class ClamdServer : IAsyncDisposable
{
    /// <summary>Files over this are refused by the daemon.</summary>
    public const int MostBytes = 3_000_000;

    /// <summary>What the daemon calls the test virus.</summary>
    public const string Signature = "Portal.Test.Virus.UNOFFICIAL";

    private readonly TemporaryFolder _folder;
    private readonly Process _process;

    private ClamdServer(TemporaryFolder folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <param name="port">Where it listens; a free one when left out.</param>
    /// <param name="mostBytes">Files over this are refused.</param>
    /// <param name="blind">True for a daemon whose database does not know the test virus.</param>
    public static async Task<ClamdServer> StartAsync(int? port = null, bool blind = false, int mostBytes = MostBytes)
    {
        var folder = new TemporaryFolder();
        var at = port ?? FreePort();
        Directory.CreateDirectory(folder["database"]);
        var known = blind ? "a rose is a rose is a rose"u8.ToArray() : TestVirus.Content();
        await File.WriteAllTextAsync(Path.Combine(folder["database"], "test.ndb"), $"Portal.Test.Virus:0:*:{Convert.ToHexStringLower(known)}\n");
        await File.WriteAllTextAsync(folder["clamd.conf"], string.Create(CultureInfo.InvariantCulture, $"""
            Foreground yes
            DatabaseDirectory {folder["database"]}
            TemporaryDirectory {folder.Path}
            TCPSocket {at}
            TCPAddr 127.0.0.1
            MaxThreads 4
            StreamMaxLength {mostBytes}
            MaxFileSize {mostBytes}
            MaxScanSize {2 * mostBytes}
            MaxRecursion 6
            AlertExceedsMax yes
            AlertEncrypted yes
            AlertOLE2Macros yes

            """));
        var process = Process.Start(new ProcessStartInfo("clamd", ["--config-file", folder["clamd.conf"]])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("clamd did not start.");
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ClamdServer(folder, process, at);
        var client = new ClamdClient(new ScanningOptions { Host = "127.0.0.1", Port = at });
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await client.AnswersAsync(limit.Token))
        {
            await look.WaitForNextTickAsync(limit.Token);
        }

        return server;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Dispose();
    }
}
