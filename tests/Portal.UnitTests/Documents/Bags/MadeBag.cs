using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Portal.Web.Documents.Bags;

namespace Portal.UnitTests.Documents.Bags;

/// <summary>Bags for tests: made by the writer, or by hand so that they can be wrong in one respect.</summary>
internal static class MadeBag
{
    public static readonly DateTime Timestamp = new(2014, 3, 5, 9, 30, 0, DateTimeKind.Utc);

    public static readonly BagInfo Info = new()
    {
        SourceOrganization = "Northshire Safeguarding Children Board",
        ExternalIdentifier = "NSCB-2014-1",
        BaggingDate = new DateOnly(2014, 3, 5),
        BagSoftwareAgent = "Self-Assessment Portal",
        Further = [new("Content-Hash", new string('a', 64)), new("External-Description", "Two\r\nlines")],
    };

    public static readonly (string Name, byte[] Content)[] Files =
    [
        ("index.html", Encoding.UTF8.GetBytes("<!DOCTYPE html><p>" + string.Concat(Enumerable.Repeat("words ", 100)))),
        ("self-assessment.json", "{}"u8.ToArray()),
        ("evidence/001 Audit of 20 cases.pdf", [.. "%PDF-1.7 "u8, .. Enumerable.Range(0, 300).Select(i => (byte)(i * 37))]),
        ("evidence/002 Zoë’s view – 100 per cent.txt", Encoding.UTF8.GetBytes("Zoë")),
        ("evidence/003 Empty.txt", []),
    ];

    public static async Task<WrittenBag> WriteAsync(
        string path, IEnumerable<(string Name, byte[] Content)>? files = null, IProgress<long>? progress = null)
    {
        await using var bag = await BagWriter.CreateAsync(path, "NSCB-2014-1", Timestamp, progress, CancellationToken.None);
        foreach (var (name, content) in files ?? Files)
        {
            await bag.AddAsync(name, new MemoryStream(content), null, CancellationToken.None);
        }

        return await bag.CompleteAsync(Info, CancellationToken.None);
    }

    /// <summary>The entries of a right bag with one payload file, to be made wrong and zipped.</summary>
    public static Dictionary<string, byte[]> Entries()
    {
        var entries = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["bag/bagit.txt"] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"u8.ToArray(),
            ["bag/bag-info.txt"] = "Payload-Oxum: 5.1\n"u8.ToArray(),
            ["bag/data/a.txt"] = "hello"u8.ToArray(),
        };
        entries["bag/manifest-sha256.txt"] = Encoding.UTF8.GetBytes(Hash(entries["bag/data/a.txt"]) + "  data/a.txt\n");
        ListTags(entries);
        return entries;
    }

    /// <summary>Writes the tag manifest anew, so that only the fault meant is there.</summary>
    public static void ListTags(Dictionary<string, byte[]> entries) => entries["bag/tagmanifest-sha256.txt"] = Encoding.UTF8.GetBytes(string.Concat(
        entries.Where(e => e.Key.StartsWith("bag/", StringComparison.Ordinal) && !e.Key.Contains("/data/", StringComparison.Ordinal)
                && !e.Key.Contains("tagmanifest", StringComparison.Ordinal))
            .Select(e => Hash(e.Value) + "  " + e.Key[4..] + "\n")));

    public static byte[] Zip(IEnumerable<KeyValuePair<string, byte[]>> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static Task<BagReport> VerifyAsync(byte[] zip) => BagVerifier.VerifyAsync(new MemoryStream(zip), CancellationToken.None);
}
