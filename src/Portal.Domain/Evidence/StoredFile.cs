namespace Portal.Domain.Evidence;

/// <summary>A file kept once, whoever uploads it and however often.</summary>
public sealed class StoredFile
{
    private StoredFile()
    {
    }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits; the file's identity.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Size in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Media type found in the content itself.</summary>
    public string ContentType { get; private set; } = "";

    public DateTime StoredAt { get; private set; }

    public static StoredFile Of(string sha256, long size, string contentType, DateTime at) => new()
    {
        Sha256 = sha256,
        Size = size,
        ContentType = contentType,
        StoredAt = at,
    };
}
