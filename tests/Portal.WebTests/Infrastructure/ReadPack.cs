using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace Portal.WebTests.Infrastructure;

/// <summary>A pack as somebody reads it who has RFC 8493 and a ZIP tool but none of the portal's code.</summary>
public sealed class ReadPack
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public ReadPack(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        var top = zip.Entries.Select(e => e.FullName.Split('/')[0]).Distinct().ShouldHaveSingleItem();
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            _files.Add(entry.FullName[(top.Length + 1)..], bytes.ToArray());
        }
    }

    public IEnumerable<string> Payload => _files.Keys.Where(f => f.StartsWith("data/", StringComparison.Ordinal));

    /// <summary>Every file with its content, as text to compare.</summary>
    public string Everything => string.Join('\n', _files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + " " + Convert.ToBase64String(f.Value)));

    public byte[] Bytes(string file) => _files[file];

    public string Text(string file) => new UTF8Encoding(false, true).GetString(_files[file]);

    /// <summary>Every hash again, every file listed once, the totals right.</summary>
    public ReadPack ShouldBeAWholeBag()
    {
        Text("bagit.txt").ShouldBe("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        ShouldAgree("manifest-sha256.txt", Payload);
        ShouldAgree("tagmanifest-sha256.txt", _files.Keys.Except(Payload).Except(["tagmanifest-sha256.txt"]));
        var oxum = string.Create(CultureInfo.InvariantCulture, $"{Payload.Sum(f => (long)_files[f].Length)}.{Payload.Count()}");
        Text("bag-info.txt").Split('\n').ShouldContain($"Payload-Oxum: {oxum}");
        return this;
    }

    /// <summary>The signed text is the one inside, and each signature is under its hash.</summary>
    public ReadPack ShouldCarrySignaturesOf(params string[] names)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(_files["data/self-assessment.json"]));
        using var signatures = JsonDocument.Parse(Text("data/signatures.json"));
        var signed = signatures.RootElement.EnumerateArray().ToList();
        signed.Select(s => s.GetProperty("name").GetString()).ShouldBe(names, ignoreOrder: true);
        signed.ShouldAllBe(s => s.GetProperty("contentHash").GetString() == hash);
        return this;
    }

    /// <summary>Every link of the HTML edition, from its start page on, leads to a file of the pack or a place on a page, and everything but the evidence is found from it.</summary>
    public ReadPack ShouldBeReadFromItsIndex()
    {
        var pages = _files.Keys.Where(f => f.EndsWith(".html", StringComparison.Ordinal)).ToDictionary(f => f, f => new HtmlParser().ParseDocument(Text(f)), StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>(["data/index.html"]);
        while (open.TryDequeue(out var name))
        {
            foreach (var href in pages[name].QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!))
            {
                var target = new Uri(new Uri("file:///" + name), href);
                var file = target.LocalPath[1..];
                _files.Keys.ShouldContain(file, $"{name}: {href}");
                (target.Fragment.Length == 0 || pages[file].GetElementById(target.Fragment[1..]) is not null).ShouldBeTrue($"{name}: {href}");
                if (reached.Add(file) && pages.ContainsKey(file))
                {
                    open.Enqueue(file);
                }
            }
        }

        reached.Order(StringComparer.Ordinal).ShouldBe(Payload.Except(["data/caveats.json"]).Order(StringComparer.Ordinal));
        return this;
    }

    private void ShouldAgree(string manifest, IEnumerable<string> covers)
    {
        var listed = Text(manifest).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("  ", 2)).ToDictionary(line => Unescape(line[1]), line => line[0], StringComparer.Ordinal);
        listed.Keys.ShouldBe(covers, ignoreOrder: true);
        foreach (var (file, hash) in listed)
        {
            Convert.ToHexStringLower(SHA256.HashData(_files[file])).ShouldBe(hash, file);
        }
    }

    // RFC 8493, section 2.1.3: only line ends and the percent sign are encoded.
    private static string Unescape(string path) => path.Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase)
        .Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase).Replace("%25", "%", StringComparison.Ordinal);
}
