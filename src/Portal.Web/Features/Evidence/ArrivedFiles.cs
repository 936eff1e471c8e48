using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Files.Uploads;

namespace Portal.Web.Features.Evidence;

/// <summary>A file that waits to be described.</summary>
/// <param name="Already">Title of the item of this library that has the same file; null when there is none.</param>
/// <param name="Ticked">Whether the form says that it is meant.</param>
public sealed record ArrivedFile(Id<FileUpload> Id, string Name, long Length, string? Already, bool Ticked);

/// <summary>What the present person has brought as far as the door of a library.</summary>
/// <param name="Arrived">Whole files that wait to be described.</param>
/// <param name="Unfinished">Files that did not arrive whole yet.</param>
public sealed record ArrivedList(IReadOnlyList<ArrivedFile> Arrived, IReadOnlyList<FileUpload> Unfinished)
{
    public static readonly ArrivedList Empty = new([], []);
}

/// <summary>Lists it for the forms in which files are added.</summary>
public sealed class ArrivedFiles(OwnUploads uploads, HeldAlready held)
{
    /// <param name="body">The library.</param>
    /// <param name="ticked">Those that the form means; null for all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ArrivedList> OfAsync(Id<Body> body, IEnumerable<Id<FileUpload>>? ticked, CancellationToken ct)
    {
        var open = await uploads.OfAsync(body, ct);
        var arrived = new List<ArrivedFile>();
        foreach (var upload in open.Where(u => u.State == UploadState.Arrived))
        {
            var already = await held.AsAsync(upload, ct);
            arrived.Add(new ArrivedFile(upload.Id, upload.FileName, upload.Length, already?.Title, ticked?.Contains(upload.Id) ?? true));
        }

        return new ArrivedList(arrived, [.. open.Where(u => u.State == UploadState.Arriving)]);
    }
}
