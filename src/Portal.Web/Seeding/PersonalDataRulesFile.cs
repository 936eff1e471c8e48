using Portal.Domain.PersonalData;

namespace Portal.Web.Seeding;

/// <summary>
/// Reads the signs of personal data (<c>seed-data/personal-data-rules.json</c>). Each rule proves itself on its own examples as it is read; a file with
/// any fault is refused whole, with all faults.
/// </summary>
public static class PersonalDataRulesFile
{
    private static readonly ObjectShape File = new("personalDataRules", ["rules"], ["$comment"]);

    private static readonly ObjectShape Rule = new(
        "rule", ["id", "title", "pattern", "why", "advice", "source", "positive", "negative"], ["check", "atLeast", "near", "unlessNear", "within"]);

    private static readonly Dictionary<string, CheckDigit> _checks = new(StringComparer.Ordinal)
    {
        ["none"] = CheckDigit.None, ["nhs-number"] = CheckDigit.NhsNumber, ["pupil-number"] = CheckDigit.PupilNumber,
    };

    /// <exception cref="SeedFileRefused">It is not there, or has faults.</exception>
    public static PersonalDataRules Read(string path) => System.IO.File.Exists(path)
        ? Read(System.IO.File.ReadAllBytes(path), path)
        : throw new SeedFileRefused(path, [new SeedFault("$", "there is no such file")]);

    /// <param name="content">The text, in UTF-8.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="SeedFileRefused">It has faults.</exception>
    public static PersonalDataRules Read(byte[] content, string name)
    {
        using var document = SeedJsonText.Parse(name, content);
        var faults = new List<SeedFault>();
        var it = new SeedJsonObject(document.RootElement, "$", File, faults);
        _ = it.OptionalText("$comment");
        var rules = it.Objects("rules", Rule, one => Make(one, faults)).OfType<PersonalDataRule>().ToList();
        foreach (var twice in rules.CountBy(r => r.Id).Where(c => c.Value > 1))
        {
            faults.Add(new SeedFault("$.rules", $"\"{twice.Key}\" is the id of {twice.Value} rules"));
        }

        return faults.Count == 0 ? new PersonalDataRules(rules) : throw new SeedFileRefused(name, faults);
    }

    private static PersonalDataRule? Make(SeedJsonObject it, List<SeedFault> faults)
    {
        var before = faults.Count;
        var text = new PersonalDataRuleText(
            it.Text("id"), it.Text("title"), it.Text("pattern"), it.OptionalOneOf("check", _checks) ?? CheckDigit.None, Math.Max(1, it.Number("atLeast", 1)), it.OptionalText("near"), it.OptionalText("unlessNear"),
            it.Number("within", 1), it.Text("why"), it.Text("advice"), it.Text("source"), it.Texts("positive"), it.Texts("negative"));
        if (text.Positive.Count == 0 || text.Negative.Count == 0)
        {
            it.Fault(it.At(text.Positive.Count == 0 ? "positive" : "negative"), "must have an example, so that the rule can be tried");
        }

        if (faults.Count > before)
        {
            return null;
        }

        try
        {
            var rule = new PersonalDataRule(text);
            TryOn(it, rule, "positive", text.Positive, true);
            TryOn(it, rule, "negative", text.Negative, false);
            return rule;
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            it.Fault(it.Path, $"has a pattern that cannot be used: {unusable.Message}");
            return null;
        }
    }

    private static void TryOn(SeedJsonObject it, PersonalDataRule rule, string name, IReadOnlyList<string> examples, bool wanted)
    {
        for (var i = 0; i < examples.Count; i++)
        {
            if (rule.CountIn(examples[i]) > 0 != wanted)
            {
                it.Fault($"{it.At(name)}[{i}]", wanted ? "is not found by the rule" : "is found by the rule, and should not be");
            }
        }
    }
}
