using Microsoft.Data.Sqlite;
using Portal.Web.Searching;

namespace Portal.UnitTests.Searching;

public sealed class Stemming
{
    private static readonly string[] _ends =
    [
        "", "s", "es", "ies", "sses", "ed", "eed", "ing", "y", "ational", "tional", "enci", "anci", "izer", "ably", "ally", "ently", "ely", "ously", "ization", "ation", "ator", "alism",
        "iveness", "fulness", "ousness", "ality", "ivity", "ibility", "ology", "icate", "ative", "alize", "icity", "ical", "ful", "ness", "ance", "ence", "er", "ic", "able", "ible", "ant",
        "ement", "ment", "ent", "ion", "sion", "tion", "ism", "ate", "iti", "ous", "ive", "ize", "e", "ll", "lle",
    ];

    [Theory]
    [InlineData("safeguarding", "safeguard")]
    [InlineData("neglected", "neglect")]
    [InlineData("agencies", "agenc")]
    [InlineData("referrals", "referr")]
    [InlineData("children", "children")]
    [InlineData("is", "is")]
    [InlineData("11", "11")]
    public void Forms_of_a_word_have_one_stem(string word, string stem) => PorterStemmer.Stem(word).ShouldBe(stem);

    [Fact]
    public void Stems_are_those_of_the_stemmer_that_sqlite_brings()
    {
        var random = new Random(1980);
        var words = Enumerable.Range(0, 6000).Select(_ => new string(random.GetItems<char>("abcdefghijklmnopqrstuvwxyz", random.Next(2, 8))) + _ends[random.Next(_ends.Length)])
            .Where(w => w.Length > 2).Distinct().Order(StringComparer.Ordinal).ToList();
        using var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        Run(database, "create virtual table w using fts5(t, tokenize='porter unicode61'); create virtual table v using fts5vocab(w, 'instance')");
        using (var insert = database.CreateCommand())
        {
            insert.CommandText = "insert into w(t) values ($word)";
            var parameter = insert.Parameters.Add("$word", SqliteType.Text);
            foreach (var word in words)
            {
                parameter.Value = word;
                insert.ExecuteNonQuery();
            }
        }

        var theirs = new List<string>();
        using (var select = database.CreateCommand())
        {
            select.CommandText = "select term from v order by doc";
            using var rows = select.ExecuteReader();
            while (rows.Read())
            {
                theirs.Add(rows.GetString(0));
            }
        }

        words.Zip(theirs).Where(w => PorterStemmer.Stem(w.First) != w.Second).Select(w => $"{w.First}: {PorterStemmer.Stem(w.First)}, theirs {w.Second}").ShouldBeEmpty();
    }

    private static void Run(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
#pragma warning disable CA2100 // Nothing from outside.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
