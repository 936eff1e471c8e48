namespace Portal.Web.Documents.PackIndex;

/// <summary>One signature of the frozen version.</summary>
/// <param name="Post">Chair, director of children's services.</param>
/// <param name="Name">Of the person who held it.</param>
/// <param name="SignedAt">UK time, in words.</param>
/// <param name="ContentHash">SHA-256 of what the person was shown and signed.</param>
public sealed record PackSignature(string Post, string Name, string SignedAt, string ContentHash);
