using System.Globalization;
using CsCheck;
using Portal.Web.Words;

namespace Portal.UnitTests.Words;

/// <summary>What changed between two texts, word by word.</summary>
public sealed class ComparingTexts
{
    private static readonly string[] Fragments =
    [
        "children", "the", "police", "o’clock", "’r", "dŵr", "Môn", "well-being", "2014", "3.5%", " ", " ", " ", "  ", "\n", "\r\n", "\r\n\r\n", "\t", ".", ",", "’", "-",
        "الأطفال", "أُسرة", "👩‍👩‍👧", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🇬🇧", "🇬", "e\u0301", "\u0301", "儿童", "<b>", "&amp;", "\ud83d", "\u200d", "\0",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Fragments.Length - 1].Array[0, 40].Select(picked => string.Concat(picked.Select(n => Fragments[n])));

    [Theory]
    [InlineData("Help comes early.", "Help comes very early.", "Help comes (+very +)early.")]
    [InlineData("The board meets monthly.", "The panel meets monthly.", "The (-board-)(+panel+) meets monthly.")]
    [InlineData("The board met quarterly in 2014", "The panel met monthly in 2014", "The (-board-)(+panel+) met (-quarterly-)(+monthly+) in 2014")]
    [InlineData("It wasn’t well-being", "It was well being", "It (-wasn’t well-being-)(+was well being+)")]
    [InlineData("", "New", "(+New+)")]
    [InlineData("Old", "", "(-Old-)")]
    [InlineData("Mae dŵr yma", "Mae dwr yma", "Mae (-dŵr-)(+dwr+) yma")]
    [InlineData("يحمي المجلس الأطفال", "يحمي المجلس الشباب", "يحمي المجلس (-الأطفال-)(+الشباب+)")]
    [InlineData("A family 👩‍👩‍👧 here", "A family 👩‍👩‍👦 here", "A family (-👩‍👩‍👧-)(+👩‍👩‍👦+) here")]
    [InlineData("One.\r\n\r\nTwo.", "One.\r\n\r\nThree.", "One.\r\n\r\n(-Two-)(+Three+).")]
    public void Changes_are_told_by_words(string before, string after, string expected) =>
        Shown(WordDifference.Between(before, after)).ShouldBe(expected);

    [Fact]
    public void A_sentence_written_anew_is_not_cut_to_shreds() =>
        Shown(WordDifference.Between(
            "Managers of the service audit cases each month and report the results.",
            "Independent reviewers check of late the files sampled every quarter and report the results."))
            .ShouldEndWith("+) and report the results.");

    [Fact]
    public void Kept_and_removed_is_the_text_before_and_kept_and_added_the_text_after() =>
        Gen.Select(Texts, Texts).Sample(
            (before, after) =>
            {
                var difference = WordDifference.Between(before, after);
                difference.Before.ShouldBe(before);
                difference.After.ShouldBe(after);
                difference.Runs.ShouldAllBe(run => run.Text.Length > 0);
            },
            iter: 20_000);

    [Fact]
    public void What_looks_like_one_character_is_never_cut() =>
        Gen.Select(Texts, Texts).Sample(
            (before, after) =>
            {
                var difference = WordDifference.Between(before, after);
                Characters(difference, WordChange.Added).ShouldBe(Characters(before));
                Characters(difference, WordChange.Removed).ShouldBe(Characters(after));
            },
            iter: 5_000);

    [Fact]
    public void No_difference_is_longer_than_it_must_be() =>
        Gen.Select(Gen.Char[".;:"].Array[0, 12], Gen.Char[".;:"].Array[0, 12]).Sample(
            (old, now) =>
            {
                // Each mark is a piece of its own, and marks are never taken together.
                var (before, after) = (new string(old), new string(now));
                WordDifference.Between(before, after).Runs.Where(run => run.Change == WordChange.Kept).Sum(run => run.Text.Length)
                    .ShouldBe(LongestCommon(before, after));
            },
            iter: 5_000);

    [Fact]
    public void A_text_has_no_difference_from_itself() =>
        Texts.Sample(text =>
        {
            var difference = WordDifference.Between(text, text);
            difference.IsNone.ShouldBeTrue();
            difference.Runs.Count.ShouldBe(text.Length == 0 ? 0 : 1);
        });

    [Fact]
    public void Two_words_changed_at_both_ends_of_fifty_thousand_characters_are_told_as_words()
    {
        var middle = string.Concat(Enumerable.Range(0, 8_000).Select(n => $"w{n % 97} "));
        Shown(WordDifference.Between($"First old {middle}last old.", $"First new {middle}last new."))
            .ShouldBe($"First (-old-)(+new+) {middle}last (-old-)(+new+).");
    }

    [Fact]
    public void Very_long_texts_with_nothing_in_common_but_a_paragraph_are_compared_by_paragraphs()
    {
        var before = string.Concat(Enumerable.Range(0, 9_000).Select(n => $"b{n} "));
        var after = string.Concat(Enumerable.Range(0, 9_000).Select(n => $"a{n} "));
        Shown(WordDifference.Between($"{before}\n\nThis stays.\n\n{before}", $"{after}\n\nThis stays.\n\n{after}"))
            .ShouldBe($"(-{before}\n\n-)(+{after}\n\n+)This stays.\n\n(-{before}-)(+{after}+)");
    }

    [Fact]
    public void Fifty_thousand_marks_against_as_many_others_are_still_told()
    {
        var difference = WordDifference.Between(Scattered(50_000, 3), Scattered(50_000, 7));
        difference.Before.ShouldBe(Scattered(50_000, 3));
        difference.After.ShouldBe(Scattered(50_000, 7));
    }

    private static string Scattered(int length, int seed) =>
        string.Concat(Enumerable.Range(0, length).Select(n => ".,;:!\n"[(int)((n * 2654435761L * seed >> 7) % 6)]));

    private static int LongestCommon(string before, string after)
    {
        var longest = new int[before.Length + 1, after.Length + 1];
        for (var i = 1; i <= before.Length; i++)
        {
            for (var j = 1; j <= after.Length; j++)
            {
                longest[i, j] = before[i - 1] == after[j - 1] ? longest[i - 1, j - 1] + 1 : Math.Max(longest[i - 1, j], longest[i, j - 1]);
            }
        }

        return longest[before.Length, after.Length];
    }

    private static List<string> Characters(string text) => [.. Elements(text)];

    private static List<string> Characters(WordDifference difference, WordChange except) =>
        [.. difference.Runs.Where(run => run.Change != except).SelectMany(run => Elements(run.Text))];

    private static IEnumerable<string> Elements(string text)
    {
        for (var all = StringInfo.GetTextElementEnumerator(text); all.MoveNext();)
        {
            yield return all.GetTextElement();
        }
    }

    private static string Shown(WordDifference difference) => string.Concat(difference.Runs.Select(run => run.Change switch
    {
        WordChange.Removed => $"(-{run.Text}-)",
        WordChange.Added => $"(+{run.Text}+)",
        _ => run.Text,
    }));
}
