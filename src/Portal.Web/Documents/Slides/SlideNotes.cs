using Portal.Domain.Presentations;

namespace Portal.Web.Documents.Slides;

/// <summary>What the speaker has before them: their own notes, the signed words of whatever was shortened, and criterion and evidence of each statement.</summary>
public sealed class SlideNotes(SelfAssessmentDocument document)
{
    private readonly Dictionary<int, EvidenceEntry> _evidence = document.Evidence.ToDictionary(e => e.Number);

    private readonly Dictionary<string, CriterionSection> _criteria =
        document.Judgements.SelectMany(j => j.Criteria).DistinctBy(c => c.Id).ToDictionary(c => c.Id, StringComparer.Ordinal);

    /// <summary>The evidence behind a statement, with the page or passage that was named.</summary>
    public IReadOnlyList<(EvidenceEntry Entry, string? Passage, int Reference)> Behind(Statement statement)
    {
        var uses = statement.CriterionId is { } id && _criteria.TryGetValue(id, out var criterion) ? criterion.Evidence : [];
        return
        [
            .. statement.Evidence.Where(_evidence.ContainsKey)
                .Select(n => (_evidence[n], uses.FirstOrDefault(u => u.Number == n)?.Passage, uses.FirstOrDefault(u => u.Number == n)?.Reference ?? n)),
        ];
    }

    /// <summary>The criterion a statement answers, by id and title; null where it answers none.</summary>
    public string? Criterion(Statement statement) =>
        statement.CriterionId is { } id && _criteria.TryGetValue(id, out var criterion) ? $"{id} {criterion.Title}" : null;

    /// <summary>The lines of the notes.</summary>
    public IReadOnlyList<string> Of(Slide slide)
    {
        var lines = new List<string>();
        if (slide.Notes.Length > 0)
        {
            lines.AddRange(slide.Notes.Split('\n'));
        }

        if (slide.Minutes > 0)
        {
            lines.Add(slide.Minutes == 1 ? "Time: 1 minute" : $"Time: {slide.Minutes} minutes");
        }

        foreach (var statement in slide.Statements)
        {
            var behind = Behind(statement);
            if (statement.CriterionId is null && !statement.IsShortened && behind.Count == 0)
            {
                continue;
            }

            lines.Add($"{Criterion(statement) ?? statement.Heading ?? slide.Title}{(statement.Text.Length == 0 ? " (left out of the slide)" : "")}");
            if (statement.IsShortened)
            {
                lines.AddRange($"In full: {statement.Original}".Split('\n'));
            }

            lines.AddRange(behind.Select(b => $"Evidence [{b.Reference}] {b.Entry.Title}{(b.Passage is null ? "" : $", {b.Passage}")}"));
        }

        if (slide.Chart is { } chart)
        {
            lines.Add(chart.Description);
        }

        return lines;
    }
}
