using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Language;
using Portal.Web.Seeding;
using Sylvan.Data.Csv;

namespace Portal.Web.CommandLine;

/// <summary>
/// Lets the language coach read texts that exist, such as published reports, and counts what it has to say: a rule that remarks on every other sentence of
/// good reports cries wolf.
/// </summary>
public static partial class CoachCommand
{
    /// <returns>0; 2 when the command line says nothing that can be read.</returns>
    public static async Task<int> RunAsync(PortalCommand command, TextWriter output, CancellationToken ct)
    {
        var field = WrittenField.Know;
        if (command.Arguments is not [var path, ..] || (command.Option("--field") is { } word && !LanguageRulesFile.Fields.TryGetValue(word, out field)))
        {
            await output.WriteLineAsync($"Name a file or a folder; --field is one of {string.Join(", ", LanguageRulesFile.Fields.Keys)}.");
            return 2;
        }

        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.txt").Order(StringComparer.Ordinal).ToArray() : [path];
        if (!files.All(File.Exists))
        {
            await output.WriteLineAsync($"There is no file or folder {path}.");
            return 2;
        }

        var coach = LanguageRulesFile.Read(SeedFolder.LanguageRules);
        var words = 0;
        var remarks = new List<Remark>();
        foreach (var file in files)
        {
            foreach (var text in await TextsAsync(file, command.Option("--column"), ct))
            {
                words += text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
                remarks.AddRange(coach.Read(text, field));
            }
        }

        foreach (var rule in coach.Rules.Where(r => r.IsFor(field)))
        {
            await WriteAsync(output, rule.Id, [.. remarks.Where(r => r.Rule == rule)], words, command.Arguments.Contains("--show"));
        }

        await WriteAsync(output, $"all, in {words.ToString("N0", CultureInfo.InvariantCulture)} words", remarks, words, show: false);
        return 0;
    }

    private static async Task WriteAsync(TextWriter output, string what, List<Remark> remarks, int words, bool show)
    {
        var share = words == 0 ? 0 : 1000.0 * remarks.Count / words;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what,-36} {remarks.Count,6} {share,8:F2}"));
        foreach (var remark in remarks.Where(_ => show))
        {
            await output.WriteLineAsync($"    {remark.Found}");
        }
    }

    /// <summary>A text file as one text, its lines put together to paragraphs again; of a CSV file each cell of the column.</summary>
    private static async Task<IReadOnlyList<string>> TextsAsync(string file, string? column, CancellationToken ct)
    {
        if (column is null)
        {
            var text = (await File.ReadAllTextAsync(file, ct)).Replace("\f", "\n\n", StringComparison.Ordinal);
            return [string.Join('\n', BlankLine().Split(text).Select(p => string.Join(' ', p.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))];
        }

        var cells = new List<string>();
        await using var csv = await CsvDataReader.CreateAsync(file, cancel: ct);
        var place = csv.GetOrdinal(column);
        while (await csv.ReadAsync(ct))
        {
            cells.Add(csv.GetString(place));
        }

        return cells;
    }

    [GeneratedRegex(@"\n[ \t\r]*\n", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex BlankLine();
}
