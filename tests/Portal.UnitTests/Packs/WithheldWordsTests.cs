using CsCheck;
using Portal.Domain.Packs;

namespace Portal.UnitTests.Packs;

public sealed class WithheldWordsTests
{
    [Theory]
    [InlineData("Hillside Primary", "Seen at Hillside Primary.", "Seen at [withheld: Private].")]
    [InlineData("hillside primary", "HILLSIDE\n  PRIMARY", "[withheld: Private]")]
    [InlineData("St Mary's", "St Mary’s and St\u00A0Mary's", "[withheld: Private] and [withheld: Private]")]
    [InlineData("Jo-Ann", "Jo‑Ann, Jo–Ann", "[withheld: Private], [withheld: Private]")]
    [InlineData("Zoë", "Zoe\u0308 said", "[withheld: Private] said")]
    [InlineData("Hillside", "Hill\u00ADside and Hill\u200Bside", "[withheld: Private] and [withheld: Private]")]
    [InlineData("Child A", "child about a plan; child a, Child A", "child about a plan; [withheld: Private], [withheld: Private]")]
    [InlineData("Ann", "Annual, Ann's, ann", "Annual, [withheld: Private]'s, [withheld: Private]")]
    [InlineData("(12.5%)", "rose (12.5%) and 12x5", "rose [withheld: Private] and 12x5")]
    [InlineData("Anna Smith", "Anna\u200E Smith, Anna[2] Smith", "[withheld: Private], [withheld: Private]")]
    [InlineData("Griffiths", "Mrs Gri\uFB03ths", "Mrs [withheld: Private]")]
    [InlineData("Smith", "A_Smith-plan", "A_[withheld: Private]-plan")]
    [InlineData("Hillside", "Hill-\nside", "[withheld: Private]")]
    [InlineData("O'Neill", "O’Neill, Oʼneill", "[withheld: Private], [withheld: Private]")]
    [InlineData("محمد", "قال محمد ذلك", "قال [withheld: Private] ذلك")]
    public void Words_are_found_however_they_are_written(string words, string text, string expected) =>
        new WithheldWords(words, "Private").Cut(text).ShouldBe(expected);

    [Fact]
    public void A_reason_with_signs_of_a_pattern_stands_as_it_is() =>
        new WithheldWords("School", "costs $1 & $0").Cut("a School").ShouldBe("a [withheld: costs $1 & $0]");

    [Fact]
    public void A_text_without_them_stays_the_same_to_the_character() => new WithheldWords("School", "x").Cut("Zoe\u0308").ShouldBe("Zoe\u0308");

    [Fact]
    public void Whatever_is_withheld_and_wherever_it_stands_nothing_of_it_is_left() =>
        Gen.Select(Gen.String[Gen.Char["abcXYZ.-'+*?^$| "], 3, 12], Gen.String[Gen.Char["abcXYZ.-'+*?^$| \n"], 0, 30]).Sample((words, around) =>
        {
            if (words.Count(char.IsLetterOrDigit) < 3)
            {
                return;
            }

            var sought = new WithheldWords(words.Trim(), "#");
            sought.In(sought.Cut($"{around} {words.Trim()} {around}")).ShouldBe(0);
        });
}
