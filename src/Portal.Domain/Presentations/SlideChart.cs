using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Common;

namespace Portal.Domain.Presentations;

/// <summary>What a chart shows.</summary>
public enum SlideChartKind
{
    /// <summary>The grades given now beside those of the last cycle.</summary>
    Grades,

    /// <summary>How many items of evidence stand behind each judgement.</summary>
    Coverage,

    /// <summary>Figures that the body typed in.</summary>
    Measure,
}

/// <summary>One row of figures of a chart.</summary>
/// <param name="Name">What they are of.</param>
/// <param name="Values">One for each category; null where there is none.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<double?> Values);

/// <summary>A bar chart: its figures, and the same in words for whoever does not see it.</summary>
/// <param name="Kind">What it shows.</param>
/// <param name="Unit">What is counted or measured.</param>
/// <param name="Categories">What the bars are of.</param>
/// <param name="Series">The figures.</param>
/// <param name="Scale">Words for 1, 2 and so on, where the figures stand for grades; null where they are figures.</param>
public sealed partial record SlideChart(
    SlideChartKind Kind, string Unit, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series, IReadOnlyList<string>? Scale = null)
{
    /// <summary>More bars than can be told apart on a slide.</summary>
    public const int MostCategories = 20;

    /// <summary>What a category may be called at most, in characters.</summary>
    public const int LongestName = 100;

    /// <summary>Reads figures as they are typed: a line for each, name, colon, figure.</summary>
    /// <param name="unit">What is measured.</param>
    /// <param name="lines">Such as <c>2013: 45</c>; a figure may have a decimal point, commas between thousands, and a per cent sign.</param>
    /// <exception cref="RuleBroken">Nothing was typed, or a line is not of that form.</exception>
    public static SlideChart Measured(string? unit, string? lines)
    {
        var what = RuleBroken.IfBlank(unit, "presentation.no-unit", "Say what is measured.", nameof(Unit));
        if (what.Length > LongestName)
        {
            throw new RuleBroken("presentation.unit", $"What is measured must be {LongestName} characters or less.", nameof(Unit));
        }

        var rows = (lines ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (rows.Length is 0 or > MostCategories)
        {
            throw new RuleBroken("presentation.figures", $"Enter 1 to {MostCategories} figures, each on a line of its own.", "Figures");
        }

        var read = rows.Select(Row).ToList();
        return new SlideChart(SlideChartKind.Measure, what, [.. read.Select(r => r.Name)], [new ChartSeries(what, [.. read.Select(r => (double?)r.Value)])]);
    }

    /// <summary>A figure as people read it: the word of the scale, or the number.</summary>
    public string InWords(double? value) => value switch
    {
        null => "none",
        { } grade when Scale is not null && grade >= 1 && grade <= Scale.Count => Scale[(int)grade - 1],
        { } figure => figure.ToString("0.##########", CultureInfo.InvariantCulture),
    };

    /// <summary>The whole chart in words, for whoever does not see it.</summary>
    public string Description => $"Bar chart: {Unit}. " + string.Join(
        "; ", Categories.Select((category, i) => $"{category}: {string.Join(", ", Series.Select(s => (Series.Count > 1 ? $"{s.Name} " : "") + InWords(s.Values[i])))}")) + ".";

    private static (string Name, double Value) Row(string line)
    {
        var at = line.LastIndexOf(':');
        var typed = at < 0 ? "" : line[(at + 1)..].Trim().TrimEnd('%').Trim();
        var isFigure = Figure().IsMatch(typed);
        if (!isFigure && DigitsWithCommas().IsMatch(typed))
        {
            throw new RuleBroken("presentation.comma", $"“{Start(line)}” has a comma that does not separate thousands. Write a decimal with a point, such as 24.5, and thousands as 1020 or 1,020.", "Figures");
        }

        return at is > 0 and <= LongestName && isFigure
            ? (line[..at].Trim(), double.Parse(typed.Replace(",", ""), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
            : throw new RuleBroken("presentation.figures", $"“{Start(line)}” is not a name, a colon and a figure, such as “2013: 45”.", "Figures");
    }

    private static string Start(string line) => line.Length > 60 ? line[..60] + "…" : line;

    /// <summary>Digits, in groups of three where there are commas, perhaps with a sign and a decimal point; no more of them than a measure has.</summary>
    [GeneratedRegex(@"^[+-]?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,15})?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Figure();

    [GeneratedRegex(@"^[+-]?[0-9.]*,[0-9.,]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DigitsWithCommas();
}
