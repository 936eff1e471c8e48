using System.Globalization;

namespace Portal.Benchmarks;

/// <summary>How figures are condensed and printed.</summary>
public static class Figures
{
    /// <summary>The value below which this share of the values lies (nearest rank).</summary>
    /// <param name="sorted">In ascending order, at least one.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];

    public static double Median(IEnumerable<double> values) => Percentile([.. values.Order()], 0.5);

    /// <summary>Prints a line whose numbers look the same on every machine.</summary>
    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
