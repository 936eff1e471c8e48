using Portal.Domain.Common;
using Portal.Domain.Packs;

namespace Portal.Web.Files.Stores;

/// <summary>What contents are called in every store, so that they keep their names when they are moved.</summary>
public static class ContentNames
{
    /// <summary>Evidence.</summary>
    public const string Files = "files/";

    /// <summary>Finished packs.</summary>
    public const string Packs = "packs/";

    /// <summary>What a health check writes and takes away again.</summary>
    public const string Proofs = "health/";

    /// <summary>All that must not be lost.</summary>
    public static readonly IReadOnlyList<string> Kept = [Files, Packs];

    private const int HashDigits = 64;

    /// <summary>The folders keep any one of them from having more entries than a file system likes.</summary>
    public static string OfFile(string sha256) => IsHash(sha256)
        ? $"{Files}{sha256[..2]}/{sha256[2..4]}/{sha256}"
        : throw new ArgumentException("A SHA-256 is 64 lower-case hexadecimal digits.", nameof(sha256));

    public static string OfPack(Id<EvidencePack> pack) => $"{Packs}{pack}.zip";

    /// <returns>The SHA-256 that the name promises; null where it promises none.</returns>
    public static string? HashIn(string name) =>
        name.StartsWith(Files, StringComparison.Ordinal) && name[(name.LastIndexOf('/') + 1)..] is var last && IsHash(last) ? last : null;

    private static bool IsHash(string text) => text.Length == HashDigits && text.All(char.IsAsciiHexDigitLower);
}
