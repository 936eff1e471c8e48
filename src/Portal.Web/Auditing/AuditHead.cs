using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portal.Web.Auditing;

/// <summary>The last entry of the trail at some time. Whoever keeps it elsewhere can tell later whether everything up to it is still there, and the same.</summary>
/// <param name="Number">How many entries there were.</param>
/// <param name="Hash">Of the last of them.</param>
public sealed record AuditHead(long Number, string Hash)
{
    /// <summary>Stands in the first entry where the others have the hash of the one before.</summary>
    public static readonly AuditHead Beginning = new(0, new string('0', 64));

    /// <summary>As it is written down: <c>128:9f86…</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Hash}");

    /// <summary>Reads a head as it is written down.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AuditHead? head)
    {
        head = text?.Trim().Split(':') is [var number, { Length: 64 } hash] && hash.All(char.IsAsciiHexDigit)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? new AuditHead(at, hash.ToLowerInvariant()) : null;
        return head is not null;
    }
}
