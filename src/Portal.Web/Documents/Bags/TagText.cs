using System.Buffers;
using System.Globalization;

namespace Portal.Web.Documents.Bags;

/// <summary>The parts of a bag's tag files that the verifier reads.</summary>
internal static class TagText
{
    private static readonly SearchValues<char> hexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Lines end with LF, CR or both; the end of the last line starts no other.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny('\r', '\n') is var at and >= 0 ? start + at : text.Length;
            yield return text[start..end];
            start = end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }
    }

    public static bool ContainsOnlyHexDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExcept(hexDigits);

    /// <summary>The declaration must be these two lines and nothing else (RFC 8493, 2.1.1).</summary>
    public static bool IsDeclaration(string text) =>
        Lines(text).SequenceEqual(["BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8"], StringComparer.Ordinal);

    /// <summary>Payload-Oxum: bytes, a full stop, files (RFC 8493, 2.2.2). Null unless it is there once and well formed.</summary>
    public static (long Bytes, long Files)? PayloadOxum(string bagInfo)
    {
        const string label = "Payload-Oxum:";
        var values = Lines(bagInfo).Where(line => line.StartsWith(label, StringComparison.OrdinalIgnoreCase)).ToList();
        return values is [var only] && only[label.Length..].Trim().Split('.') is [var bytes, var files]
            && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var octets)
            && long.TryParse(files, NumberStyles.None, CultureInfo.InvariantCulture, out var streams)
            ? (octets, streams)
            : null;
    }
}
