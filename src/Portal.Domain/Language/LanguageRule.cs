using System.Text.RegularExpressions;

namespace Portal.Domain.Language;

/// <summary>Something that reports should not say without showing it (report 140099, recommendations 7 and 8), with why and what to write instead.</summary>
/// <remarks>Its patterns cannot run away: they are matched without going back, in time that grows with the text.</remarks>
public sealed class LanguageRule
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private readonly Regex _pattern;
    private readonly Regex? _unless;
    private readonly Regex? _unlessNear;

    /// <exception cref="ArgumentException">A pattern is no regular expression, or one that needs to go back.</exception>
    /// <exception cref="NotSupportedException">A pattern needs to go back, or is too large.</exception>
    public LanguageRule(LanguageRuleText text)
    {
        Text = text;
        _pattern = new Regex(text.Pattern, Options);
        _unless = text.Unless is { } unless ? new Regex(unless, Options) : null;
        _unlessNear = text.UnlessNear is { } near ? new Regex(near, Options) : null;
    }

    public LanguageRuleText Text { get; }

    public string Id => Text.Id;

    /// <summary>True when it has something to say about texts that answer this question.</summary>
    public bool IsFor(WrittenField field) => Text.Fields.Count == 0 || Text.Fields.Contains(field);

    /// <summary>The words it is about in one sentence; null when it has nothing to say.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="near">The sentence with the two that follow.</param>
    internal (int Start, int Length)? In(ReadOnlySpan<char> sentence, ReadOnlySpan<char> near)
    {
        foreach (var match in _pattern.EnumerateMatches(sentence))
        {
            return match.Length == 0 || _unless?.IsMatch(sentence) == true || _unlessNear?.IsMatch(near) == true ? null : (match.Index, match.Length);
        }

        return null;
    }
}

/// <summary>A rule as its file has it.</summary>
/// <param name="Id">Such as "certainty-ensures".</param>
/// <param name="Kind">What is the matter.</param>
/// <param name="Fields">The questions to whose answers it applies; empty for all.</param>
/// <param name="Pattern">What it looks for in a sentence; upper and lower case are the same.</param>
/// <param name="Unless">What makes the sentence all right.</param>
/// <param name="UnlessNear">What makes it all right in the sentence or in the two that follow.</param>
/// <param name="Why">Why a reader may stumble.</param>
/// <param name="Suggestion">What to write instead.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Positive">Texts it has something to say about.</param>
/// <param name="Negative">Texts it must leave alone.</param>
public sealed record LanguageRuleText(
    string Id,
    LanguageRuleKind Kind,
    IReadOnlyList<WrittenField> Fields,
    string Pattern,
    string? Unless,
    string? UnlessNear,
    string Why,
    string Suggestion,
    string Source,
    IReadOnlyList<string> Positive,
    IReadOnlyList<string> Negative);

/// <summary>What may be the matter with a text.</summary>
public enum LanguageRuleKind
{
    /// <summary>It claims more than anybody can know.</summary>
    FalseCertainty,

    /// <summary>It says that one thing brought another about.</summary>
    SimpleCausation,

    /// <summary>It speaks of papers and meetings and not of what workers do and children notice.</summary>
    ProcessWithoutPractice,

    /// <summary>It counts what was done and does not say how good it was.</summary>
    VolumeInsteadOfQuality,

    /// <summary>It does not say who does what by when.</summary>
    VagueAction,
}

/// <summary>The questions that are answered in words.</summary>
public enum WrittenField
{
    Know,
    HowKnown,
    Difference,
    Next,
    Reasons,
    KeptFromHigher,
    KeptFromLower,
    ChildrensVoice,
}
