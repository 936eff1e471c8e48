namespace Portal.Web.Documents.Bags;

/// <summary>What reading one file of a ZIP gave.</summary>
/// <param name="Sha256">Of what was read; null when there was more than was allowed.</param>
/// <param name="Length">Bytes read.</param>
/// <param name="AsRecorded">Length and CRC are those the ZIP records.</param>
internal sealed record ZipContentRead(string? Sha256, long Length, bool AsRecorded);
