namespace Portal.Web.Documents.Bags;

/// <summary>A bag that has been written whole and has its final name.</summary>
/// <param name="Path">Of the ZIP file.</param>
/// <param name="Files">Payload files.</param>
/// <param name="Bytes">Payload bytes.</param>
/// <param name="ZipLength">Bytes of the ZIP file.</param>
/// <param name="TagManifestSha256">SHA-256 of <c>tagmanifest-sha256.txt</c>, which covers every other file of the bag.</param>
public sealed record WrittenBag(string Path, int Files, long Bytes, long ZipLength, string TagManifestSha256);
