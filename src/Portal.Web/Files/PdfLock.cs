using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Web.Files;

/// <summary>
/// Whether a PDF asks for a password before it is opened. Many are encrypted only to forbid printing and open for everybody: those pass.
/// ISO 32000-2, 7.6.4: the standard security handler, by revision.
/// </summary>
internal static partial class PdfLock
{
    /// <summary>Trailer and encryption dictionary are small; no more than this around a mention of them is read.</summary>
    private const int Around = 8 * 1024;

    private const int Block = 1024 * 1024;

    /// <summary>Names that begin as the encryption does; a real file has a handful. Each of them is looked at.</summary>
    private const int MostMentions = 1_000;

    /// <summary>What the empty password is filled up with (algorithm 2, step a).</summary>
    private static readonly byte[] padding = Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");

    /// <returns>True also where it is encrypted in a way that is not understood: what nobody is sure to open is no evidence.</returns>
    public static bool AsksForPassword(Stream content)
    {
        var mention = PlacesOf(content, "/Encrypt").Take(MostMentions).Select((place, number) => (Place: place, Match: Encrypt().Match(TextAt(content, place)), Number: number))
            .FirstOrDefault(m => m.Match.Success || m.Number == MostMentions - 1);
        if (mention is not { Match: { } match, Place: var place })
        {
            return false;
        }

        if (!match.Success)
        {
            return true;
        }

        var dictionary = match.Groups["number"] is { Success: true, Value: var number }
            ? ObjectText(content, $"{number} {match.Groups["generation"].Value} obj")
            : TextAt(content, place);
        try
        {
            return !OpensWithoutPassword(dictionary, StringAfter(TextAround(content, place), IdKey()) ?? []);
        }
        catch (Exception odd) when (odd is FormatException or OverflowException or ArgumentException or CryptographicException)
        {
            return true;
        }
    }

    private static bool OpensWithoutPassword(string dictionary, byte[] id)
    {
        var revision = (int)(Number(dictionary, "R") ?? 0);
        if (StringAfter(dictionary, UserKey()) is not { } user)
        {
            return false;
        }

        return revision switch
        {
            2 or 3 or 4 => StringAfter(dictionary, OwnerKey()) is { } owner && user.Length >= 16 && MatchesUserEntry(dictionary, revision, owner, user, id),
            5 => user.Length >= 40 && SHA256.HashData(user.AsSpan(32, 8)).AsSpan().SequenceEqual(user.AsSpan(0, 32)),
            6 => user.Length >= 40 && HardenedHash(user[32..40]).AsSpan().SequenceEqual(user.AsSpan(0, 32)),
            _ => false,
        };
    }

    /// <summary>Algorithms 2, 4 and 5: the key that the empty password gives must lead to what stands as /U.</summary>
    private static bool MatchesUserEntry(string dictionary, int revision, byte[] owner, byte[] user, byte[] id)
    {
        var bytes = (int)(Number(dictionary, "Length") is { } bits and >= 40 and <= 128 ? bits : revision == 4 ? 128 : 40) / 8;
        var permissions = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(permissions, unchecked((int)(Number(dictionary, "P") ?? 0)));
        byte[] plainMetadata = revision == 4 && PlainMetadata().IsMatch(dictionary) ? [0xFF, 0xFF, 0xFF, 0xFF] : [];
        var key = Md5([.. padding, .. owner.AsSpan(0, Math.Min(32, owner.Length)), .. permissions, .. id, .. plainMetadata]);
        if (revision == 2)
        {
            return Rc4(key[..5], padding).AsSpan().SequenceEqual(user.AsSpan(0, Math.Min(32, user.Length)));
        }

        for (var i = 0; i < 50; i++)
        {
            key = Md5(key[..bytes]);
        }

        key = key[..bytes];
        var made = Md5([.. padding, .. id]);
        for (var i = 0; i < 20; i++)
        {
            made = Rc4([.. key.Select(b => (byte)(b ^ i))], made);
        }

        return made.AsSpan().SequenceEqual(user.AsSpan(0, 16));
    }

    /// <summary>Algorithm 2.B for the empty password.</summary>
    private static byte[] HardenedHash(byte[] salt)
    {
        var hash = SHA256.HashData(salt);
        for (var round = 0; ; round++)
        {
            var repeated = Enumerable.Repeat(hash, 64).SelectMany(b => b).ToArray();
            using var aes = Aes.Create();
            aes.Key = hash[..16];
            var encrypted = aes.EncryptCbc(repeated, hash[16..32], PaddingMode.None);
            hash = (encrypted.Take(16).Sum(b => b) % 3) switch
            {
                0 => SHA256.HashData(encrypted),
                1 => SHA384.HashData(encrypted),
                _ => SHA512.HashData(encrypted),
            };
            if (round >= 63 && encrypted[^1] <= round - 31)
            {
                return hash[..32];
            }
        }
    }

    private static byte[] Rc4(byte[] key, byte[] text)
    {
        var state = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 0xFF;
            (state[i], state[j]) = (state[j], state[i]);
        }

        var made = new byte[text.Length];
        for (int n = 0, i = 0, j = 0; n < text.Length; n++)
        {
            i = (i + 1) & 0xFF;
            j = (j + state[i]) & 0xFF;
            (state[i], state[j]) = (state[j], state[i]);
            made[n] = (byte)(text[n] ^ state[(state[i] + state[j]) & 0xFF]);
        }

        return made;
    }

#pragma warning disable CA5351 // The format asks for it; it protects nothing here.
    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351

    private static long? Number(string dictionary, string key) =>
        Regex.Match(dictionary, $@"/{key}\s+(-?\d+)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)) is { Success: true } found
            ? long.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    /// <summary>The bytes of the string behind a key: in hexadecimal, or in brackets with escapes.</summary>
    private static byte[]? StringAfter(string text, Regex key)
    {
        var found = key.Match(text);
        if (!found.Success)
        {
            return null;
        }

        var at = found.Index + found.Length;
        if (text[at - 1] == '<')
        {
            var end = text.IndexOf('>', at);
            return end < 0 ? null : Convert.FromHexString(string.Concat(text[at..end].Where(c => !char.IsWhiteSpace(c))));
        }

        var bytes = new List<byte>();
        for (var depth = 1; at < text.Length; at++)
        {
            var c = text[at];
            depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return [.. bytes];
            }

            if (c == '\\' && at + 1 < text.Length)
            {
                at += Unescape(text, at + 1, bytes);
            }
            else
            {
                bytes.Add((byte)c);
            }
        }

        return null;
    }

    /// <returns>How many characters behind the backslash it took.</returns>
    private static int Unescape(string text, int at, List<byte> bytes)
    {
        var digits = text.AsSpan(at, Math.Min(3, text.Length - at));
        var octal = digits.IndexOfAnyExceptInRange('0', '7') is var other and >= 0 ? digits[..other] : digits;
        if (octal.Length > 0)
        {
            var value = 0;
            foreach (var digit in octal)
            {
                value = (value * 8) + (digit - '0');
            }

            bytes.Add((byte)value);
            return octal.Length;
        }

        if (text[at] is not ('\r' or '\n'))
        {
            bytes.Add((byte)(text[at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var same => same }));
        }

        return text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
    }

    private static string ObjectText(Stream content, string heading) =>
        PlacesOf(content, "\n" + heading).Concat(PlacesOf(content, "\r" + heading)).Select(place => TextAt(content, place)).FirstOrDefault("");

    /// <summary>Where words stand, the last first. The file is read once from its end, however many there are.</summary>
    private static IEnumerable<long> PlacesOf(Stream content, string words)
    {
        var wanted = Encoding.Latin1.GetBytes(words);
        var buffer = new byte[Block];
        for (var end = content.Length; end >= wanted.Length;)
        {
            var start = Math.Max(0, end - Block);
            content.Position = start;
            var left = content.ReadAtLeast(buffer.AsSpan(0, (int)(end - start)), (int)(end - start), throwOnEndOfStream: false);
            while (buffer.AsSpan(0, left).LastIndexOf(wanted) is var at and >= 0)
            {
                yield return start + at;
                left = at + wanted.Length - 1;
            }

            end = start == 0 ? 0 : start + wanted.Length - 1; // also what stands across the border
        }
    }

    private static string TextAround(Stream content, long place) => TextAt(content, Math.Max(0, place - Around), (int)(Math.Min(place, Around) + Around));

    private static string TextAt(Stream content, long place, int length = Around)
    {
        var buffer = new byte[length];
        content.Position = place;
        return Encoding.Latin1.GetString(buffer, 0, content.ReadAtLeast(buffer, length, throwOnEndOfStream: false));
    }

    [GeneratedRegex(@"\A/Encrypt\s*(?:(?<number>\d{1,10})\s+(?<generation>\d{1,5})\s+R|<<)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Encrypt();

    [GeneratedRegex(@"/ID\s*\[\s*[<(]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IdKey();

    [GeneratedRegex(@"/U\s*[<(]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UserKey();

    [GeneratedRegex(@"/O\s*[<(]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OwnerKey();

    [GeneratedRegex(@"/EncryptMetadata\s+false", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlainMetadata();
}
