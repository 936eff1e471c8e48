using System.Buffers.Binary;

namespace Portal.Domain.Evidence;

/// <summary>
/// A sketch of a text in 256 bytes by which two texts can be compared without reading either (MinHash: A. Broder, "On the resemblance and containment of
/// documents", 1997). Of all runs of five words it keeps, for each of 64 ways to number them, the smallest number; the share of equal numbers of two
/// sketches is close to the share of runs that the texts have in common.
/// </summary>
public static class TextSketch
{
    private const int Ways = 64;
    private const int Run = 5;

    /// <summary>Fewer words say too little to be compared.</summary>
    private const int FewestWords = 40;

    /// <summary>Sketches that are compared with each other must share one of so many rows of four numbers; two texts alike by 0.7 do with 98 in 100.</summary>
    private const int Band = 4;

    /// <returns>Null for a text too short to be compared.</returns>
    public static byte[]? Of(IReadOnlyList<string> words)
    {
        if (words.Count < FewestWords)
        {
            return null;
        }

        var least = new uint[Ways];
        Array.Fill(least, uint.MaxValue);
        for (var at = 0; at + Run <= words.Count; at++)
        {
            var run = Hash(words, at);
            for (var way = 0; way < Ways; way++)
            {
                // A different odd multiplier for each way; the upper half is well mixed.
                var number = (uint)(((run ^ (ulong)way) * (0x9E3779B97F4A7C15UL + (2UL * (ulong)way * 0x632BE59BD9B4E019UL))) >> 32);
                least[way] = Math.Min(least[way], number);
            }
        }

        var sketch = new byte[Ways * sizeof(uint)];
        for (var way = 0; way < Ways; way++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(sketch.AsSpan(way * sizeof(uint)), least[way]);
        }

        return sketch;
    }

    /// <summary>How alike two texts are, from 0 to 1.</summary>
    public static double Likeness(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var same = 0;
        for (var at = 0; at < Ways * sizeof(uint); at += sizeof(uint))
        {
            same += one.Slice(at, sizeof(uint)).SequenceEqual(other.Slice(at, sizeof(uint))) ? 1 : 0;
        }

        return (double)same / Ways;
    }

    /// <summary>The pairs among many that are at least so alike, without comparing each with each.</summary>
    public static IReadOnlyList<(T One, T Other, double Likeness)> Pairs<T>(IReadOnlyList<(T Item, byte[] Sketch)> all, double atLeast)
    {
        var pairs = new Dictionary<(int, int), double>();
        for (var band = 0; band < Ways; band += Band)
        {
            foreach (var alike in Enumerable.Range(0, all.Count).GroupBy(i => Convert.ToHexString(all[i].Sketch.AsSpan(band * sizeof(uint), Band * sizeof(uint)))).Where(g => g.Skip(1).Any()))
            {
                var members = alike.Take(100).ToList();
                foreach (var (one, other) in members.SelectMany((one, i) => members.Skip(i + 1).Select(other => (one, other))))
                {
                    pairs.TryAdd((one, other), Likeness(all[one].Sketch, all[other].Sketch));
                }
            }
        }

        return [.. pairs.Where(p => p.Value >= atLeast).OrderByDescending(p => p.Value).ThenBy(p => p.Key).Select(p => (all[p.Key.Item1].Item, all[p.Key.Item2].Item, p.Value))];
    }

    /// <summary>FNV-1a over the words of a run.</summary>
    private static ulong Hash(IReadOnlyList<string> words, int at)
    {
        var hash = 0xCBF29CE484222325UL;
        for (var i = at; i < at + Run; i++)
        {
            foreach (var character in words[i])
            {
                hash = (hash ^ character) * 0x100000001B3UL;
            }

            hash = (hash ^ ' ') * 0x100000001B3UL;
        }

        return hash;
    }
}
