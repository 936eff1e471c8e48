using Portal.Domain.Evidence;

namespace Portal.UnitTests.Evidence;

public sealed class SketchingTexts
{
    private static readonly string[] _text = [.. Enumerable.Range(0, 1000).Select(i => $"word{i * 7919 % 1009}")];

    [Fact]
    public void The_same_text_is_wholly_alike() => TextSketch.Likeness(TextSketch.Of(_text)!, TextSketch.Of([.. _text])!).ShouldBe(1);

    [Fact]
    public void Another_text_is_not_alike() =>
        TextSketch.Likeness(TextSketch.Of(_text)!, TextSketch.Of([.. _text.Select(w => w + "x")])!).ShouldBeLessThan(0.1);

    /// <summary>Each changed word changes five runs: of 996 runs so many stay.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    public void A_changed_text_is_about_as_alike_as_its_runs_are(int changed)
    {
        var other = _text.ToArray();
        for (var i = 0; i < changed; i++)
        {
            other[(i * 15) + 7] = $"other{i}";
        }

        var same = 996.0 - (5 * changed);
        var expected = same / (996 + (5 * changed));
        TextSketch.Likeness(TextSketch.Of(_text)!, TextSketch.Of(other)!).ShouldBe(expected, 0.16);
    }

    [Fact]
    public void A_text_of_few_words_is_not_compared() => TextSketch.Of([.. _text.Take(39)]).ShouldBeNull();

    [Fact]
    public void Pairs_are_found_among_many()
    {
        var all = Enumerable.Range(0, 200).Select(i => (Item: i, Sketch: TextSketch.Of([.. _text.Select(w => $"{w}{i}")])!)).ToList();
        all.Add((900, TextSketch.Of([.. _text.Select((w, i) => i == 3 ? "new" : $"{w}17")])!));

        var pair = TextSketch.Pairs(all, 0.8).ShouldHaveSingleItem();
        (pair.One, pair.Other).ShouldBe((17, 900));
        pair.Likeness.ShouldBeGreaterThan(0.9);
    }
}
