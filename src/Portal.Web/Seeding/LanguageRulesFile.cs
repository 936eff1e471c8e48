using Portal.Domain.Language;

namespace Portal.Web.Seeding;

/// <summary>
/// Reads the rules of the language coach (<c>seed-data/language-rules.json</c>, described by <c>language-rules.schema.json</c>). Each rule proves itself on
/// its own examples as it is read; a file with any fault is refused whole, with all faults.
/// </summary>
public static class LanguageRulesFile
{
    /// <summary>The objects of the file. The schema says the same for editors; a test compares the two.</summary>
    public static IReadOnlyList<ObjectShape> Shapes => [File, Rule];

    private static readonly ObjectShape File = new("languageRules", ["rules"], ["$schema"]);

    private static readonly ObjectShape Rule = new(
        "rule", ["id", "kind", "pattern", "why", "suggestion", "source", "positive", "negative"], ["fields", "unless", "unlessNear"]);

    /// <summary>The words of the file for kinds.</summary>
    public static IReadOnlyDictionary<string, LanguageRuleKind> Kinds { get; } = new Dictionary<string, LanguageRuleKind>(StringComparer.Ordinal)
    {
        ["false-certainty"] = LanguageRuleKind.FalseCertainty,
        ["simple-causation"] = LanguageRuleKind.SimpleCausation,
        ["process-without-practice"] = LanguageRuleKind.ProcessWithoutPractice,
        ["volume-instead-of-quality"] = LanguageRuleKind.VolumeInsteadOfQuality,
        ["vague-action"] = LanguageRuleKind.VagueAction,
    };

    /// <summary>The words of the file for questions.</summary>
    public static IReadOnlyDictionary<string, WrittenField> Fields { get; } = new Dictionary<string, WrittenField>(StringComparer.Ordinal)
    {
        ["know"] = WrittenField.Know,
        ["how-known"] = WrittenField.HowKnown,
        ["difference"] = WrittenField.Difference,
        ["next"] = WrittenField.Next,
        ["reasons"] = WrittenField.Reasons,
        ["kept-from-higher"] = WrittenField.KeptFromHigher,
        ["kept-from-lower"] = WrittenField.KeptFromLower,
        ["childrens-voice"] = WrittenField.ChildrensVoice,
    };

    /// <exception cref="SeedFileRefused">It is not there, or has faults.</exception>
    public static LanguageCoach Read(string path) => System.IO.File.Exists(path)
        ? Read(System.IO.File.ReadAllBytes(path), path)
        : throw new SeedFileRefused(path, [new SeedFault("$", "there is no such file")]);

    /// <param name="content">The text, in UTF-8.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="SeedFileRefused">It has faults.</exception>
    public static LanguageCoach Read(byte[] content, string name)
    {
        using var document = SeedJsonText.Parse(name, content);
        var faults = new List<SeedFault>();
        var it = new SeedJsonObject(document.RootElement, "$", File, faults);
        _ = it.OptionalText("$schema");
        var rules = it.Objects("rules", Rule, one => Make(one, faults)).OfType<LanguageRule>().ToList();
        foreach (var twice in rules.CountBy(r => r.Id).Where(c => c.Value > 1))
        {
            faults.Add(new SeedFault("$.rules", $"\"{twice.Key}\" is the id of {twice.Value} rules"));
        }

        return faults.Count == 0 ? new LanguageCoach(rules) : throw new SeedFileRefused(name, faults);
    }

    private static LanguageRule? Make(SeedJsonObject it, List<SeedFault> faults)
    {
        var before = faults.Count;
        var fields = new List<WrittenField>();
        foreach (var (field, place) in it.Texts("fields").Select((f, i) => (f, i)))
        {
            if (Fields.TryGetValue(field, out var known))
            {
                fields.Add(known);
            }
            else
            {
                it.Fault($"{it.At("fields")}[{place}]", $"\"{field}\" is not one of {string.Join(", ", Fields.Keys)}");
            }
        }

        var text = new LanguageRuleText(
            it.Text("id"), it.OneOf("kind", Kinds), fields, it.Text("pattern"), it.OptionalText("unless"), it.OptionalText("unlessNear"),
            it.Text("why"), it.Text("suggestion"), it.Text("source"), it.Texts("positive"), it.Texts("negative"));
        if (faults.Count > before)
        {
            return null;
        }

        if (text.Positive.Count == 0 || text.Negative.Count == 0)
        {
            it.Fault(it.At(text.Positive.Count == 0 ? "positive" : "negative"), "must have an example, so that the rule can be tried");
        }

        try
        {
            var rule = new LanguageRule(text);
            TryOnExamples(it, rule);
            return rule;
        }
        catch (Exception unusable) when (unusable is ArgumentException or NotSupportedException)
        {
            it.Fault(it.Path, $"has a pattern that cannot be used: {unusable.Message}");
            return null;
        }
    }

    private static void TryOnExamples(SeedJsonObject it, LanguageRule rule)
    {
        var alone = new LanguageCoach([rule]);
        var field = rule.Text.Fields.Count > 0 ? rule.Text.Fields[0] : WrittenField.Know;
        foreach (var (examples, name, wanted) in new[] { (rule.Text.Positive, "positive", true), (rule.Text.Negative, "negative", false) })
        {
            for (var i = 0; i < examples.Count; i++)
            {
                if (alone.Read(examples[i], field).Count > 0 != wanted)
                {
                    it.Fault($"{it.At(name)}[{i}]", wanted ? "is not found by the rule" : "is found by the rule, and should not be");
                }
            }
        }
    }
}
