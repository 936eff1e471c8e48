namespace Portal.Web.Documents.Bags;

/// <summary>One payload file as it was written into a bag.</summary>
/// <param name="Name">Below <c>data/</c>, with <c>/</c> between folders.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Length">Bytes.</param>
public sealed record BaggedFile(string Name, string Sha256, long Length);
