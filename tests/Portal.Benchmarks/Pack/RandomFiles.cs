using System.Globalization;
using System.Security.Cryptography;

namespace Portal.Benchmarks.Pack;

/// <summary>Files that no compressor makes smaller and no store has twice, with the beginning that makes them PDF by content.</summary>
public static class RandomFiles
{
    /// <returns>The files, of equal size.</returns>
    public static async Task<IReadOnlyList<string>> MakeAsync(string folder, int count, long bytes, bool isRecording, CancellationToken ct)
    {
        var block = new byte[1 << 20];
        var files = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"report-{number:000}.{(isRecording ? "mp3" : "pdf")}"));
            await using var content = File.Create(file);
            await content.WriteAsync(isRecording ? [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0] : "%PDF-1.7\n"u8.ToArray(), ct);
            for (var left = bytes / count; left > 0; left -= block.Length)
            {
                RandomNumberGenerator.Fill(block);
                await content.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)), ct);
            }

            files.Add(file);
        }

        return files;
    }
}
