namespace Portal.Web.Words;

/// <summary>
/// Finds which pieces of two texts are the same with as few changes as possible: E. W. Myers, "An O(ND) difference algorithm and its variations"
/// (1986), in the variant whose memory grows with the length. It counts its steps and gives up at a limit, so that texts with little in common
/// cost no more than that; the libraries at hand can neither be limited nor stopped.
/// </summary>
internal sealed class PieceComparison
{
    private readonly int[] _before;
    private readonly int[] _after;
    private readonly int[] _forward;
    private readonly int[] _backward;
    private long _stepsLeft;

    private PieceComparison(int[] before, int[] after, long mostSteps)
    {
        _before = before;
        _after = after;
        _forward = new int[before.Length + after.Length + 4];
        _backward = new int[_forward.Length];
        _stepsLeft = mostSteps;
        Removed = new bool[before.Length];
        Added = new bool[after.Length];
    }

    /// <summary>For each piece of the text before, whether it is gone.</summary>
    public bool[] Removed { get; }

    /// <summary>For each piece of the text after, whether it is new.</summary>
    public bool[] Added { get; }

    /// <returns>Null when it would take more steps than allowed.</returns>
    public static PieceComparison? Of(List<string> before, List<string> after, long mostSteps)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var comparison = new PieceComparison(Numbered(before, numbers), Numbered(after, numbers), mostSteps);
        return comparison.Compare(0, before.Count, 0, after.Count) ? comparison : null;
    }

    private static int[] Numbered(List<string> pieces, Dictionary<string, int> numbers)
    {
        var result = new int[pieces.Count];
        for (var i = 0; i < result.Length; i++)
        {
            if (!numbers.TryGetValue(pieces[i], out result[i]))
            {
                numbers[pieces[i]] = result[i] = numbers.Count;
            }
        }

        return result;
    }

    /// <summary>Compares one stretch of each text; each half has at most half of its changes, so this nests no deeper than their logarithm.</summary>
    private bool Compare(int before, int beforeEnd, int after, int afterEnd)
    {
        while (before < beforeEnd && after < afterEnd && _before[before] == _after[after])
        {
            before++;
            after++;
        }

        while (before < beforeEnd && after < afterEnd && _before[beforeEnd - 1] == _after[afterEnd - 1])
        {
            beforeEnd--;
            afterEnd--;
        }

        if (before == beforeEnd || after == afterEnd)
        {
            Removed.AsSpan(before..beforeEnd).Fill(true);
            Added.AsSpan(after..afterEnd).Fill(true);
            return true;
        }

        return Middle(before, beforeEnd, after, afterEnd) is var (x, y)
            && Compare(before, x, after, y)
            && Compare(x, beforeEnd, y, afterEnd);
    }

    /// <summary>A point that lies on a shortest way through both stretches, found from both ends at once; null when the steps have run out.</summary>
    private (int Before, int After)? Middle(int before, int beforeEnd, int after, int afterEnd)
    {
        var (width, height) = (beforeEnd - before, afterEnd - after);
        var most = (width + height + 1) / 2;
        var zero = most + 1;
        var excess = width - height;
        var meetGoingForward = excess % 2 != 0;
        _forward.AsSpan(0, (2 * most) + 3).Fill(-1);
        _backward.AsSpan(0, (2 * most) + 3).Fill(-1);
        _forward[zero + 1] = 0;
        _backward[zero + 1] = 0;
        var (forwardFrom, forwardTo, backwardFrom, backwardTo) = (0, 0, 0, 0);

        for (var changes = 0; changes <= most; changes++)
        {
            for (var diagonal = -changes + forwardFrom; diagonal <= changes - forwardTo; diagonal += 2)
            {
                var x = Start(_forward, zero, diagonal, changes);
                var y = x - diagonal;
                while (x < width && y < height && _before[before + x] == _after[after + y])
                {
                    x++;
                    y++;
                    _stepsLeft--;
                }

                _forward[zero + diagonal] = x;
                if (x > width)
                {
                    forwardTo += 2;
                }
                else if (y > height)
                {
                    forwardFrom += 2;
                }
                else if (meetGoingForward && Reached(_backward, zero, excess - diagonal) is { } other && x >= width - other)
                {
                    return (before + x, after + y);
                }
            }

            for (var diagonal = -changes + backwardFrom; diagonal <= changes - backwardTo; diagonal += 2)
            {
                var x = Start(_backward, zero, diagonal, changes);
                var y = x - diagonal;
                while (x < width && y < height && _before[beforeEnd - 1 - x] == _after[afterEnd - 1 - y])
                {
                    x++;
                    y++;
                    _stepsLeft--;
                }

                _backward[zero + diagonal] = x;
                if (x > width)
                {
                    backwardTo += 2;
                }
                else if (y > height)
                {
                    backwardFrom += 2;
                }
                else if (!meetGoingForward && Reached(_forward, zero, excess - diagonal) is { } other && other >= width - x)
                {
                    return (before + other, after + other - (excess - diagonal));
                }
            }

            _stepsLeft -= 2 * (changes + 1);
            if (_stepsLeft < 0)
            {
                return null;
            }
        }

        throw new InvalidOperationException("Two ways through the same texts always meet.");
    }

    private static int Start(int[] reached, int zero, int diagonal, int changes)
    {
        var (below, above) = (reached[zero + diagonal - 1], reached[zero + diagonal + 1]);
        return diagonal == -changes || (diagonal != changes && below < above) ? above : below + 1;
    }

    private static int? Reached(int[] reached, int zero, int diagonal) =>
        Math.Abs(diagonal) < zero && reached[zero + diagonal] is >= 0 and var x ? x : null;
}
