namespace Portal.Domain.Frameworks;

/// <summary>Where the criteria and judgements of one version of a framework went in a later one.</summary>
public sealed class Descent
{
    private readonly Dictionary<string, Step> _criteria;
    private readonly Dictionary<string, Step> _judgements;

    private Descent(Dictionary<string, Step> criteria, Dictionary<string, Step> judgements)
    {
        _criteria = criteria;
        _judgements = judgements;
    }

    /// <param name="earlier">The version to start from.</param>
    /// <param name="later">The versions that followed it, each replacing the one before; none where it is the same version.</param>
    public static Descent Between(Framework earlier, IEnumerable<Framework> later)
    {
        var criteria = earlier.Criteria.ToDictionary(c => c.Id, c => new Step([c.Id], null), StringComparer.Ordinal);
        var judgements = earlier.Judgements.ToDictionary(j => j.Code, j => new Step([j.Code], null), StringComparer.Ordinal);
        foreach (var next in later)
        {
            Go(criteria, next.Replaces?.Criteria ?? [], id => next.FindCriterion(id) is not null);
            Go(judgements, next.Replaces?.Judgements ?? [], code => next.FindJudgement(code) is not null);
        }

        return new Descent(criteria, judgements);
    }

    /// <summary>The criteria that one of the earlier version became: several where it was split, none where it is gone.</summary>
    public IReadOnlyList<string> OfCriterion(string id) => _criteria.GetValueOrDefault(id)?.To ?? [];

    /// <inheritdoc cref="OfCriterion"/>
    public IReadOnlyList<string> OfJudgement(string code) => _judgements.GetValueOrDefault(code)?.To ?? [];

    /// <summary>The criteria of the earlier version that became this one, in their order.</summary>
    public IReadOnlyList<string> CriteriaBehind(string id) => Behind(_criteria, id);

    /// <inheritdoc cref="CriteriaBehind"/>
    public IReadOnlyList<string> JudgementsBehind(string code) => Behind(_judgements, code);

    /// <summary>Why it was moved, split, merged or left out; null where nobody said.</summary>
    public string? NoteOn(string earlierId) => _criteria.GetValueOrDefault(earlierId)?.Note;

    private static List<string> Behind(Dictionary<string, Step> steps, string now) =>
        [.. steps.Where(s => s.Value.To.Contains(now, StringComparer.Ordinal)).Select(s => s.Key)];

    private static void Go(Dictionary<string, Step> steps, IReadOnlyList<Succeeded> successions, Func<string, bool> goesOn)
    {
        var named = successions.DistinctBy(s => s.From).ToDictionary(s => s.From, StringComparer.Ordinal);
        foreach (var (id, step) in steps.ToList())
        {
            steps[id] = new Step(
                [.. step.To.SelectMany(now => named.TryGetValue(now, out var moved) ? moved.To : goesOn(now) ? [now] : []).Distinct(StringComparer.Ordinal)],
                step.To.Select(now => named.GetValueOrDefault(now)?.Note).OfType<string>().LastOrDefault() ?? step.Note);
        }
    }

    private sealed record Step(IReadOnlyList<string> To, string? Note);
}
