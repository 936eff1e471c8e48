using System.Text;

namespace Portal.Web.Documents.Bags;

/// <summary>
/// Verifies a pack: that it is a whole ZIP holding one complete BagIt 1.0 bag (RFC 8493) in which every file is listed and is what its
/// manifest says. It shares no code with the writer's ZIP library, and finds faults instead of throwing whatever the file holds.
/// </summary>
public sealed class BagVerifier
{
    private const string Data = "data/";
    private const string PayloadManifest = "manifest-sha256.txt";
    private const string TagManifest = "tagmanifest-sha256.txt";

    /// <summary>A tag file is held in memory; the manifest of a pack of 100,000 files is some 15 MB. All of them together may have this much.</summary>
    private const int MostTagBytes = 32 * 1024 * 1024;

    /// <summary>Where no Payload-Oxum limits the reading: real packs compress far less than this many times.</summary>
    private const int MostExpansion = 100;

    private readonly List<BagFault> faults = [];
    private readonly Dictionary<string, ZipPart> parts = new(StringComparer.Ordinal);
    private readonly Stream zip;
    private readonly ZipContent content;

    private BagVerifier(Stream zip)
    {
        this.zip = zip;
        content = new ZipContent(zip);
    }

    /// <param name="zip">Seekable; left open.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="IOException">The medium cannot be read. Nothing the file holds causes an exception.</exception>
    public static async Task<BagReport> VerifyAsync(Stream zip, CancellationToken cancellationToken)
    {
        if (!zip.CanSeek)
        {
            throw new ArgumentException("A pack is verified from a file, whose end can be read first.", nameof(zip));
        }

        return await new BagVerifier(zip).VerifyAsync(cancellationToken);
    }

    private async Task<BagReport> VerifyAsync(CancellationToken cancellationToken)
    {
        var layout = new ZipLayout(zip);
        CollectParts(layout.Read());
        faults.AddRange(layout.Faults);
        if (parts.Count == 0)
        {
            return new BagReport(faults, 0, 0);
        }

        if (await ReadTagFileAsync("bagit.txt", cancellationToken) is { } declaration && !TagText.IsDeclaration(declaration))
        {
            Fault(BagFaultKind.TagFileInvalid, "bagit.txt does not declare BagIt version 1.0 in UTF-8.");
        }

        var bagInfo = await ReadTagFileAsync("bag-info.txt", cancellationToken);
        var oxum = bagInfo is null ? null : TagText.PayloadOxum(bagInfo);
        if (bagInfo is not null && oxum is null)
        {
            Fault(BagFaultKind.TagFileInvalid, "bag-info.txt does not give Payload-Oxum once, as bytes and files.");
        }

        var tagManifest = BagManifest.Read(TagManifest, await ReadTagFileAsync(TagManifest, cancellationToken), faults);
        var manifest = BagManifest.Read(PayloadManifest, await ReadTagFileAsync(PayloadManifest, cancellationToken), faults);
        CompareLists(TagManifest, tagManifest, path => !IsPayload(path) && !path.StartsWith("tagmanifest-", StringComparison.Ordinal));
        CompareLists(PayloadManifest, manifest, IsPayload);
        await HashAsync(tagManifest, path => !IsPayload(path), MostTagBytes, cancellationToken);
        var declared = oxum?.Bytes ?? (zip.Length * MostExpansion);
        var (files, bytes) = await HashAsync(manifest, IsPayload, declared, cancellationToken);
        if (oxum is { } counted && (counted.Bytes != bytes || counted.Files != files))
        {
            Fault(BagFaultKind.OxumDiffers, $"Payload-Oxum says {counted.Files} files of {counted.Bytes} bytes; {files} files of {bytes} bytes were read.");
        }

        return new BagReport(faults, files, bytes);
    }

    /// <summary>Keeps the files below the one top-level directory, by their path from there.</summary>
    private void CollectParts(IReadOnlyList<ZipPart> found)
    {
        var top = found.Where(part => part.Name.EndsWith("/bagit.txt", StringComparison.Ordinal)).Select(part => part.Name[..^"bagit.txt".Length])
            .OrderBy(name => name.Length).FirstOrDefault();
        if (top is null && found.Count > 0)
        {
            Fault(BagFaultKind.RequiredFileMissing, "There is no bagit.txt below a top-level directory: this is not a pack.");
            return;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in found)
        {
            var name = part.IsDirectory ? part.Name[..^1] : part.Name;
            if (!BagPath.IsSafe(name))
            {
                Fault(BagFaultKind.UnsafeName, $"“{BagPath.Show(part.Name)}” is not a safe path.");
            }

            if (!keys.Add(BagPath.Key(name)))
            {
                Fault(BagFaultKind.DuplicateName, $"“{BagPath.Show(part.Name)}” is there twice, at least but for capitals or accents.");
            }

            if (!part.Name.StartsWith(top!, StringComparison.Ordinal))
            {
                Fault(BagFaultKind.OutsideBag, $"“{BagPath.Show(part.Name)}” is outside the pack's directory “{BagPath.Show(top!)}”.");
            }
            else if (!part.IsDirectory)
            {
                parts.TryAdd(part.Name[top!.Length..], part);
            }
        }
    }

    private async Task<string?> ReadTagFileAsync(string name, CancellationToken cancellationToken)
    {
        if (!parts.TryGetValue(name, out var part))
        {
            Fault(BagFaultKind.RequiredFileMissing, $"{name} is missing.");
            return null;
        }

        if (part.DataOffset is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await content.ReadAsync(part, MostTagBytes, bytes, cancellationToken);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
                .GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        }
        catch (DecoderFallbackException)
        {
            Fault(BagFaultKind.TagFileInvalid, $"{name} is not UTF-8 text.");
            return null;
        }
    }

    private void CompareLists(string name, BagManifest manifest, Func<string, bool> covers)
    {
        foreach (var path in manifest.Sha256ByPath.Keys.Where(path => !parts.ContainsKey(path)))
        {
            Fault(BagFaultKind.ListedFileMissing, $"“{BagPath.Show(path)}” is listed in {name} but is not in the pack.");
        }

        foreach (var path in manifest.Sha256ByPath.Keys.Where(path => parts.ContainsKey(path) && !covers(path)))
        {
            Fault(BagFaultKind.TagFileInvalid, $"{name} lists “{BagPath.Show(path)}”, which is not for it to list.");
        }

        foreach (var path in parts.Keys.Where(path => covers(path) && !manifest.Sha256ByPath.ContainsKey(path)))
        {
            Fault(BagFaultKind.UnlistedFile, $"“{BagPath.Show(path)}” is in the pack but not listed in {name}.");
        }
    }

    /// <summary>Reads the covered files in the order of the ZIP; after the limit, which only a hostile pack passes, no more is read.</summary>
    private async Task<(int Files, long Bytes)> HashAsync(
        BagManifest manifest, Func<string, bool> covers, long limit, CancellationToken cancellationToken)
    {
        var files = 0;
        var bytes = 0L;
        foreach (var (path, part) in parts.Where(entry => covers(entry.Key) && entry.Value.DataOffset is not null))
        {
            var read = await content.ReadAsync(part, limit - bytes, Stream.Null, cancellationToken);
            if (read.Sha256 is null)
            {
                Fault(BagFaultKind.TooMuchContent, $"“{BagPath.Show(path)}” goes beyond the size the pack declares: it and what follows were not read.");
                break;
            }

            files++;
            bytes += read.Length;
            var expected = manifest.Sha256ByPath.GetValueOrDefault(path);
            if (!read.AsRecorded || (expected is not null && expected != read.Sha256))
            {
                Fault(BagFaultKind.ContentDiffers, $"“{BagPath.Show(path)}” has been altered or damaged: its content is not what was recorded.");
            }
        }

        return (files, bytes);
    }

    private static bool IsPayload(string path) => path.StartsWith(Data, StringComparison.Ordinal);

    private void Fault(BagFaultKind kind, string words) => faults.Add(new BagFault(kind, words));
}
