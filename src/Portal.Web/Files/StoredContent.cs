namespace Portal.Web.Files;

/// <summary>Content held by the <see cref="EvidenceStore"/>, known by its SHA-256.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Length">Bytes.</param>
/// <param name="AlreadyStored">True when the same content was there before.</param>
public sealed record StoredContent(string Sha256, long Length, bool AlreadyStored);
