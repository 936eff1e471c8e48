namespace Portal.Web.Documents.Bags;

/// <summary>One file in a ZIP as its central directory records it.</summary>
/// <param name="Name">As recorded, whatever it is.</param>
/// <param name="Method">0 stored, 8 deflated.</param>
/// <param name="Crc32">Of the content.</param>
/// <param name="PackedLength">Bytes in the ZIP.</param>
/// <param name="Length">Bytes of the content.</param>
/// <param name="HeaderOffset">Of the local header.</param>
internal sealed record ZipPart(string Name, ushort Method, uint Crc32, long PackedLength, long Length, long HeaderOffset)
{
    /// <summary>Where the packed bytes begin; null when the local header does not bear the central directory out.</summary>
    public long? DataOffset { get; init; }

    public bool IsDirectory => Name.EndsWith('/') && Length == 0;
}
