using System.Data.Common;
using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Benchmarks.Hosting;
using Portal.Domain.Evidence;
using Portal.Web.Features.Search;
using Portal.Web.Persistence;
using Portal.Web.Searching;

namespace Portal.Benchmarks.Search;

/// <summary>
/// <c>search</c>: what a page of results costs over many documents (finding, choices, order and the passages of 25 results), beside the database's own full
/// text asked in its own way for 25 results with their passages: FTS5 with porter and unicode61, or tsvector in English.
/// </summary>
public static class SearchSpeed
{
    private const string Manager = "tom.whitfield@demo.example";
    private const int PageBytes = 2_500;

    public static async Task<int> RunAsync(Options options, CancellationToken ct)
    {
        var documents = Math.Clamp(options.Number("--documents", 5_000), 10, 100_000);
        var pages = Math.Clamp(options.Number("--kilobytes", 20), 3, 1_000) * 1_000 / PageBytes;
        var rounds = Math.Clamp(options.Number("--rounds", 5), 1, 100);
        await using var data = await TemporaryData.CreateAsync(options, "portal-search", ct);
        await using var portal = LocalPortal.On(data);
        await portal.SeedAsync(ct);
        await using DbConnection raw = data.IsPostgres ? new NpgsqlConnection(data.ConnectionString) : new SqliteConnection($"Data Source={Path.Combine(data.Folder, "raw.db")}");
        await raw.OpenAsync(ct);
        await SayAsync(raw, data.IsPostgres
            ? """create table raw(id bigint primary key, body text, terms tsvector generated always as (to_tsvector('english', body)) stored); create index on raw using gin(terms)"""
            : """create virtual table raw using fts5(body, tokenize='porter unicode61 remove_diacritics 2')""", ct);

        var text = new MadeUpText(20_150_303);
        var begun = Stopwatch.GetTimestamp();
        for (var from = 0; from < documents; from += 100)
        {
            var some = Enumerable.Range(from, Math.Min(100, documents - from)).Select(i => (Number: i, Pages: (IReadOnlyList<string>)[.. Enumerable.Range(0, pages).Select(_ => text.Page(PageBytes))])).ToList();
            await portal.AsPortalAsync(s => PutAsync(s.GetRequiredService<PortalDbContext>(), some, ct));
            await PutRawAsync(raw, some, ct);
        }

        await SayAsync(raw, data.IsPostgres ? "vacuum analyze raw" : "insert into raw(raw) values ('optimize')", ct);
        if (data.IsPostgres)
        {
            await SayAsync(raw, "vacuum analyze \"SearchEntries\"", ct);
        }

        Figures.Say($"{documents} documents of {pages} pages of {PageBytes} bytes, put in in {Stopwatch.GetElapsedTime(begun).TotalSeconds:F0} s; {(data.IsPostgres ? "PostgreSQL" : "SQLite")}");
        foreach (var (name, queries) in text.Queries())
        {
            var (ours, floor, results) = (new List<double>(), new List<double>(), 0);
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var query in queries)
                {
                    var (ms, count) = await AskAsync(portal, query, ct);
                    var rawMs = await AskRawAsync(raw, data.IsPostgres, query, ct);
                    if (round > 0)
                    {
                        (results, _) = (results + count, 0);
                        ours.Add(ms);
                        floor.Add(rawMs);
                    }
                }
            }

            ours.Sort();
            floor.Sort();
            Figures.Say($"{name,-22} {results / ours.Count,6} results   portal p50 {Figures.Percentile(ours, 0.5),7:F1} ms, p95 {Figures.Percentile(ours, 0.95),7:F1} ms   raw p50 {Figures.Percentile(floor, 0.5),7:F1} ms, p95 {Figures.Percentile(floor, 0.95),7:F1} ms");
        }

        return 0;
    }

    private static async Task PutAsync(PortalDbContext db, IReadOnlyList<(int Number, IReadOnlyList<string> Pages)> documents, CancellationToken ct)
    {
        var board = await db.Bodies.Where(b => b.Code == "demo-northshire-board").Select(b => b.Id).SingleAsync(ct);
        var person = await db.People.Where(p => p.Email == Manager).Select(p => p.Id).SingleAsync(ct);
        var at = new DateTime(2015, 3, 3, 9, 0, 0, DateTimeKind.Utc);
        foreach (var (number, pages) in documents)
        {
            var file = StoredFile.Of($"{number:x64}", pages.Sum(p => p.Length), "text/plain", at);
            file.Found(FileSafety.Clean, null, at);
            var read = FileText.Waiting(file.Sha256);
            var kept = read.Keep(new ReadText(ReadingState.Read, PageUnit.Page, [.. pages.Select(p => new ReadPage(p))]), null, 1, at);
            db.AddRange(file, read, EvidenceItem.Add(board, new EvidenceDescription($"Document {number}", EvidenceKind.Document, new DateOnly(2015, 1, 1).AddDays(-number % 900), "A document."), "a.txt", file, person, at));
            db.AddRange(kept);
            db.AddRange(kept.SelectMany(p => SearchableText.Of(p).Entries()));
        }

        await db.SaveChangesAsync(ct);
    }

    private static async Task PutRawAsync(DbConnection raw, IReadOnlyList<(int Number, IReadOnlyList<string> Pages)> documents, CancellationToken ct)
    {
        await using var transaction = await raw.BeginTransactionAsync(ct);
        await using var insert = raw.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = raw is NpgsqlConnection ? "insert into raw(id, body) values (@id, @body)" : "insert into raw(rowid, body) values (@id, @body)";
        var (id, body) = (insert.CreateParameter(), insert.CreateParameter());
        (id.ParameterName, body.ParameterName) = ("id", "body");
        insert.Parameters.AddRange(new[] { id, body });
        foreach (var (number, pages) in documents)
        {
            for (var page = 0; page < pages.Count; page++)
            {
                (id.Value, body.Value) = ((number * 1_000L) + page + 1, pages[page]);
                await insert.ExecuteNonQueryAsync(ct);
            }
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>What the page does: finds, counts the choices, orders, and reads the passages of the first 25.</summary>
    private static async Task<(double Milliseconds, int Results)> AskAsync(LocalPortal portal, string typed, CancellationToken ct)
    {
        var count = 0;
        var milliseconds = await portal.AsAsync(Manager, async s =>
        {
            var begun = Stopwatch.GetTimestamp();
            var root = SearchQuery.Of(typed).Root!;
            var found = await s.GetRequiredService<Finder>().FindAsync(root, ct);
            count = found.All.Count;
            var first = found.All.OrderByDescending(f => f.InTitle).ThenByDescending(f => f.Pages).ThenByDescending(f => f.Day).Take(25).ToList();
            await s.GetRequiredService<Results>().ShowAsync(first, root, typed, (page, _, _) => page, ct);
            return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        });
        return (milliseconds, count);
    }

    private static async Task<double> AskRawAsync(DbConnection raw, bool isPostgres, string typed, CancellationToken ct)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var select = raw.CreateCommand();
        select.CommandText = isPostgres
            ? """
              select id, ts_headline('english', body, q) from (select id, body, q from raw, websearch_to_tsquery('english', @q) q where terms @@ q order by ts_rank(terms, q) desc limit 25) found
              """
            : "select rowid, snippet(raw, 0, '<', '>', '…', 30) from raw where raw match @q order by rank limit 25";
        var parameter = select.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("q", isPostgres ? typed.Replace("*", "", StringComparison.Ordinal) : typed);
        select.Parameters.Add(parameter);
        await using var rows = await select.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            _ = rows.GetString(1);
        }

        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task SayAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Text of made-up words that are as unevenly common as words are (the n-th one time in n).</summary>
    private sealed class MadeUpText
    {
        private const int Vocabulary = 30_000;
        private readonly Random _random;
        private readonly string[] _words;

        public MadeUpText(int seed)
        {
            _random = new Random(seed);
            _words = [.. Enumerable.Range(0, Vocabulary).Select(i => Word(i))];
        }

        public string Page(int bytes)
        {
            var page = new StringBuilder();
            while (page.Length < bytes)
            {
                page.Append(_words[(int)Math.Pow(Vocabulary, _random.NextDouble()) - 1]).Append(_random.Next(12) == 0 ? ". " : " ");
            }

            return page.ToString();
        }

        public IEnumerable<(string Name, IReadOnlyList<string> Queries)> Queries()
        {
            IReadOnlyList<string> Of(Func<int, string> make) => [.. Enumerable.Range(0, 20).Select(make)];
            yield return ("a rare word", Of(i => _words[20_000 + (i * 100)]));
            yield return ("a word", Of(i => _words[500 + (i * 20)]));
            yield return ("a common word", Of(i => _words[20 + i]));
            yield return ("two words", Of(i => $"{_words[100 + i]} {_words[200 + i]}"));
            yield return ("a phrase", Of(i => $"\"{_words[30 + i]} {_words[50 + i]}\""));
            yield return ("how a word begins", Of(i => _words[1_000 + (i * 50)][..4] + "*"));
        }

        private static string Word(int number)
        {
            const string consonants = "bdfgklmnprstvz";
            const string vowels = "aeiou";
            var word = new StringBuilder();
            for (var rest = number + 70; rest > 0; rest /= 70)
            {
                word.Append(consonants[rest % 14]).Append(vowels[rest % 70 / 14]);
            }

            return word.ToString();
        }
    }
}
