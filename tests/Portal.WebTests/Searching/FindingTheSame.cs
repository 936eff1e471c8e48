using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Web.Persistence;
using Portal.Web.Searching;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Searching;

/// <summary>Both databases find what the tree of a query says, in a corpus of all that is awkward: what one test says here is said on each of them.</summary>
public sealed class FindingTheSame(PortalFixture portal) : PortalTest(portal)
{
    private static readonly string[] _corpus =
    [
        "Neglect was found early and the audits show it.",
        "An audit of neglected children. The auditor’s view.",
        "Return home interviews were offered within a day.",
        "Interviews on return to the home",
        "Café culture: naïve façades in Łódź and Zürich, ﬁnal eﬀects",
        "Section 11 returns, section-11 audit, s11, S.11",
        "12.5% of 1e5 cases; -5 to +5; 0x1f; 3/4; LSCB-03",
        "See https://example.org/a-page?b=c or write to tom.o'brien@example.org",
        "a b c a b d a b c",
        "NOT AND OR NEAR are words, too: not and or near",
        "Ελληνικά и кириллица 日本語テキスト العربية",
        "Agency, agencies and multi-agency working; the agency's agencies'",
        "safeguard safeguards safeguarding safeguarded unsafe safe",
        "%_\\ ' \" ; -- drop table",
        string.Join(' ', Enumerable.Range(0, 2500).Select(i => i == 2490 ? "needle far behind" : $"word{i}")),
        "",
    ];

    private IReadOnlyList<(string Key, SearchedText Text)> _texts = [];

    [Theory]
    [InlineData("neglect")]
    [InlineData("NEGLECTED audits")]
    [InlineData("\"return home interviews\"")]
    [InlineData("return home interview")]
    [InlineData("\"home interviews\" OR culture")]
    [InlineData("cafe facade lodz zurich final effect")]
    [InlineData("\"café culture\"")]
    [InlineData("section-11")]
    [InlineData("\"section 11\" -returns")]
    [InlineData("1e5 12")]
    [InlineData("0x1f")]
    [InlineData("example.org")]
    [InlineData("\"a b c\"")]
    [InlineData("\"a b\" NOT \"b d\"")]
    [InlineData("\"not\" \"near\"")]
    [InlineData("кириллица")]
    [InlineData("日本語*")]
    [InlineData("agencies")]
    [InlineData("agenci*")]
    [InlineData("safeguardin*")]
    [InlineData("safe* -unsafe")]
    [InlineData("(neglect OR interview) NOT (auditor OR offered)")]
    [InlineData("needle word2000")]
    [InlineData("\"needle far behind\"")]
    [InlineData("drop table")]
    [InlineData("nothing-of-the-kind")]
    [InlineData("neglect OR \"home interviews\" OR safeguardin*")]
    public async Task What_is_found_is_what_the_query_says(string typed)
    {
        var root = SearchQuery.Of(typed).Root!;

        (await FoundAsync(root)).ShouldBe(_texts.Where(t => root.Matches(t.Text)).Select(t => t.Key), ignoreOrder: true);
    }

    [Fact]
    public async Task Some_queries_find_something_and_none_finds_everything()
    {
        (await FoundAsync(SearchQuery.Of("agency").Root!)).ShouldBe(["test:11"]);
        (await FoundAsync(SearchQuery.Of("\"return home interviews\"").Root!)).ShouldBe(["test:2"]);
        (await FoundAsync(SearchQuery.Of("\"needle far behind\"").Root!)).ShouldBe(["test:14"]);
    }

    [Fact]
    public async Task Whatever_is_typed_both_databases_find_what_the_query_says()
    {
        string[] pieces =
        [
            "(", ")", "\"", " OR ", " AND ", " NOT ", " -", "*", "|", " ", " ", "neglect", "audit", "return", "home", "safe", "agenc", "a", "b", "c", "'", ":", "\\", "&", "!", "<->", "NEAR", "Words:", "é", "11",
        ];
        var random = new Random(2015);
        foreach (var typed in Enumerable.Range(0, 200).Select(_ => string.Concat(random.GetItems(pieces, random.Next(1, 12)))))
        {
            if (SearchQuery.Of(typed).Root is { } root)
            {
                (await FoundAsync(root)).ShouldBe(_texts.Where(t => root.Matches(t.Text)).Select(t => t.Key), ignoreOrder: true, customMessage: typed);
            }
        }
    }

    [Fact]
    public async Task The_index_can_be_made_anew_and_finds_the_same()
    {
        var scene = await Given.Assessed();
        var before = await KeysAsync();
        await Portal.AsPortalAsync(s => s.GetRequiredService<PortalDbContext>().Set<SearchEntry>().ExecuteDeleteAsync());

        await Portal.AsPortalAsync(s => s.GetRequiredService<SearchRebuild>().RunAsync(default));

        (await KeysAsync()).ShouldBe(before.Where(k => !k.StartsWith("test:", StringComparison.Ordinal)), ignoreOrder: true);
        (await FoundAsync(SearchQuery.Of("\"section 11 audit\"").Root!)).ShouldBe([$"item:{scene.Evidence[0]}"]);
    }

    protected override Task SetUpAsync() => Portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        _texts = [.. _corpus.Select((text, i) => ($"test:{i}", new SearchedText(text)))];
        foreach (var (key, text) in _texts)
        {
            db.AddRange(new SearchableText(key, SearchSource.Criterion, text.Text).Entries(text));
        }

        await db.SaveChangesAsync();
    });

    private Task<List<string>> KeysAsync() => Portal.ReadAsync(db => db.Set<SearchEntry>().Select(e => e.Key).ToListAsync());

    private Task<List<string>> FoundAsync(SearchNode root) => Portal.AsPortalAsync(s => s.GetRequiredService<IFullTextIndex>().Matching(s.GetRequiredService<PortalDbContext>(), root)
        .Where(e => e.Key.StartsWith("test:") || e.Source == SearchSource.Item).Select(e => e.Key).Distinct().ToListAsync());
}
