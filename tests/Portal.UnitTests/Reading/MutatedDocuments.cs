using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Portal.Domain.Evidence;
using Portal.Web.Files;
using Portal.Web.Reading;

namespace Portal.UnitTests.Reading;

/// <summary>Documents of every kind, damaged in every way that comes to mind: EVIDENCE_FUZZ says how many, 400 where it says nothing.</summary>
public sealed class MutatedDocuments
{
    /// <summary>A reading that takes longer in this process would be ended in its own: it is counted, and there may be few.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private static readonly ReadingLimits _limits = new() { MostCharacters = 2_000_000, MostUnpackedBytes = 20_000_000, MostPages = 500 };

    private static readonly (string ContentType, byte[] Content)[] _documents =
    [
        (AcceptedTypes.Pdf.ContentType, Documents.Pdf("Neglect was found early.", "Children were seen alone.", "A third page.")),
        (AcceptedTypes.Docx.ContentType, Documents.Docx(true, "First page.", "Second page.")),
        (AcceptedTypes.Xlsx.ContentType, Documents.Xlsx(("Referrals", [["Month", "Count"], ["March", "12"]]), ("Audits", [["Theme"], ["Neglect"]]))),
        (AcceptedTypes.Pptx.ContentType, Documents.Pptx("Our area", "What we found")),
        (AcceptedTypes.Odt.ContentType, Documents.OpenDocument("text", "<text:p>First page.</text:p><text:soft-page-break/><text:p>Second page.</text:p>")),
        (AcceptedTypes.Ods.ContentType, Documents.OpenDocument("spreadsheet", "<table:table><table:table-row><table:table-cell><text:p>March</text:p></table:table-cell></table:table-row></table:table>")),
        (AcceptedTypes.Odp.ContentType, Documents.OpenDocument("presentation", "<draw:page><text:p>Our area</text:p></draw:page>")),
        (AcceptedTypes.Email.ContentType, Documents.Eml("Audit", "Seen within a day")),
        (AcceptedTypes.Csv.ContentType, "Month,Count\nMarch,\"12, or so\"\n"u8.ToArray()),
        (AcceptedTypes.Text.ContentType, "One page\fand another: café.\n"u8.ToArray()),
        ("text/html", "<html><body><table><tr><td>One</td><td>Two</td></tr></table><p>Three</p></body></html>"u8.ToArray()),
    ];

    [Fact]
    public void Whatever_was_done_to_a_document_its_reading_ends_and_says_how()
    {
        var inputs = int.TryParse(Environment.GetEnvironmentVariable("EVIDENCE_FUZZ"), CultureInfo.InvariantCulture, out var asked) ? asked : 400;
        var ends = new ConcurrentDictionary<(string, string), int>();
        Gen.Select(Gen.Int[0, _documents.Length - 1], Gen.Int).Sample(
            (which, seed) =>
            {
                var (contentType, content) = _documents[which];
                var mutated = Mutated(content, new Random(seed));
                var end = ReadWithin(mutated, contentType);
                ends.AddOrUpdate((contentType, end), 1, (_, count) => count + 1);
            },
            iter: inputs,
            threads: 1);

        foreach (var end in ends.OrderBy(e => e.Key))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{end.Key.Item1} {end.Key.Item2}: {end.Value}");
        }

        ends.Keys.Select(k => k.Item1).Distinct().Count().ShouldBe(_documents.Length);
        ends.Where(e => e.Key.Item2 == nameof(ReadingState.Read)).Sum(e => e.Value).ShouldBeGreaterThan(inputs / 10, "some are still documents");
        ends.Where(e => e.Key.Item2 == nameof(ReadingState.Damaged)).Sum(e => e.Value).ShouldBeGreaterThan(inputs / 50, "some are none any more");
        ends.Where(e => e.Key.Item2 == nameof(ReadingState.TookTooLong)).Sum(e => e.Value).ShouldBeLessThanOrEqualTo(inputs / 100);
    }

    [Fact]
    public void Undamaged_they_are_all_read() =>
        _documents.Select(d => ReadWithin(d.Content, d.ContentType)).ShouldAllBe(end => end == nameof(ReadingState.Read));

    private static string ReadWithin(byte[] content, string contentType)
    {
        ReadText? read = null;
        Exception? failure = null;
        var reading = new Thread(
            () =>
            {
                try
                {
                    using var stream = new MemoryStream(content, writable: false);
                    read = DocumentReader.Read(stream, contentType, _limits);
                }
#pragma warning disable CA1031 // Told to the test, which fails by it.
                catch (Exception unexpected)
#pragma warning restore CA1031
                {
                    failure = unexpected;
                }
            },
            64 * 1024 * 1024) { IsBackground = true };
        reading.Start();
        if (!reading.Join(_patience))
        {
            return nameof(ReadingState.TookTooLong);
        }

        failure.ShouldBeNull();
        read.ShouldNotBeNull();
        read.State.ShouldBeOneOf(ReadingState.Read, ReadingState.NoText, ReadingState.Encrypted, ReadingState.TooLarge, ReadingState.Damaged);
        (read.Pages.Count > 0).ShouldBe(read.State == ReadingState.Read, "pages are there exactly when text was found");
        read.Pages.Any(p => !string.IsNullOrWhiteSpace(p.Text)).ShouldBe(read.State == ReadingState.Read);
        read.Pages.Sum(p => p.Text.Length).ShouldBeLessThanOrEqualTo(_limits.MostCharacters);
        return read.State.ToString();
    }

    private static byte[] Mutated(byte[] content, Random random)
    {
        var isPacked = content.AsSpan().StartsWith("PK"u8);
        var mutated = isPacked && random.Next(3) > 0 ? Repacked(content, random) : content;
        for (var times = random.Next(isPacked ? 2 : 1, 6); times > 0; times--)
        {
            mutated = isPacked && random.Next(4) > 0 ? mutated : Once(mutated, random);
        }

        return mutated;
    }

    /// <summary>Damages a part inside the archive, so that the damage reaches the reader of the part and not that of the archive.</summary>
    private static byte[] Repacked(byte[] content, Random random)
    {
        using var to = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read))
        using (var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            var damaged = random.Next(from.Entries.Count);
            for (var i = 0; i < from.Entries.Count; i++)
            {
                using var part = new MemoryStream();
                using (var source = from.Entries[i].Open())
                {
                    source.CopyTo(part);
                }

                using var target = archive.CreateEntry(from.Entries[i].FullName).Open();
                target.Write(i == damaged || random.Next(8) == 0 ? Once(part.ToArray(), random) : part.ToArray());
            }
        }

        return to.ToArray();
    }

    private static byte[] Once(byte[] content, Random random)
    {
        if (content.Length == 0)
        {
            return [.. "x"u8];
        }

        var (at, length) = (random.Next(content.Length), random.Next(1, Math.Min(200, content.Length) + 1));
        var end = Math.Min(content.Length, at + length);
        switch (random.Next(8))
        {
            case 0: // A bit.
                var flipped = content.ToArray();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1: // The end is missing.
                return content[..at];
            case 2: // A piece is missing.
                return [.. content[..at], .. content[end..]];
            case 3: // A piece is there many times.
                return [.. content[..end], .. Enumerable.Repeat(content[at..end], random.Next(1, 50)).SelectMany(p => p), .. content[end..]];
            case 4: // Noise.
                var noise = new byte[length];
                random.NextBytes(noise);
                return [.. content[..at], .. noise, .. content[at..]];
            case 5: // Another number.
                return Encoding.Latin1.GetBytes(OtherNumber(Encoding.Latin1.GetString(content), at, random));
            case 6: // A piece from elsewhere.
                var from = random.Next(content.Length);
                return [.. content[..at], .. content[from..Math.Min(content.Length, from + length)], .. content[end..]];
            default: // Something that means something.
                string[] words = ["<", ">", "/>", "<![CDATA[", "&x;", "<!DOCTYPE x [<!ENTITY x \"y\">]>", "endobj", "stream", "/Length", "/Kids [2 0 R]", "<<", ">>", "%PDF-1.4", "\r\n\r\n", "--b", "\"", ",", "\f", "\0", "/Encrypt 1 0 R"];
                return [.. content[..at], .. Encoding.Latin1.GetBytes(words[random.Next(words.Length)]), .. content[at..]];
        }
    }

    private static string OtherNumber(string text, int from, Random random)
    {
        var at = text.AsSpan(from).IndexOfAnyInRange('0', '9');
        if (at < 0)
        {
            return text;
        }

        var start = from + at;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        string[] numbers = ["0", "-1", "1", "2147483647", "4294967296", "99999999999999999999", "65536", $"{random.Next(20)}"];
        return text[..start] + numbers[random.Next(numbers.Length)] + text[end..];
    }
}
