using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Web.Security;

/// <summary>What stands in an address that opens something to whoever has it. It is given away once; the portal keeps its hash alone.</summary>
internal static class SecretToken
{
    /// <summary>256 bits by chance, as letters of an address.</summary>
    public static string New() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in lower-case hexadecimal digits. A token is chance itself, so it needs no salt and no slow hash.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
