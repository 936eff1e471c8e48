using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Domain.Evidence;

/// <summary>References to evidence within a text: a number in square brackets, <c>[3]</c>, behind the words that rest on it.</summary>
public static partial class References
{
    /// <summary>As it is typed.</summary>
    public static string Mark(int reference) => string.Create(CultureInfo.InvariantCulture, $"[{reference}]");

    /// <summary>The numbers that stand in some texts.</summary>
    public static IReadOnlySet<int> In(params IEnumerable<string?> texts) =>
        texts.SelectMany(t => Pattern().Matches(t ?? "")).Select(NumberOf).ToHashSet();

    /// <summary>A text cut at its references; joined, the parts are the text.</summary>
    public static IEnumerable<(string Text, int? Reference)> Parts(string text)
    {
        var at = 0;
        foreach (var mark in Pattern().Matches(text).Cast<Match>())
        {
            if (mark.Index > at)
            {
                yield return (text[at..mark.Index], null);
            }

            yield return (mark.Value, NumberOf(mark));
            at = mark.Index + mark.Length;
        }

        if (at < text.Length)
        {
            yield return (text[at..], null);
        }
    }

    /// <summary>The text with other numbers, where what it refers to has other numbers now.</summary>
    public static string Renumbered(string text, IReadOnlyDictionary<int, int> numbers) =>
        numbers.Count == 0 ? text : Pattern().Replace(text, mark => numbers.TryGetValue(NumberOf(mark), out var now) ? Mark(now) : mark.Value);

    private static int NumberOf(Match mark) => int.Parse(mark.ValueSpan[1..^1], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[[1-9][0-9]{0,3}\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
