using Portal.Domain.Frameworks;
using Portal.Domain.Presentations;
using Portal.Web.Words;

namespace Portal.Web.Documents.Slides;

/// <summary>Draws charts from signed versions.</summary>
public static class ChartsOf
{
    /// <summary>The grades that were given, beside those of the last cycle where there was one; a person gave each of them.</summary>
    /// <param name="document">What was signed.</param>
    /// <param name="last">What was signed in the last cycle; null where there was none.</param>
    /// <param name="scale">The grades, best first.</param>
    /// <returns>Null where no grade was given.</returns>
    public static SlideChart? Grades(SelfAssessmentDocument document, SelfAssessmentDocument? last, IReadOnlyList<GradeDefinition> scale)
    {
        var codes = scale.Reverse().Select(g => g.Code).ToList();
        var before = (last?.Judgements ?? []).DistinctBy(j => j.Code).ToDictionary(j => j.Code, j => j.Grade, StringComparer.Ordinal);
        var judgements = document.Judgements.Where(j => j.Grade is not null || before.GetValueOrDefault(j.Code) is not null).Take(SlideChart.MostCategories).ToList();
        IReadOnlyList<ChartSeries> series = [new("Now", [.. judgements.Select(j => Rank(j.Grade))])];
        return judgements.Count == 0
            ? null
            : new SlideChart(
                SlideChartKind.Grades, "Grades we gave ourselves", [.. judgements.Select(j => Pieces.Start(j.Title, SlideChart.LongestName))],
                last is null ? series : [.. series, new("Last cycle", [.. judgements.Select(j => Rank(before.GetValueOrDefault(j.Code)))])],
                [.. scale.Reverse().Select(g => g.Label)]);

        double? Rank(string? grade) => grade is not null && codes.IndexOf(grade) is >= 0 and var at ? at + 1 : null;
    }

    /// <summary>How many items of evidence, of which kind, stand behind each judgement. It counts and does not weigh.</summary>
    /// <returns>Null where no judgement has criteria.</returns>
    public static SlideChart? Coverage(SelfAssessmentDocument document)
    {
        var areas = document.Judgements.Where(j => j.Criteria.Count > 0).Take(SlideChart.MostCategories).ToList();
        var kinds = document.Evidence.Select(e => e.Kind).Distinct().Order().ToList();
        var kindOf = document.Evidence.ToDictionary(e => e.Number, e => e.Kind);
        return areas.Count == 0
            ? null
            : new SlideChart(
                SlideChartKind.Coverage, "Items of evidence", [.. areas.Select(j => Pieces.Start(j.Title, SlideChart.LongestName))],
                kinds.Count == 0
                    ? [new ChartSeries("Evidence", [.. areas.Select(_ => (double?)0)])]
                    : [.. kinds.Select(kind => new ChartSeries(
                        kind.Words(), [.. areas.Select(j => (double?)j.Criteria.SelectMany(c => c.Evidence).Select(u => u.Number).Distinct().Count(n => kindOf.GetValueOrDefault(n) == kind))]))]);
    }
}
