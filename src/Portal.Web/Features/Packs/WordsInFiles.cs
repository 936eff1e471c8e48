using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Web.Persistence;
using Portal.Web.Reading;

namespace Portal.Web.Features.Packs;

/// <summary>
/// Looks for words in the text of files, page by page. The index of the search would not find all of them: it knows words, and not what stands between their letters. So all text is read,
/// once for each file and words, and at one look no more than a person waits for; the next look goes on.
/// </summary>
/// <param name="mostCharacters">Characters that are read at one look, counted once for each of the words; configuration key <c>Packs:MostCharactersOfALook</c>.</param>
public sealed class WordsInFiles(long mostCharacters)
{
    /// <summary>Files and words that are remembered; then it begins anew.</summary>
    private const int MostRemembered = 50_000;

    private readonly ConcurrentDictionary<Sought, Looked> _seen = new();

    /// <param name="db">Where the text is.</param>
    /// <param name="files">SHA-256 of the files, in the order in which they are looked through.</param>
    /// <param name="words">What is sought.</param>
    /// <param name="ct">Leaves what was found.</param>
    internal async Task<WordsFound> InAsync(PortalDbContext db, IReadOnlyList<string> files, IReadOnlyList<WithheldWords> words, CancellationToken ct)
    {
        if (_seen.Count > MostRemembered)
        {
            _seen.Clear();
        }

        var readings = await db.Set<FileText>().AsNoTracking().Where(t => files.Contains(t.Sha256) && t.State == ReadingState.Read)
            .Select(t => new { t.Sha256, t.ReadAt, t.Length }).ToDictionaryAsync(t => t.Sha256, StringComparer.Ordinal, ct);
        var partly = await db.Set<TextPage>().Where(p => files.Contains(p.Sha256) && p.Text == "").Select(p => p.Sha256).Distinct().ToListAsync(ct);
        var (left, found, waiting) = (mostCharacters, new List<(string File, WithheldWords Words, int Page)>(), new List<string>());
        foreach (var file in files.Where(readings.ContainsKey))
        {
            var reading = readings[file];
            var hits = new Dictionary<WithheldWords, Looked>();
            foreach (var w in words)
            {
                if (_seen.TryGetValue(Of(w), out var known))
                {
                    hits[w] = known;
                }
            }

            var missing = words.Where(w => !hits.ContainsKey(w)).ToList();
            var cost = (long)reading.Length * missing.Count;
            if (cost > left && left < mostCharacters)
            {
                waiting.Add(file);
                continue;
            }

            left -= cost;
            foreach (var (w, looked) in await LookAsync(db, file, missing, Of, ct))
            {
                hits[w] = looked;
            }

            found.AddRange(words.SelectMany(w => hits[w].Pages, (w, page) => (file, w, page)));
            partly.AddRange(hits.Values.Any(h => h.IsCut) ? [file] : []);

            Sought Of(WithheldWords w) => new(file, reading.ReadAt, w.Words);
        }

        return new WordsFound(found, [.. files.Where(f => !readings.ContainsKey(f)), .. partly.Distinct()], waiting);
    }

    private async Task<Dictionary<WithheldWords, Looked>> LookAsync(PortalDbContext db, string file, List<WithheldWords> words, Func<WithheldWords, Sought> of, CancellationToken ct)
    {
        if (words.Count == 0)
        {
            return [];
        }

        var found = words.ToDictionary(w => w, _ => new List<int>());
        var isCut = false;
        await foreach (var page in db.Set<TextPage>().AsNoTracking().Where(p => p.Sha256 == file).OrderBy(p => p.Number).Select(p => new { p.Number, p.Text }).AsAsyncEnumerable().WithCancellation(ct))
        {
            isCut |= page.Text.EndsWith(PageCollector.CutNote, StringComparison.Ordinal);
            foreach (var w in words.Where(w => w.In(page.Text) > 0))
            {
                found[w].Add(page.Number);
            }
        }

        var looked = found.ToDictionary(f => f.Key, f => new Looked(f.Value, isCut));
        foreach (var (w, what) in looked)
        {
            _seen[of(w)] = what;
        }

        return looked;
    }

    /// <param name="Pages">On which the words stand.</param>
    /// <param name="IsCut">Whether there is a page of which a part was not read.</param>
    private sealed record Looked(IReadOnlyList<int> Pages, bool IsCut);

    /// <param name="File">SHA-256.</param>
    /// <param name="ReadAt">Which reading of it.</param>
    /// <param name="Words">As they were typed.</param>
    private sealed record Sought(string File, DateTime? ReadAt, string Words);
}

/// <summary>What was found in the text of files.</summary>
/// <param name="Pages">By file and words, the pages on which they stand.</param>
/// <param name="NotRead">Files that have no text, or not on every page, or a page that is too long.</param>
/// <param name="Waiting">Files for which the next look is.</param>
internal sealed record WordsFound(IReadOnlyList<(string File, WithheldWords Words, int Page)> Pages, IReadOnlyList<string> NotRead, IReadOnlyList<string> Waiting);
