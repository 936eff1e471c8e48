using Portal.Web.Jobs;

namespace Portal.Web.Files.Scanning;

/// <summary>Rings <see cref="ScanFile"/> for one asking of one file.</summary>
public sealed class ScanFileJob(ScanFile scan) : IPortalJob
{
    public const string Kind = "scan-file";

    public Task RunAsync(string subject, CancellationToken ct)
    {
        var (code, number) = ScanRequests.Read(subject);
        return scan.RunAsync(code, number, ct);
    }
}
