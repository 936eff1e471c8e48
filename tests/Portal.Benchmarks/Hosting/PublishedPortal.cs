using System.Diagnostics;

namespace Portal.Benchmarks.Hosting;

/// <summary>The portal as it is published, ready to be started.</summary>
public sealed class PublishedPortal : IDisposable
{
    private readonly bool _temporary;

    private PublishedPortal(string folder, bool temporary)
    {
        Folder = folder;
        _temporary = temporary;
    }

    public string Folder { get; }

    public string Executable => Path.Combine(Folder, "Portal.Web");

    /// <summary>That of <c>--portal</c>; without it the portal is published to a temporary folder.</summary>
    public static async Task<PublishedPortal> GetAsync(Options options, CancellationToken ct)
    {
        if (options.Text("--portal") is { } folder)
        {
            return new PublishedPortal(Path.GetFullPath(folder), temporary: false);
        }

        var target = Directory.CreateTempSubdirectory("portal-published-").FullName;
        using var publish = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Root(), "eng", "publish.sh"), target]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await publish.StandardOutput.ReadToEndAsync(ct);
        await publish.WaitForExitAsync(ct);
        return publish.ExitCode == 0 ? new PublishedPortal(target, temporary: true) : throw new InvalidOperationException($"eng/publish.sh failed:\n{said}");
    }

    /// <summary>Starts it on a free port of loopback.</summary>
    public ServerProcess Start(TemporaryData data, IReadOnlyDictionary<string, string?>? further = null) => ServerProcess.Start(
        Executable,
        ["--urls", "http://127.0.0.1:0"],
        new Dictionary<string, string?>(data.Settings.Concat(further ?? new Dictionary<string, string?>(StringComparer.Ordinal)), StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        });

    public void Dispose()
    {
        if (_temporary)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SelfAssessment.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Name the published portal with --portal.");
        }

        return folder;
    }
}
