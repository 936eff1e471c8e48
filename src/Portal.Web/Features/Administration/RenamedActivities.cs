namespace Portal.Web.Features.Administration;

/// <summary>The activities that have another id in a new version, written one on a line as "old = new"; lines that begin with # are remarks.</summary>
public static class RenamedActivities
{
    public static bool CanRead(string? text) => Lines(text).All(line => line.Split('=') is [var old, var renamed] && old.Trim().Length > 0 && renamed.Trim().Length > 0)
        && Lines(text).Select(line => line.Split('=')[0].Trim()).Distinct(StringComparer.Ordinal).Count() == Lines(text).Count();

    /// <exception cref="FormatException">A line is no "old = new", or an id is renamed twice.</exception>
    public static IReadOnlyDictionary<string, string> Read(string? text) => CanRead(text)
        ? Lines(text).Select(line => line.Split('=')).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal)
        : throw new FormatException("Write one renamed activity on each line, as in: old-id = new-id");

    private static IEnumerable<string> Lines(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'));
}
