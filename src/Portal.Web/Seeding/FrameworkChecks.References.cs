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
