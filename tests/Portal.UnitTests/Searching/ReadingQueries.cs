using CsCheck;
using Portal.Web.Searching;

namespace Portal.UnitTests.Searching;

public sealed class ReadingQueries
{
    [Theory]
    [InlineData("neglect", "neglect")]
    [InlineData("  Neglect   AUDITS ", "(neglect & audit)")]
    [InlineData("neglect AND audit", "(neglect & audit)")]
    [InlineData("neglect OR audit", "(neglect | audit)")]
    [InlineData("neglect|audit", "(neglect | audit)")]
    [InlineData("neglect or audit", "(neglect & or & audit)")]
    [InlineData("neglect -audit", "(neglect & !audit)")]
    [InlineData("neglect NOT audit", "(neglect & !audit)")]
    [InlineData("neglect NOT -audit", "(neglect & audit)")]
    [InlineData("\"Return home Interviews\"", "=return home interviews")]
    [InlineData("“return home”", "=return home")]
    [InlineData("\"return hom*\"", "=return hom*")]
    [InlineData("safeg*", "=safeg*")]
    [InlineData("section-11", "section 11")]
    [InlineData("children’s café", "(children & cafe)")]
    [InlineData("(audit OR review) neglect", "((audit | review) & neglect)")]
    [InlineData("a OR b c OR d", "(a | (b & c) | d)")]
    [InlineData("((((a", "a")]
    [InlineData("a) b", "(a & b)")]
    [InlineData("\"open", "=open")]
    [InlineData("OR OR a AND", "a")]
    [InlineData("a -(b c)", "(a & !(b & c))")]
    public void What_is_typed_means(string typed, string means) => Written(SearchQuery.Of(typed).Root).ShouldBe(means);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("&?!")]
    [InlineData("\"\"")]
    [InlineData("()")]
    [InlineData("OR")]
    public void Without_a_word_nothing_is_looked_for(string? typed) => SearchQuery.Of(typed).Root.ShouldBeNull();

    [Fact]
    public void What_only_leaves_out_is_said_to()
    {
        var query = SearchQuery.Of("-audit");
        query.Root.ShouldBeNull();
        query.OnlyLeavesOut.ShouldBeTrue();
    }

    [Fact]
    public void Whatever_is_typed_is_a_query_and_its_tree_can_be_said_to_every_database()
    {
        var pieces = Gen.Select(Gen.Bool, Gen.String, Pick("(", ")", "\"", "OR", "AND", "NOT", "-", "*", "|", "neglect", "audit", "\ud83d", "'", ":", "NEAR", "^", " ")).Select((free, any, piece) => free ? any : piece);
        Gen.Select(pieces.Array[0, 30], Pick("", " ")).Select((p, between) => string.Join(between, p)).Sample(
            typed =>
            {
                if (SearchQuery.Of(typed).Root is { } root)
                {
                    root.Wanted.ShouldNotBeEmpty();
                    root.Leaves().ShouldAllBe(w => w.Words.Count > 0 && w.Words.All(word => word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c))));
                    Count(root).ShouldBeLessThanOrEqualTo(SearchQuery.MostWords);
                }
            },
            iter: 3000);
    }

    [Fact]
    public void Brackets_without_end_are_read_without_end_of_the_stack() => SearchQuery.Of(new string('(', 500)).Root.ShouldBeNull();

    [Theory]
    [InlineData("Café Müller", "cafe muller")]
    [InlineData("ﬁnal eﬀect", "final effect")]
    [InlineData("child’s children's", "childs childrens")]
    [InlineData("LSCB-03: 3.2%", "lscb 03 3 2")]
    [InlineData("soft\u00adhyphen", "softhyphen")]
    [InlineData("e\u0301tude", "etude")]
    [InlineData("Łódź straße", "lodz strasse")]
    public void Words_are_cut_and_folded(string text, string words) => string.Join(' ', SearchWord.In(text).Select(w => w.Folded)).ShouldBe(words);

    [Fact]
    public void Every_word_stands_where_it_says() =>
        Gen.String.Sample(text =>
        {
            var last = 0;
            foreach (var word in SearchWord.In(text))
            {
                word.Start.ShouldBeGreaterThanOrEqualTo(last);
                word.Length.ShouldBeGreaterThan(0);
                last = word.Start + word.Length;
                last.ShouldBeLessThanOrEqualTo(text.Length);
            }
        });

    [Fact]
    public void A_passage_shows_what_was_found_in_the_words_of_the_text()
    {
        var text = $"{new string('x', 600)} the audits of Neglect were “seen within a day” {new string('y', 600)}";
        var passage = Passage.Best(text, SearchQuery.Of("neglected audit \"within a day\"").Root!);

        passage.Where(p => p.IsMarked).Select(p => p.Text).ShouldBe(["audits", "Neglect", "within a day"]);
        string.Concat(passage.Select(p => p.Text)).Length.ShouldBeLessThan(900);
    }

    [Fact]
    public void Marks_change_nothing_of_a_text() =>
        Gen.Select(Gen.String, Gen.String).Sample((text, typed) =>
            string.Concat(Passage.Whole(text, SearchQuery.Of(typed).Root).Select(p => p.Text)).ShouldBe(text));

    private static int Count(SearchNode node) => node.Leaves().Sum(w => w.Words.Count);

    private static string Written(SearchNode? node) => node switch
    {
        null => "",
        WordsNode words => $"{(words.Exact ? "=" : "")}{string.Join(' ', words.Terms)}{(words.Begins ? "*" : "")}",
        AllNode all => $"({string.Join(" & ", all.Of.Select(Written).Concat(all.Without.Select(n => "!" + Written(n))))})",
        AnyNode any => $"({string.Join(" | ", any.Of.Select(Written))})",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    private static Gen<string> Pick(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);
}
