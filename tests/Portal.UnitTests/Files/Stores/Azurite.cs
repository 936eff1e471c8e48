using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;

namespace Portal.UnitTests.Files.Stores;

/// <summary>Azurite, Microsoft's own stand-in for Azure Blob Storage, on loopback; started once for all tests that ask for it.</summary>
public sealed class Azurite : IAsyncDisposable
{
    /// <summary>Published by Microsoft for everybody; it opens nothing but an Azurite.</summary>
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private Azurite(DirectoryInfo folder, Process process, int port)
    {
        _folder = folder;
        _process = process;
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{port}/{Account};";
    }

    public string ConnectionString { get; }

    public static async Task<Azurite> StartAsync()
    {
        var program = Path.Combine(Program(), "node_modules", ".bin", "azurite-blob");
        Assert.SkipUnless(File.Exists(program), "Azurite is not installed: eng/setup.sh does it.");
        var folder = Directory.CreateTempSubdirectory("portal-azurite-");
        var port = FreePort();
        var process = Process.Start(new ProcessStartInfo(
            program, ["--location", folder.FullName, "--blobHost", "127.0.0.1", "--blobPort", $"{port}", "--disableTelemetry", "--skipApiVersionCheck", "--silent"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("Azurite did not start.");
        var listens = new TaskCompletionSource();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("listens", StringComparison.Ordinal) == true)
            {
                listens.TrySetResult();
            }
        };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await listens.Task.WaitAsync(TimeSpan.FromMinutes(3));
        return new Azurite(folder, process, port);
    }

    /// <summary>A container of its own.</summary>
    public async Task<BlobContainerClient> ContainerAsync()
    {
        var container = new BlobContainerClient(ConnectionString, $"c{Guid.CreateVersion7():N}");
        await container.CreateAsync();
        return container;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Program()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "tests", "azurite")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? "", "tests", "azurite");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>One Azurite for the tests of an assembly.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private Azurite? _azurite;

    public async Task<BlobContainerClient> ContainerAsync()
    {
        _azurite ??= await Azurite.StartAsync();
        return await _azurite.ContainerAsync();
    }

    public async Task<string> ConnectionStringAsync()
    {
        _azurite ??= await Azurite.StartAsync();
        return _azurite.ConnectionString;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
