using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Web.Files.Downloads;

/// <summary>A kind of file that can be downloaded, such as evidence or packs.</summary>
public interface IDownloadSource
{
    /// <summary>Stable name within addresses.</summary>
    string Kind { get; }

    /// <summary>The page that gives a fresh address, to those who may have the file.</summary>
    string PageOf(DownloadKey key);

    /// <summary>The file, as far as the acting person may have it now; otherwise null.</summary>
    Task<FileToDownload?> FindAsync(DownloadKey key, CancellationToken ct);
}

/// <summary>Which file of its kind.</summary>
/// <param name="Id">The record it belongs to.</param>
/// <param name="Version">Its version, from 1.</param>
public sealed record DownloadKey(Guid Id, int Version = 1);

/// <summary>A file that somebody may have.</summary>
/// <param name="Body">On whose record the download goes.</param>
/// <param name="Name">What it is called on the person's computer.</param>
/// <param name="ContentType">Media type found in its content.</param>
/// <param name="Sha256">Of its content.</param>
/// <param name="OpenAsync">Opens it, seekable.</param>
public sealed record FileToDownload(Id<Body> Body, string Name, string ContentType, string Sha256, Func<CancellationToken, Task<Stream>> OpenAsync)
{
    /// <summary>What goes on the record; by default that the record it belongs to was downloaded.</summary>
    public DownloadRecord? OnRecord { get; init; }
}

/// <summary>What is written down of a download.</summary>
public sealed record DownloadRecord(string Action, string Subject, string? Reason);
