using Portal.Web.Files.Stores;

namespace Portal.Web.Files;

/// <summary>
/// Content that has been received whole and hashed but is not yet evidence: it can be examined, then kept with
/// <see cref="EvidenceStore.KeepAsync"/>. Disposing it unkept deletes it.
/// </summary>
public sealed class IncomingContent : IDisposable
{
    internal IncomingContent(string path, string sha256, long length)
    {
        Path = path;
        Sha256 = sha256;
        Length = length;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    internal string Path { get; }

    public Stream OpenRead() => WorkingFolder.OpenRead(Path);

    public void Dispose() => File.Delete(Path);
}
