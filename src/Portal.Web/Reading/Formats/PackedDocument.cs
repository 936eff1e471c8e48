using System.IO.Compression;

namespace Portal.Web.Reading.Formats;

/// <summary>Refuses an office document that would unpack out of all measure, before anything of it is unpacked.</summary>
internal static class PackedDocument
{
    private const int MostParts = 20_000;

    /// <exception cref="BeyondLimits">It has too many parts, or they are too large together.</exception>
    public static void RequireWithin(Stream content, ReadingLimits limits)
    {
        content.Position = 0;
        using (var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true))
        {
            var bytes = 0L;
            if (archive.Entries.Count > MostParts || archive.Entries.Any(part => (bytes += part.Length) > limits.MostUnpackedBytes))
            {
                throw new BeyondLimits();
            }
        }

        content.Position = 0;
    }
}
