using System.Security.Cryptography;

namespace Portal.Web.Files.Uploads;

/// <summary>What a part must hash to: tus 1.0, extension checksum, header <c>Upload-Checksum</c>.</summary>
public sealed record PartChecksum(HashAlgorithmName Algorithm, byte[] Value)
{
    /// <summary>The status tus has for a part that arrived otherwise than it was sent.</summary>
    public const int Mismatch = 460;

    /// <summary>As the protocol lists them; SHA-1 is the one it requires.</summary>
    public const string Algorithms = "sha1,sha256";

    /// <returns>False when it is not one of ours.</returns>
    public static bool TryRead(string header, out PartChecksum? checksum)
    {
        checksum = null;
        if (header.Length == 0)
        {
            return true;
        }

        var value = new byte[64];
        if (header.Split(' ') is not [var name, var text] || !Convert.TryFromBase64String(text, value, out var length))
        {
            return false;
        }

        checksum = name switch
        {
            "sha1" => new PartChecksum(HashAlgorithmName.SHA1, value[..length]),
            "sha256" => new PartChecksum(HashAlgorithmName.SHA256, value[..length]),
            _ => null,
        };
        return checksum is not null;
    }

    public IncrementalHash Begin() => IncrementalHash.CreateHash(Algorithm);

    public bool IsThatOf(IncrementalHash taken) => taken.GetHashAndReset().AsSpan().SequenceEqual(Value);
}
