namespace Portal.Web.Documents.Bags;

/// <summary>
/// The lines of a manifest (RFC 8493, 2.1.3): a checksum, white space, and a path from the bag's top with CR, LF and % written as %0D,
/// %0A and %25.
/// </summary>
internal sealed class BagManifest
{
    private const int Sha256Digits = 64;

    /// <summary>A file with so many broken lines is no manifest; the rest of it is not read.</summary>
    private const int MostBrokenLines = 1000;

    private readonly Dictionary<string, string> sha256ByPath = new(StringComparer.Ordinal);

    private BagManifest()
    {
    }

    /// <summary>SHA-256 in lower case by path.</summary>
    public IReadOnlyDictionary<string, string> Sha256ByPath => sha256ByPath;

    /// <param name="name">Of the manifest, for messages.</param>
    /// <param name="text">Its whole text; null when it could not be read.</param>
    /// <param name="faults">Where lines that break the rules are told.</param>
    public static BagManifest Read(string name, string? text, List<BagFault> faults)
    {
        var manifest = new BagManifest();
        var number = 0;
        var before = faults.Count;
        foreach (var line in TagText.Lines(text ?? ""))
        {
            number++;
            if (faults.Count - before >= MostBrokenLines)
            {
                faults.Add(new BagFault(BagFaultKind.TagFileInvalid, $"{name}: not read beyond line {number - 1}, after {MostBrokenLines} broken lines."));
                break;
            }

            var separator = line.AsSpan().IndexOfAny(' ', '\t');
            var path = separator < 0 ? "" : BagPath.Decode(line[separator..].TrimStart(' ', '\t'));
            if (separator != Sha256Digits || path.Length == 0 || !line.AsSpan(0, separator).ContainsOnlyHexDigits())
            {
                faults.Add(new BagFault(BagFaultKind.TagFileInvalid, $"{name}, line {number}: not a SHA-256 and a path."));
            }
            else if (!BagPath.IsSafe(path))
            {
                faults.Add(new BagFault(BagFaultKind.UnsafeName, $"{name}, line {number}: “{BagPath.Show(path)}” is not a safe path."));
            }
            else if (!manifest.sha256ByPath.TryAdd(path, line[..separator].ToLowerInvariant()))
            {
                faults.Add(new BagFault(BagFaultKind.DuplicateName, $"{name}, line {number}: “{BagPath.Show(path)}” is listed twice."));
            }
        }

        return manifest;
    }
}
