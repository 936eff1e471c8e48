using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Domain.Evidence;
using Portal.Web.Processes;

namespace Portal.Web.Reading;

/// <summary>The other half of <see cref="SeparateReader"/>: reads one file and writes what was found to standard output. Not for people.</summary>
public static class ExtractCommand
{
    public const string Name = "extract";

    /// <summary>Room for documents whose parts lie deep in each other.</summary>
    private const int StackBytes = 64 * 1024 * 1024;

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="arguments">The file, its media type and the limits.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var path, var contentType, var limits] || JsonSerializer.Deserialize<ReadingLimits>(limits) is not { } within)
        {
            return 2;
        }

        LimitedProcess.EndWithTheParent();
        if (!File.Exists(path))
        {
            return 3; // No fault of the document: nothing may be said of it.
        }

        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        ReadText? read = null;
        var reading = new Thread(() => read = DocumentReader.Read(content, contentType, within), StackBytes);
        reading.Start();
        reading.Join();
        using var answer = Console.OpenStandardOutput();
        JsonSerializer.Serialize(answer, read, _plain);
        return 0;
    }
}
