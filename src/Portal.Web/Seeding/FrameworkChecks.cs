using System.Text.RegularExpressions;
using Portal.Domain.Frameworks;

namespace Portal.Web.Seeding;

/// <summary>
/// What the shape of a framework file cannot say: ids are unique, whatever is referred to exists, the scale is in order. Values that could
/// not be read are blank and have been reported already, so blanks are passed over.
/// </summary>
internal sealed partial class FrameworkChecks
{
    private readonly Framework _framework;
    private readonly List<SeedFault> _faults;
    private readonly HashSet<string> _grades;
    private readonly HashSet<string> _judgements;
    private readonly HashSet<int> _annexALists;

    private FrameworkChecks(Framework framework, List<SeedFault> faults)
    {
        (_framework, _faults) = (framework, faults);
        _grades = framework.Scale.Select(g => g.Code).ToHashSet(StringComparer.Ordinal);
        _judgements = framework.Judgements.Select(j => j.Code).ToHashSet(StringComparer.Ordinal);
        _annexALists = framework.AnnexALists.Select(l => l.Number).ToHashSet();
    }

    public static void Run(Framework framework, List<SeedFault> faults)
    {
        var checks = new FrameworkChecks(framework, faults);
        checks.Identity();
        checks.Scale();
        checks.Judgements();
        checks.LimitingRules();
        checks.OutcomeTable();
        checks.Prompts();
        checks.Replaces();
        checks.Unique("$.annexALists", "number", framework.AnnexALists.Select(l => l.Number == 0 ? "" : $"{l.Number}"));
    }

    private void Identity()
    {
        MustMatch(KebabCase(), _framework.Code, "$.code", "lower-case words joined by hyphens, such as board-review-2013");
        if (_framework.ValidTo < _framework.ValidFrom)
        {
            Fault("$.validTo", "is before validFrom");
        }
    }

    private void Scale()
    {
        var scale = _framework.Scale;
        if (scale.Count == 0 && !Unreadable("$.scale"))
        {
            Fault("$.scale", "is empty");
        }

        Unique("$.scale", "code", scale.Select(g => g.Code));
        for (var i = 0; i < scale.Count; i++)
        {
            MustMatch(KebabCase(), scale[i].Code, $"$.scale[{i}].code", "lower-case words joined by hyphens");
            if (scale[i].Number > 0 && scale[i].Number != i + 1)
            {
                Fault($"$.scale[{i}].number", $"must be {i + 1}, and is {scale[i].Number}: the best grade comes first and is 1");
            }
        }
    }

    private void Judgements()
    {
        if (_framework.Judgements.Count == 0 && !Unreadable("$.judgements"))
        {
            Fault("$.judgements", "is empty");
        }

        Unique("$.judgements", "code", _framework.Judgements.Select(j => j.Code));
        foreach (var (i, _) in _framework.Judgements.Index().Where(j => IsOverall(j.Item, j.Index)).Skip(1))
        {
            Fault($"$.judgements[{i}].kind", "is overall, as an earlier one is: a framework has one overall judgement at most");
        }

        var earlier = new HashSet<string>(StringComparer.Ordinal);
        var criteria = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < _framework.Judgements.Count; i++)
        {
            var judgement = _framework.Judgements[i];
            var path = $"$.judgements[{i}]";
            MustMatch(JudgementCode(), judgement.Code, $"{path}.code", "capital letters only, such as HP");
            Parent(judgement, path, earlier);
            Descriptors(judgement, path);
            Criteria(judgement, path, criteria);
            earlier.Add(judgement.Code);
        }
    }

    private bool IsOverall(JudgementArea judgement, int index) =>
        judgement.Kind == JudgementKind.Overall && !Unreadable($"$.judgements[{index}].kind");

    private void Parent(JudgementArea judgement, string path, HashSet<string> earlier)
    {
        if (judgement is { Kind: JudgementKind.SubJudgement, Parent: null })
        {
            Fault($"{path}.parent", "is missing: a sub-judgement belongs to a judgement");
        }
        else if (!string.IsNullOrEmpty(judgement.Parent) && !earlier.Contains(judgement.Parent))
        {
            Fault(
                $"{path}.parent",
                _judgements.Contains(judgement.Parent)
                    ? $"\"{judgement.Parent}\" must be listed before the judgements that belong to it"
                    : Unknown("judgement", judgement.Parent));
        }
    }

    private void Descriptors(JudgementArea judgement, string path)
    {
        if (Unreadable($"{path}.descriptors"))
        {
            return;
        }

        foreach (var grade in judgement.Descriptors.Keys)
        {
            KnownGrade(grade, $"{path}.descriptors.{grade}");
        }

        foreach (var grade in _grades.Where(g => g.Length > 0 && !judgement.Descriptors.ContainsKey(g)))
        {
            Fault($"{path}.descriptors.{grade}", "is missing: every grade of the scale is described");
        }
    }

    private void Criteria(JudgementArea judgement, string path, HashSet<string> seen)
    {
        for (var c = 0; c < judgement.Criteria.Count; c++)
        {
            var criterion = judgement.Criteria[c];
            var place = $"{path}.criteria[{c}]";
            if (criterion.Id.Length > 0)
            {
                if (!seen.Add(criterion.Id))
                {
                    Fault($"{place}.id", $"\"{criterion.Id}\" is given twice");
                }

                if (judgement.Code.Length > 0 && !IsUnder(judgement.Code, criterion.Id))
                {
                    Fault($"{place}.id", $"\"{criterion.Id}\" must be {judgement.Code}, a hyphen and two digits");
                }
            }

            for (var a = 0; a < criterion.AnnexALists.Count; a++)
            {
                var number = criterion.AnnexALists[a];
                if (number > 0 && !Unreadable("$.annexALists") && !_annexALists.Contains(number))
                {
                    Fault($"{place}.annexALists[{a}]", $"list {number} is not among the annexALists of this framework");
                }
            }
        }
    }

    private void KnownJudgements(IReadOnlyList<string> codes, string path)
    {
        if (codes.Count == 0 && !Unreadable(path))
        {
            Fault(path, "is empty");
        }

        for (var i = 0; i < codes.Count; i++)
        {
            KnownJudgement(codes[i], $"{path}[{i}]");
        }
    }

    private void KnownJudgement(string? code, string path)
    {
        if (!string.IsNullOrEmpty(code) && !_judgements.Contains(code))
        {
            Fault(path, Unknown("judgement", code));
        }
    }

    private void KnownGrade(string? code, string path)
    {
        if (!string.IsNullOrEmpty(code) && !_grades.Contains(code))
        {
            Fault(path, Unknown("grade", code));
        }
    }

    private void Unique(string list, string property, IEnumerable<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, value) in values.Index())
        {
            if (value.Length > 0 && !seen.Add(value))
            {
                Fault($"{list}[{index}].{property}", $"\"{value}\" is given twice");
            }
        }
    }

    private void MustMatch(Regex form, string value, string path, string description)
    {
        if (value.Length > 0 && !form.IsMatch(value))
        {
            Fault(path, $"\"{value}\" must be {description}");
        }
    }

    /// <summary>Whether the value at this place, or what holds it, has been reported already.</summary>
    private bool Unreadable(string place) =>
        _faults.Exists(f =>
            string.Equals(f.Place, place, StringComparison.Ordinal) || place.StartsWith(f.Place + ".", StringComparison.Ordinal));

    private void Fault(string place, string reason) => _faults.Add(new SeedFault(place, reason));

    private static string Unknown(string kind, string code) => $"\"{code}\" is not a {kind} of this framework";

    private static bool IsUnder(string judgement, string id) =>
        id.Length == judgement.Length + 3 && id.StartsWith(judgement + "-", StringComparison.Ordinal) && id[^2..].All(char.IsAsciiDigit);

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KebabCase();

    [GeneratedRegex(@"\A[A-Z]+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JudgementCode();
}
