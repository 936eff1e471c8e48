using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Web.Persistence;

namespace Portal.Web.Files.Uploads;

/// <summary>How much the library of one body may hold: its files, each once, and those on their way.</summary>
/// <param name="db">The database.</param>
/// <param name="limits">What is configured.</param>
public sealed class BodyQuota(PortalDbContext db, FileLimits limits)
{
    /// <summary>Bytes that may still be added; never negative.</summary>
    public async Task<long> LeftAsync(Id<Body> body, CancellationToken ct)
    {
        var held = await db.StoredFiles.Where(f => db.Set<EvidenceVersion>().Any(v => v.BodyId == body && v.FileSha256 == f.Sha256
            && db.EvidenceItems.Any(e => e.Id == v.EvidenceItemId && e.DisposedAt == null))).SumAsync(f => f.Size, ct);
        var coming = await db.Set<FileUpload>().Where(u => u.BodyId == body && (u.State == UploadState.Arriving || u.State == UploadState.Arrived)).SumAsync(u => u.Length, ct);
        return Math.Max(0, limits.MostBytesOfABody - held - coming);
    }

    /// <exception cref="FileRefused">There is no room for it.</exception>
    public async Task RequireRoomAsync(Id<Body> body, string fileName, long length, CancellationToken ct)
    {
        if (await LeftAsync(body, ct) is var left && length > left)
        {
            throw new FileRefused(FileRefusal.OverQuota,
                $"“{fileName}” does not fit: the files of one library may have {ByteCount.InWords(limits.MostBytesOfABody)} together, and {ByteCount.InWords(left)} are left. Ask those who run the portal for more.");
        }
    }
}
