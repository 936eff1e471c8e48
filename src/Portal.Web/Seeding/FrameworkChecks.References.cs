using Portal.Domain.Frameworks;

namespace Portal.Web.Seeding;

internal sealed partial class FrameworkChecks
{
    private void LimitingRules()
    {
        Unique("$.limitingRules", "id", _framework.LimitingRules.Select(r => r.Id));
        for (var i = 0; i < _framework.LimitingRules.Count; i++)
        {
            var rule = _framework.LimitingRules[i];
            var path = $"$.limitingRules[{i}]";
            MustMatch(KebabCase(), rule.Id, $"{path}.id", "lower-case words joined by hyphens");
            KnownJudgements(rule.When.Judgements, $"{path}.when.judgements");
            KnownGrade(rule.When.Grade, $"{path}.when.grade");
            KnownJudgement(rule.Effect.Judgement, $"{path}.effect.judgement");
            KnownGrade(rule.Effect.Cap, $"{path}.effect.cap");
        }
    }

    private void OutcomeTable()
    {
        if (_framework.OutcomeTable is not { } table)
        {
            return;
        }

        KnownJudgements(table.Judgements, "$.outcomeTable.judgements");
        KnownJudgement(table.Of, "$.outcomeTable.of");
        Outcomes(table.NotAllJudged, "$.outcomeTable.notAllJudged");
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var (row, path) = (table.Rows[i], $"$.outcomeTable.rows[{i}]");
            if (row.Grades.Count != table.Judgements.Count && !Unreadable($"{path}.grades") && !Unreadable("$.outcomeTable.judgements"))
            {
                Fault($"{path}.grades", $"must name {table.Judgements.Count} grades, one for each judgement, and names {row.Grades.Count}");
            }

            for (var g = 0; g < row.Grades.Count; g++)
            {
                KnownGrade(row.Grades[g], $"{path}.grades[{g}]");
            }

            Outcomes(row.Outcomes, $"{path}.outcomes");
            if (row.Grades.Count > 0 && ReferenceEquals(table.Seen(row.Grades), row) is false)
            {
                Fault($"{path}.grades", "is a combination that has a row already");
            }
        }
    }

    private void Outcomes(IReadOnlyList<OutcomeCount> outcomes, string path)
    {
        for (var o = 0; o < outcomes.Count; o++)
        {
            KnownGrade(outcomes[o].Grade, $"{path}[{o}].grade");
        }
    }

    /// <summary>What a version says about the one it replaces fits that one: it names what was there, and accounts for all that is there no longer.</summary>
    public static IReadOnlyList<SeedFault> Succession(Framework framework, Framework replaced)
    {
        var faults = new List<SeedFault>();
        Accounted("criterion", "$.replaces.criteria", framework.Replaces!.Criteria, [.. replaced.Criteria.Select(c => c.Id)], [.. framework.Criteria.Select(c => c.Id)]);
        Accounted("judgement", "$.replaces.judgements", framework.Replaces.Judgements, [.. replaced.Judgements.Select(j => j.Code)], [.. framework.Judgements.Select(j => j.Code)]);
        return faults;

        void Accounted(string kind, string path, IReadOnlyList<Succeeded> successions, HashSet<string> before, HashSet<string> after)
        {
            faults.AddRange(successions.Index().Where(s => !before.Contains(s.Item.From))
                .Select(s => new SeedFault($"{path}[{s.Index}].from", $"\"{s.Item.From}\" is not a {kind} of version {replaced.Version}")));
            faults.AddRange(before.Where(id => !after.Contains(id) && successions.All(s => s.From != id))
                .Select(id => new SeedFault(path, $"says nothing about \"{id}\", a {kind} of version {replaced.Version} that this version does not have")));
        }
    }

    private void Replaces()
    {
        if (_framework.Replaces is not { } replaces)
        {
            return;
        }

        if (replaces.Version > 0 && _framework.Version > 0 && replaces.Version >= _framework.Version)
        {
            Fault("$.replaces.version", $"must be less than {_framework.Version}, the version of this framework, and is {replaces.Version}");
        }

        Successions(replaces.Criteria, "$.replaces.criteria", "criterion", _framework.Criteria.Select(c => c.Id).ToHashSet(StringComparer.Ordinal));
        Successions(replaces.Judgements, "$.replaces.judgements", "judgement", _judgements);
    }

    /// <summary>An id is never used again for something else, so whatever still has its id leads to itself at least: nothing can lead round in a circle.</summary>
    private void Successions(IReadOnlyList<Succeeded> successions, string path, string kind, HashSet<string> known)
    {
        Unique(path, "from", successions.Select(s => s.From));
        for (var i = 0; i < successions.Count; i++)
        {
            var (from, to) = (successions[i].From, successions[i].To);
            for (var t = 0; t < to.Count; t++)
            {
                if (to[t].Length > 0 && !known.Contains(to[t]))
                {
                    Fault($"{path}[{i}].to[{t}]", Unknown(kind, to[t]));
                }
            }

            if (known.Contains(from) && !to.Contains(from, StringComparer.Ordinal) && !Unreadable($"{path}[{i}].to"))
            {
                Fault($"{path}[{i}].to", $"must hold \"{from}\" too, which is a {kind} of this version: its answers stay with it");
            }
        }
    }

    private void Prompts()
    {
        Unique("$.prompts", "id", _framework.Prompts.Select(p => p.Id));
        for (var i = 0; i < _framework.Prompts.Count; i++)
        {
            MustMatch(KebabCase(), _framework.Prompts[i].Id, $"$.prompts[{i}].id", "lower-case words joined by hyphens");
            KnownJudgement(_framework.Prompts[i].Judgement, $"$.prompts[{i}].judgement");
            KnownGrade(_framework.Prompts[i].Grade, $"$.prompts[{i}].grade");
        }
    }
}
