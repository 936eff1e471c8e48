using System.Text.RegularExpressions;

namespace Portal.Domain.PersonalData;

/// <summary>One sign by which a text may tell who a child is. It advises: a person looks and decides.</summary>
/// <remarks>Its patterns cannot run away: they are matched without going back, in time that grows with the text.</remarks>
public sealed class PersonalDataRule
{
    /// <summary>Matches of one page that are looked at.</summary>
    private const int MostMatches = 2_000;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private readonly Regex _pattern;
    private readonly Regex? _near;
    private readonly Regex? _unlessNear;

    /// <exception cref="ArgumentException">A pattern is no regular expression.</exception>
    /// <exception cref="NotSupportedException">A pattern needs to go back, or is too large.</exception>
    public PersonalDataRule(PersonalDataRuleText text)
    {
        Text = text;
        _pattern = new Regex(text.Pattern, Options);
        _near = text.Near is { } near ? new Regex(near, Options | RegexOptions.IgnoreCase) : null;
        _unlessNear = text.UnlessNear is { } unless ? new Regex(unless, Options | RegexOptions.IgnoreCase) : null;
    }

    public PersonalDataRuleText Text { get; }

    public string Id => Text.Id;

    /// <summary>How many different ones stand on a page; 0 where there are too few to say anything.</summary>
    public int CountIn(string page)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var looked = 0;
        foreach (var match in _pattern.EnumerateMatches(page))
        {
            if (++looked > MostMatches)
            {
                break;
            }

            var value = new string([.. page.AsSpan(match.Index, match.Length).ToArray().Where(char.IsLetterOrDigit)]);
            if (CheckDigits.Hold(Text.Check, value) && IsAmongItsWords(page, match.Index, match.Length))
            {
                found.Add(value);
            }
        }

        return found.Count >= Text.AtLeast ? found.Count : 0;
    }

    private bool IsAmongItsWords(string page, int start, int length)
    {
        if (_near is null && _unlessNear is null)
        {
            return true;
        }

        var from = Math.Max(0, start - Text.Within);
        var around = page.AsSpan(from, Math.Min(page.Length, start + length + Text.Within) - from);
        return (_near?.IsMatch(around) ?? true) && !(_unlessNear?.IsMatch(around) ?? false);
    }
}

/// <summary>A rule as its file has it.</summary>
/// <param name="Id">Such as "nhs-number".</param>
/// <param name="Title">What may be there, in words.</param>
/// <param name="Pattern">What it looks for; case counts.</param>
/// <param name="Check">The arithmetic that what was found must pass.</param>
/// <param name="AtLeast">How many different ones a page must have.</param>
/// <param name="Near">What must stand near it; case does not count.</param>
/// <param name="UnlessNear">What must not stand near it.</param>
/// <param name="Within">How many characters are near.</param>
/// <param name="Why">Why it may tell who a child is.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Positive">Texts in which it finds something.</param>
/// <param name="Negative">Texts in which it must not.</param>
public sealed record PersonalDataRuleText(
    string Id, string Title, string Pattern, CheckDigit Check, int AtLeast, string? Near, string? UnlessNear, int Within, string Why, string Advice, string Source,
    IReadOnlyList<string> Positive, IReadOnlyList<string> Negative);

/// <summary>All the rules.</summary>
public sealed class PersonalDataRules(IReadOnlyList<PersonalDataRule> rules)
{
    public IReadOnlyList<PersonalDataRule> All => rules;

    public PersonalDataRule? Find(string id) => rules.FirstOrDefault(r => r.Id == id);

    /// <summary>What a page may tell, by rule.</summary>
    public IEnumerable<(PersonalDataRule Rule, int Count)> In(string page) => rules.Select(r => (r, r.CountIn(page))).Where(found => found.Item2 > 0);
}
