namespace Portal.Web.Words;

/// <summary>
/// How one text became another, word by word: what was kept and removed, joined, is the text before; what was kept and added is the text after.
/// Very long texts with little in common are compared by paragraphs.
/// </summary>
public sealed record WordDifference(IReadOnlyList<WordRun> Runs)
{
    /// <summary>Some fifty milliseconds; two texts of 8,000 words may differ in about 3,000 of them.</summary>
    private const long MostSteps = 20_000_000;

    /// <summary>Whether both texts are the same.</summary>
    public bool IsNone => Runs.All(run => run.Change == WordChange.Kept);

    /// <summary>The text before.</summary>
    public string Before => string.Concat(Runs.Where(run => run.Change != WordChange.Added).Select(run => run.Text));

    /// <summary>The text after.</summary>
    public string After => string.Concat(Runs.Where(run => run.Change != WordChange.Removed).Select(run => run.Text));

    public static WordDifference Between(string? before, string? after)
    {
        before ??= "";
        after ??= "";
        return By(TextPieces.Words, before, after) ?? By(TextPieces.Paragraphs, before, after) ?? Whole(before, after);
    }

    private static WordDifference? By(Func<string, List<string>> pieces, string before, string after)
    {
        var (old, now) = (pieces(before), pieces(after));
        return PieceComparison.Of(old, now, MostSteps) is { } found ? new(Legible(Stretches(old, now, found))) : null;
    }

    private static WordDifference Whole(string before, string after) => new([new(WordChange.Removed, before), new(WordChange.Added, after)]);

    private static List<Stretch> Stretches(List<string> before, List<string> after, PieceComparison found)
    {
        var stretches = new List<Stretch>();
        for (int i = 0, j = 0; i < before.Count || j < after.Count;)
        {
            var stretch = new Stretch();
            for (; i < before.Count && j < after.Count && !found.Removed[i] && !found.Added[j]; i++, j++)
            {
                stretch.Kept.Add(before[i]);
            }

            for (; i < before.Count && found.Removed[i]; i++)
            {
                stretch.Removed.Add(before[i]);
            }

            for (; j < after.Count && found.Added[j]; j++)
            {
                stretch.Added.Add(after[j]);
            }

            stretches.Add(stretch);
        }

        return stretches;
    }

    /// <summary>
    /// Takes changes together that have next to nothing between them: where a sentence was written anew, the "the" and "of" that both happen to
    /// have would only cut it to shreds.
    /// </summary>
    private static List<WordRun> Legible(List<Stretch> stretches)
    {
        var runs = new List<WordRun>();
        Stretch? last = null;
        foreach (var stretch in stretches)
        {
            if (last is not null && stretch.Changes && stretch.IsSlightAfter(last))
            {
                last.Removed.AddRange([.. stretch.Kept, .. stretch.Removed]);
                last.Added.AddRange([.. stretch.Kept, .. stretch.Added]);
                continue;
            }

            last?.AddTo(runs);
            last = stretch;
        }

        last?.AddTo(runs);
        return runs;
    }

    /// <summary>What was kept, and the change that follows it.</summary>
    private sealed class Stretch
    {
        public List<string> Kept { get; } = [];

        public List<string> Removed { get; } = [];

        public List<string> Added { get; } = [];

        public bool Changes => Removed.Count + Added.Count > 0;

        private int Words => Math.Max(Removed.Count(TextPieces.Says), Added.Count(TextPieces.Says));

        public bool IsSlightAfter(Stretch last)
        {
            if (!last.Changes || Kept.Count == 0 || Kept.Count > 12 || Kept.Exists(TextPieces.BreaksLine))
            {
                return false;
            }

            var words = Kept.Count(TextPieces.Says);
            return words < last.Words && words < Words;
        }

        public void AddTo(List<WordRun> runs)
        {
            Add(runs, WordChange.Kept, Kept);
            Add(runs, WordChange.Removed, Removed);
            Add(runs, WordChange.Added, Added);
        }

        private static void Add(List<WordRun> runs, WordChange change, List<string> pieces)
        {
            if (pieces.Count > 0)
            {
                runs.Add(new(change, string.Concat(pieces)));
            }
        }
    }
}
