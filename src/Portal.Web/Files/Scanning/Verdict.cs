using Portal.Domain.Evidence;

namespace Portal.Web.Files.Scanning;

/// <summary>What the scanner said of a file.</summary>
/// <param name="Safety">Clean, infected or unscannable.</param>
/// <param name="Note">The name of what was found, or why it could not be scanned, as a sentence.</param>
/// <param name="Sha256">Of the bytes the scanner was given.</param>
public sealed record Verdict(FileSafety Safety, string? Note, string Sha256)
{
    /// <summary>Reads clamd's answer to INSTREAM.</summary>
    /// <exception cref="ScannerFailed">It is an error that says nothing about the file.</exception>
    public static Verdict From(string answer, string sha256)
    {
        var said = answer.StartsWith("stream: ", StringComparison.Ordinal) ? answer["stream: ".Length..] : answer;
        if (said == "OK")
        {
            return new Verdict(FileSafety.Clean, null, sha256);
        }

        if (said.EndsWith(" FOUND", StringComparison.Ordinal))
        {
            var name = said[..^" FOUND".Length];
            return Obstacle(name) is { } why ? new Verdict(FileSafety.Unscannable, why, sha256) : new Verdict(FileSafety.Infected, name, sha256);
        }

        return said.Contains("size limit exceeded", StringComparison.OrdinalIgnoreCase)
            ? new Verdict(FileSafety.Unscannable, "It is larger than the scanner takes.", sha256)
            : throw new ScannerFailed($"The virus scanner answered: {said}");
    }

    /// <summary>clamd reports what it could not look into as if it had found something, so that it is not taken for clean.</summary>
    private static string? Obstacle(string name) => name switch
    {
        _ when name.StartsWith("Heuristics.Encrypted", StringComparison.Ordinal) => "It is encrypted, so nobody can see what it holds. Take the password off.",
        _ when name.StartsWith("Heuristics.Limits.Exceeded", StringComparison.Ordinal) => "It is larger, or packed more deeply, than the scanner looks into.",
        _ when name.StartsWith("Heuristics.OLE2.ContainsMacros", StringComparison.Ordinal) => "It holds macros, which can run anything. Save it without them.",
        _ => null,
    };
}
